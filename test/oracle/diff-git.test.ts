/** Real git applies what `diff` prints. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../src/diff/entry.ts';
import type { RenamedChange } from '../../src/diff/renames.ts';
import { type Change, treeDiff } from '../../src/diff/tree-diff.ts';
import { reviewUnified } from '../../src/report/review/unified.ts';
import { printUnified } from '../../src/report/unified.ts';
import { review } from '../../src/review/review.ts';
import type { Side } from '../../src/review/side.ts';
import { hostLayout } from '../../src/tree/layout.ts';
import { compileText } from '../support/compile.ts';
import { reviewOptions, sideOfSpec } from '../support/review.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'diff-git-'));
});
afterEach(() => rmSync(root, { recursive: true }));

type Tree = ReadonlyMap<string, Entry>;

function write(tree: Tree): void {
  rmSync(root, { recursive: true });
  mkdirSync(root);
  execFileSync('git', ['init', '-q', root]);
  for (const [name, entry] of tree) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (entry.type === 'symlink') symlinkSync(entry.target, file);
    else if (entry.type === 'file') {
      writeFileSync(file, entry.content);
      chmodSync(file, entry.mode);
    }
  }
}

/** Contents and links by path; of modes whether a file is executable, which is what git knows. */
function described(tree: Tree): Map<string, string> {
  return new Map(
    [...tree].map(([name, entry]) => {
      if (entry.type === 'symlink') return [name, `-> ${entry.target}`];
      if (entry.type === 'directory') return [name, 'directory'];
      return [name, `${(entry.mode & 0o100) === 0 ? '-' : 'x'} ${Buffer.from(entry.content).toString()}`];
    }),
  );
}

function onDisk(): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, file);
    if (name === '.git' || name.startsWith('.git/') || entry.isDirectory()) continue;
    const link = entry.isSymbolicLink();
    const isExecutable = !link && (lstatSync(file).mode & 0o100) !== 0;
    found.set(name, link ? `-> ${readlinkSync(file)}` : `${isExecutable ? 'x' : '-'} ${readFileSync(file, 'utf8')}`);
  }
  return found;
}

function apply(before: Tree, after: Tree, context: number): void {
  applyPatch(printUnified(treeDiff(before, after), { context, style: { color: false } }), before, after, context);
}

function applyPatch(patch: string, before: Tree, after: Tree, context: number): void {
  write(before);
  if (patch === '') {
    expect(described(before)).toEqual(described(after));
    return;
  }
  const words = ['-C', root, 'apply', ...(context === 0 ? ['--unidiff-zero'] : []), '--whitespace=nowarn', '-'];
  execFileSync('git', words, { input: patch, stdio: ['pipe', 'pipe', 'pipe'] });
  expect([...onDisk()].sort()).toEqual([...described(after)].sort());
}

const line = fc.constantFrom(
  'a',
  'b',
  '',
  'a\r',
  '-- ',
  '--- a/x',
  '+++ b/x',
  '@@ -1 +1 @@',
  'diff --git a/a b/a',
  '\\',
  'ü',
);
const content = fc.tuple(fc.array(line, { maxLength: 8 }), fc.boolean()).map(([lines, ends]) => {
  return lines.join('\n') + (ends && lines.length > 0 ? '\n' : '');
});
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc
    .record({ type: fc.constant('file' as const), mode: fc.constantFrom(0o644, 0o755, 0o600), content })
    .map((file) => ({
      ...file,
      content: Buffer.from(file.content),
    })),
  fc.record({ type: fc.constant('symlink' as const), target: fc.constantFrom('a', '../b', 'with blank') }),
);
const names = ['a', 'etc/b c', 'etc/quo"te', 'etc/ü', 'etc/back\\slash', 'x/y/z', 'tab\there'];
const tree = fc
  .array(fc.tuple(fc.constantFrom(...names), entry), { maxLength: 6 })
  .map((entries): Tree => new Map(entries));

test('git apply makes the new tree of the old one', () => {
  fc.assert(
    fc.property(tree, tree, fc.constantFrom(0, 1, 3), (before, after, context) => apply(before, after, context)),
    { numRuns: 80 },
  );
});

/** A file that is gone and one that came are one that was renamed, as often as there are two. */
function withRenames(changes: readonly Change[]): RenamedChange[] {
  const isFile = ({ before, after }: Change) => (before ?? after)?.type === 'file';
  const gone = changes.filter((change) => change.after === undefined && isFile(change));
  const come = changes.filter((change) => change.before === undefined && isFile(change));
  const renamed = come.map((change, index): RenamedChange => {
    const from = gone[index];
    return from?.before === undefined ? change : { ...change, from: from.path, before: from.before };
  });
  const taken = gone.slice(0, come.length);
  return [...changes.filter((change) => !come.includes(change) && !taken.includes(change)), ...renamed];
}

test('with renamed files', () => {
  let seen = 0;
  fc.assert(
    fc.property(tree, tree, fc.constantFrom(1, 3), (before, after, context) => {
      const changes = withRenames(treeDiff(before, after));
      seen += changes.filter(({ from }) => from !== undefined).length;
      applyPatch(printUnified(changes, { context, style: { color: false } }), before, after, context);
    }),
    { numRuns: 80 },
  );
  expect(seen).toBeGreaterThan(20);
});

const asPrinted = { color: false, context: 3, width: 80 };

test('of the review of several hosts, below their names', () => {
  const side = (hosts: ReadonlyMap<string, Tree>): Side => ({
    name: { kind: 'directory', name: 'OUT', generator: '' },
    hosts: new Map([...hosts].map(([host, snapshot]) => [host, { snapshot, layout: hostLayout }])),
  });
  const all = (hosts: ReadonlyMap<string, Tree>): Tree =>
    new Map([...hosts].flatMap(([host, files]) => [...files].map(([name, one]) => [`${host}/${name}`, one] as const)));
  const hosts = fc
    .tuple(tree, tree, fc.boolean())
    .map(([one, two, alike]) => new Map([['a', one] as const, ['b c', alike ? one : two] as const]));
  fc.assert(
    fc.property(hosts, hosts, (before, after) => {
      const said = review(side(before), side(after), { ...reviewOptions, showSecrets: true });
      applyPatch(reviewUnified(said, asPrinted), all(before), all(after), 3);
    }),
    { numRuns: 60 },
  );
});

test('of the review of two specs', () => {
  const spec = (version: string) => `host: { os: debian }
images: { mirror: "r.lab:5000" }
kubernetes: { version: "${version}" }
hosts: { master-1: { address: 192.0.2.1, roles: [etcd, control-plane] } }
`;
  const [before, after] = [sideOfSpec(spec('1.18.20')), sideOfSpec(spec('1.19.16'))];
  const treeOf = ({ hosts }: Side): Tree => hosts.get('master-1')?.snapshot ?? new Map();
  const patch = reviewUnified(review(before, after, { ...reviewOptions, showSecrets: true }), {
    ...asPrinted,
    hostDirectories: false,
  });
  expect(patch).toContain('\ndiff --git a/');
  applyPatch(patch, treeOf(before), treeOf(after), 3);
});

test('of two specs', () => {
  const spec = (version: string, more: string) => `host: { os: debian }
images: { mirror: "r.lab:5000" }
kubernetes: { version: "${version}" }
hosts: { master-1: { address: 192.0.2.1, roles: [etcd, control-plane] } }
${more}`;
  const treeOf = (text: string): Tree =>
    new Map(
      [...(compileText(text).trees.get('master-1') ?? [])].map((artifact): [string, Entry] => [
        artifact.path,
        artifact.type === 'file' ? { ...artifact, content: Buffer.from(artifact.content) } : artifact,
      ]),
    );
  const before = treeOf(spec('1.19.16', ''));
  const after = treeOf(
    spec('1.18.20', 'components: { etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } } }'),
  );
  expect(before.size).toBeGreaterThan(10);
  expect(after.size).toBeGreaterThan(before.size);
  apply(before, after, 3);
  apply(after, before, 3);
});
