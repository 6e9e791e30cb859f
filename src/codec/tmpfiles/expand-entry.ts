import { expandSpecifiers, type SpecifierTable } from '../unit/expand-specifiers.ts';
import { argumentKind } from './line-types.ts';
import type { TmpfilesLine } from './tmpfiles-document.ts';
import type { TmpfilesEntry } from './tmpfiles-line.ts';

export type ExpandedEntry =
  | { readonly ok: true; readonly entry: TmpfilesEntry }
  /** `specifier` is not in the table, for example `%m`. */
  | { readonly ok: false; readonly specifier: string };

/** The fields of a line with `%%` and the specifiers of the table expanded where systemd-tmpfiles expands them. */
export function expandEntry(line: TmpfilesLine, table: SpecifierTable = {}): ExpandedEntry {
  const { type, path, argument, ...plain } = line.fields;
  const typeText = type?.value ?? '';
  const paths = expandSpecifiers(path?.value ?? '', table);
  if (!paths.ok) return paths;
  const verbatim = argumentKind(typeText) === 'raw' || typeText.includes('~');
  const text = argument?.value ?? '';
  const expanded = verbatim ? { ok: true as const, text } : expandSpecifiers(text, table);
  if (!expanded.ok) return expanded;
  const entry = {
    type: typeText,
    path: paths.text,
    ...Object.fromEntries(Object.entries(plain).map(([name, field]) => [name, field.value])),
    ...(argument === undefined ? {} : { argument: expanded.text }),
  };
  return { ok: true, entry };
}
