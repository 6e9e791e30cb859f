/**
 * How systemd splits a value into words (extract_first_word's flags), by key: see `quoting` of a directive.
 *
 * - `none`: quotes are ordinary; a backslash is removed and the next character kept.
 * - `retain-escape`: quotes and backslashes are ordinary.
 * - `unquote`: quotes are removed; a backslash is removed and the next character kept.
 * - `unquote+retain-escape`: quotes are removed, backslashes are ordinary.
 * - `unquote+cunescape`: quotes are removed, backslashes begin C escapes.
 */
export type QuotingMode = (typeof quotingModes)[number];

export const quotingModes = ['none', 'retain-escape', 'unquote', 'unquote+retain-escape', 'unquote+cunescape'] as const;

export function isQuotingMode(text: unknown): text is QuotingMode {
  return quotingModes.some((mode) => mode === text);
}
