/** Specifiers: specifier_printf() of src/shared/specifier.c; systemd.unit(5) "Specifiers". */

/** What each letter expands to; a letter that is missing is an error where systemd expands specifiers. */
export type SpecifierTable = Readonly<Record<string, string>>;

export type Expanded =
  | { readonly ok: true; readonly text: string }
  /** `specifier` is the first that is unknown, for example `%z`. */
  | { readonly ok: false; readonly specifier: string };

const specifier = /%([%A-Za-z0-9])/g;

/** `%%` is `%`; `%` before anything but a letter or a digit, or at the end, is text; results are not expanded again. */
export function expandSpecifiers(word: string, table: SpecifierTable): Expanded {
  let unknown: string | undefined;
  const text = word.replace(/%(.?)/gs, (written, letter: string) => {
    if (letter === '%') return '%';
    if (!/^[A-Za-z0-9]$/.test(letter)) return written;
    if (Object.hasOwn(table, letter)) return table[letter] ?? '';
    unknown ??= written;
    return written;
  });
  return unknown === undefined ? { ok: true, text } : { ok: false, specifier: unknown };
}

/** The specifiers that a word uses, as written, `%%` not counted. */
export function specifiersIn(word: string): string[] {
  return [...word.matchAll(specifier)].map((match) => match[0]).filter((written) => written !== '%%');
}

/** `%%` becomes `%`; specifiers that the table does not know stay as they are written. */
export function expandKnown(text: string, table: SpecifierTable): string {
  return text.replace(specifier, (written, letter: string) =>
    letter === '%' ? '%' : Object.hasOwn(table, letter) ? (table[letter] ?? '') : written,
  );
}
