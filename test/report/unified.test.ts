import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/diff/entry.ts';
import { treeDiff } from '../../src/diff/tree-diff.ts';
import { printUnified, type UnifiedOptions } from '../../src/report/unified.ts';

const file = (content: string | Uint8Array, mode = 0o644, owner?: string): Entry => ({
  type: 'file',
  mode,
  content: typeof content === 'string' ? Buffer.from(content) : content,
  ...(owner !== undefined && { owner }),
});
const link = (target: string): Entry => ({ type: 'symlink', target });

function patch(
  before: Record<string, Entry>,
  after: Record<string, Entry>,
  more: Partial<UnifiedOptions> = {},
): string {
  const changes = treeDiff(new Map(Object.entries(before)), new Map(Object.entries(after)));
  return printUnified(changes, { context: 3, style: { color: false }, ...more });
}

describe('printUnified', () => {
  test('says nothing of no changes', () => {
    expect(patch({ a: file('x') }, { a: file('x') })).toBe('');
  });

  test('modes, texts without a newline at the end, empty files', () => {
    expect(patch({ a: file('1', 0o600), b: file('1\n') }, { a: file('2', 0o755), c: file('') })).toBe(
      `diff --git a/a b/a
old mode 100600
new mode 100755
--- a/a
+++ b/a
@@ -1 +1 @@
-1
\\ No newline at end of file
+2
\\ No newline at end of file
diff --git a/b b/b
deleted file mode 100644
--- a/b
+++ /dev/null
@@ -1 +0,0 @@
-1
diff --git a/c b/c
new file mode 100644
`,
    );
  });

  test('a file that becomes a symlink goes and comes', () => {
    expect(patch({ a: file('1\n') }, { a: link('b') })).toBe(`diff --git a/a b/a
deleted file mode 100644
--- a/a
+++ /dev/null
@@ -1 +0,0 @@
-1
diff --git a/a b/a
new file mode 120000
--- /dev/null
+++ b/a
@@ -0,0 +1 @@
+b
\\ No newline at end of file
`);
  });

  test('names as git quotes them', () => {
    const names = ['with blank', 'quo"te', 'back\\slash', 'ü', 'new\nline', '\u001b[31m'];
    const text = patch({}, Object.fromEntries(names.map((name) => [name, file('1\n')])));
    expect(text).toContain('+++ b/with blank\t\n');
    expect(text).toContain('+++ "b/quo\\"te"\n');
    expect(text).toContain('+++ "b/back\\\\slash"\n');
    expect(text).toContain('+++ "b/\\303\\274"\n');
    expect(text).toContain('+++ "b/new\\012line"\n');
    expect(text).not.toContain('\u001b');
  });

  test('what is no text is only named', () => {
    const said = 'diff --git a/a b/a\nBinary files a/a and b/a differ\n';
    expect(patch({ a: file(Uint8Array.of(0, 1)) }, { a: file('x') })).toBe(said);
    expect(patch({ a: file('x') }, { a: file(Uint8Array.of(0xff)) })).toBe(said);
  });

  test('owners and directories, which git does not know, are notes', () => {
    expect(
      patch(
        { a: file('1', 0o644, 'root:root'), d: { type: 'directory', mode: 0o700 } },
        { a: file('1', 0o644, 'etcd:etcd'), d: { type: 'directory', mode: 0o755 } },
      ),
    ).toBe('owner of a: root:root -> etcd:etcd\ndirectory d: 0700 -> 0755\n');
  });

  test('a terminal is shown nothing that it would obey', () => {
    const after = { a: file('\u001b[31m\u202e\n') };
    expect(patch({}, after)).toContain('\n+\u001b[31m\u202e\n');
    expect(patch({}, after, { harmless: true })).toContain('\n+␛[31m\\u{202e}\n');
  });
});
