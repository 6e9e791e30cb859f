import { scan } from './scan.ts';

export type Substituted =
  | { readonly ok: true; readonly text: string }
  /** Python raises KeyError: a name without a value. */
  | { readonly ok: false; readonly kind: 'missing'; readonly name: string; readonly offset: number }
  /** Python raises ValueError: a `$` that is neither `$$` nor a placeholder. */
  | { readonly ok: false; readonly kind: 'invalid'; readonly offset: number };

/**
 * `Template(template).substitute(values)` of Python: the first mistake from the left is the one that is
 * told, and a value is inserted as it is, without being read again. Offsets are those of the `$`, in
 * UTF-16 code units.
 */
export function substitute(template: string, values: Readonly<Record<string, string>>): Substituted {
  const parts: string[] = [];
  for (const piece of scan(template)) {
    if (piece.kind === 'invalid') return { ok: false, kind: 'invalid', offset: piece.offset };
    if (piece.kind === 'text') {
      parts.push(piece.text);
      continue;
    }
    const value = Object.hasOwn(values, piece.name) ? values[piece.name] : undefined;
    if (value === undefined) return { ok: false, kind: 'missing', name: piece.name, offset: piece.offset };
    parts.push(value);
  }
  return { ok: true, text: parts.join('') };
}
