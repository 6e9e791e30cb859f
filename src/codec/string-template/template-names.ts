import { scan } from './scan.ts';

export type TemplateNames =
  /** Each name once, in the order of first use. */
  | { readonly ok: true; readonly names: readonly string[] }
  /** `offset` is that of the first `$` that is neither `$$` nor a placeholder, in UTF-16 code units. */
  | { readonly ok: false; readonly offset: number };

/** The names that a template wants values for. Python refuses a template with an invalid placeholder whole. */
export function templateNames(template: string): TemplateNames {
  const names = new Set<string>();
  for (const piece of scan(template)) {
    if (piece.kind === 'invalid') return { ok: false, offset: piece.offset };
    if (piece.kind === 'name') names.add(piece.name);
  }
  return { ok: true, names: [...names] };
}
