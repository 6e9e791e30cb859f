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
import { treeDiff } from '../../src/diff/tree-diff.ts';
import { printUnified } from '../../src/report/unified.ts';
import { compileText } from '../support/compile.ts';

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
  const patch = printUnified(treeDiff(before, after), { context, style: { color: false } });
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
