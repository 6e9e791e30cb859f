import type { CompileResult } from '../compile.ts';

type Reported = Pick<CompileResult, 'diagnostics' | 'sources'>;

/** What a report is made of, its files by the names that say where they are: `git:HEAD:` is in front of their paths. */
export function prefixed({ diagnostics, sources }: Reported, prefix: string): Reported {
  const placed = <T extends { readonly file?: string }>(one: T): T =>
    one.file === undefined ? one : { ...one, file: prefix + one.file };
  return {
    diagnostics: diagnostics.map((one) => ({
      ...placed(one),
      ...(one.related && { related: one.related.map(placed) }),
    })),
    sources: new Map([...sources].map(([file, text]) => [prefix + file, text])),
  };
}
