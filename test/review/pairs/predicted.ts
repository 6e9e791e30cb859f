/** Trees of pairs as build would write them, and what a review says of them. */
import { readQuadletTable } from '../../../src/codec/quadlet/index.ts';
import { readDirectiveTable } from '../../../src/codec/unit/index.ts';
import { snapshotOf } from '../../../src/diff/snapshot-of.ts';
import { loadBundle } from '../../../src/edge/bundle.ts';
import { manifestIn } from '../../../src/inputs/manifest-in.ts';
import { withManifest } from '../../../src/outputs/with-manifest.ts';
import { fileEffects } from '../../../src/plan/file-effects.ts';
import type { UnitReview } from '../../../src/review/model.ts';
import { review } from '../../../src/review/review.ts';
import type { Side, SideHost } from '../../../src/review/side.ts';
import { syntaxOf } from '../../../src/review/syntax.ts';
import type { Artifact } from '../../../src/tree/artifact.ts';
import { FileTree } from '../../../src/tree/file-tree.ts';
import { hostLayout } from '../../../src/tree/layout.ts';
import { afterOf, type Files, type Pair } from './pair.ts';

const bundle = loadBundle();
const directives = readDirectiveTable(bundle.data.directives);
const quadlet = readQuadletTable(bundle.data.quadlet);
const host = 'diff-1';

function artifactOf([path, text]: readonly [string, string]): Artifact {
  const origin = { component: 'host', lines: [] };
  const common = { path, mode: text.startsWith('#!') ? 0o755 : 0o644, owner: 'root', group: 'root', origin };
  if (text.startsWith('link:')) return { ...common, type: 'symlink', target: text.slice('link:'.length) };
  const syntax = syntaxOf(path, undefined, new TextEncoder().encode(text));
  return { ...common, type: 'file', kind: syntax === 'binary' ? 'text' : syntax, content: text };
}

/** With a manifest, and the programs that bring it onto a host. */
export function treeOf(files: Files): FileTree {
  const programs = ['apply', 'preflight'].map((name): [string, string] => [
    `usr/local/libexec/unitc/${name}`,
    bundle.templates[`manifests/bin/${name}`] ?? '',
  ]);
  const { tree, collisions } = FileTree.build([...Object.entries(files), ...programs].map(artifactOf));
  if (collisions.length > 0) throw new Error(`two files at ${collisions[0]?.path}`);
  const effects = fileEffects(tree, { directives, layout: hostLayout });
  return withManifest(tree, hostLayout, { name: 'pairs', host, version: '0.0.0', effects, needs: [] });
}

function sideOf(files: Files, withListing: boolean): Side {
  const tree = treeOf(files);
  const manifest = withListing ? manifestIn(tree, hostLayout.manifest.slice(1)) : undefined;
  const own: SideHost = { snapshot: snapshotOf(tree), layout: hostLayout, ...(manifest && { manifest }) };
  return { name: { kind: 'directory', name: 'pair', generator: '' }, hosts: new Map([[host, own]]) };
}

/** One line for each unit to which something is done; `manifest` is false for files that nobody listed. */
export function predicted(pair: Pair, { manifest = true } = {}): string[] {
  const [before, after] = [sideOf(pair.base, manifest), sideOf(afterOf(pair), manifest)];
  const { hosts } = review(before, after, { generator: 'unitc 0.0.0', directives, quadlet, systemd: 252 });
  return (hosts[0]?.units ?? []).map(lineOf);
}

function lineOf({ unit, action, because }: UnitReview): string {
  return because === undefined ? `${unit} ${action}` : `${unit} ${action}, with ${because.unit} by ${because.by}`;
}

/** `expected.txt`: the id of a pair, and indented what is done to which unit. */
export function printPredictions(pairs: readonly Pair[], of: (pair: Pair) => readonly string[]): string {
  return pairs
    .map((pair) => [pair.id, ...of(pair).map((line) => `  ${line}`)].join('\n'))
    .join('\n')
    .concat('\n');
}
