/** Where lines of a file come from, for people. */
import { palette, type Style } from './style.ts';
import { visible } from './visible.ts';

/** Why a line is there: one thing that a person can look up. */
export type Reason =
  | { readonly kind: 'template'; readonly name: string; readonly line: number }
  | {
      readonly kind: 'spec';
      readonly path: string;
      readonly file: string;
      readonly line?: number;
      readonly column?: number;
      /** The line of the spec. */
      readonly text?: string;
    }
  | { readonly kind: 'default'; readonly by: string }
  | { readonly kind: 'derived'; readonly rule: string };

export interface WhyLine {
  /** From 1; undefined for directories and symlinks, which have no lines. */
  readonly line?: number;
  readonly text?: string;
  readonly reasons: readonly Reason[];
}

export interface Why {
  readonly host: string;
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly component: string;
  readonly lines: readonly WhyLine[];
}

/** The same reasons of lines in a row are said once, behind the last of them. */
export function printWhy(data: Why, style: Style): string {
  const colors = palette(style);
  const width = String(data.lines.at(-1)?.line ?? 0).length;
  const kind = data.type === 'file' ? '' : ` (${data.type})`;
  const head = `${colors.strong(visible(`${data.host}:/${data.path}`))}${kind}: component ${visible(data.component)}\n`;
  const body = data.lines.map((line, index) => {
    const text = visible(line.text ?? '');
    const shown = `${colors.frame(`${String(line.line ?? '').padStart(width)} |`)}${text === '' ? '' : ` ${text}`}\n`;
    const next = data.lines[index + 1];
    if (next !== undefined && JSON.stringify(next.reasons) === JSON.stringify(line.reasons)) return shown;
    const reasons = line.reasons.map((reason) => `${' '.repeat(width + 1)}${colors.frame('=')} ${phrase(reason)}\n`);
    return shown + reasons.join('');
  });
  return head + body.join('');
}

function phrase(reason: Reason): string {
  switch (reason.kind) {
    case 'template':
      return `template ${visible(reason.name)}:${reason.line}`;
    case 'default':
      return `default of ${visible(reason.by)}`;
    case 'derived':
      return `derived: ${visible(reason.rule)}`;
    case 'spec': {
      const at = reason.line === undefined ? '' : `:${reason.line}:${reason.column}`;
      const text = reason.text === undefined ? '' : `: ${visible(reason.text.trim())}`;
      return `spec ${visible(reason.file)}${at} \`${visible(reason.path)}\`${text}`;
    }
  }
}
