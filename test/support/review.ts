/** Sides of a review from texts: of files, or of specs by the real compiler. */
import { readQuadletTable } from '../../src/codec/quadlet/index.ts';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import type { CompileResult } from '../../src/compile.ts';
import type { Entry, Snapshot } from '../../src/diff/entry.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { compiledSide } from '../../src/edge/sides/compiled-side.ts';
import type { Review } from '../../src/review/model.ts';
import type { ReviewOptions } from '../../src/review/options.ts';
import { review } from '../../src/review/review.ts';
import type { Side } from '../../src/review/side.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { compileText } from './compile.ts';

export const reviewOptions: ReviewOptions = {
  generator: 'unitc 0.0.0',
  directives: readDirectiveTable(loadBundle().data.directives),
  quadlet: readQuadletTable(loadBundle().data.quadlet),
  systemd: 252,
};

/** Text by path, `link:TARGET` for a symlink; by host. */
export type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function sideOfTexts(hosts: Texts): Side {
  const entries = Object.entries(hosts).map(
    ([host, files]) => [host, { snapshot: snapshotOfTexts(files), layout: hostLayout }] as const,
  );
  return { name: { kind: 'directory', name: 'texts', generator: '' }, hosts: new Map(entries) };
}

export function snapshotOfTexts(files: Readonly<Record<string, string>>): Snapshot {
  return new Map(Object.entries(files).map(([path, text]): [string, Entry] => [path, entryOf(text)]));
}

function entryOf(text: string): Entry {
  if (text.startsWith('link:')) return { type: 'symlink', target: text.slice('link:'.length) };
  return { type: 'file', mode: 0o644, content: new TextEncoder().encode(text) };
}

export function sideOfSpec(spec: string, files: Readonly<Record<string, string>> = {}): Side {
  return sideOfResult(compileText(spec, files), 'cluster.yaml');
}

export function sideOfResult(result: CompileResult, name: string, layout = hostLayout): Side {
  const side = compiledSide(result, { kind: 'spec', name, entry: name, layout });
  if (!side.ok) throw new Error(`no tree: ${JSON.stringify(result.diagnostics, undefined, 2)}`);
  return side.side;
}

export function reviewTexts(before: Texts, after: Texts, options: Partial<ReviewOptions> = {}): Review {
  return review(sideOfTexts(before), sideOfTexts(after), { ...reviewOptions, ...options });
}
