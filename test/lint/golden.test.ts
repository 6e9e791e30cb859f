/** What we compile is clean: with the systemd of its hosts, and warnings counted. */
import { describe, expect, test } from 'vitest';
import { encodeBytes } from '../../src/codec/unit/index.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { lint } from '../../src/lint/lint.ts';
import type { LintEntry } from '../../src/lint/root.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';

const { data } = loadBundle();

function entriesOf(tree: FileTree, host: string): [string, LintEntry][] {
  return [...tree].map((artifact) => {
    const path = `${host}/${artifact.path}`;
    if (artifact.type !== 'file') return [path, artifact];
    return [path, { type: 'file', mode: artifact.mode, read: () => encodeBytes(artifact.content) }];
  });
}

describe.each(goldenCases())('golden/%s', (name) => {
  test('has no finding', () => {
    const { trees, cluster } = compileGolden(name);
    const systemd = cluster?.system.systemd;
    const entries = new Map([...trees].flatMap(([host, tree]) => entriesOf(tree, host)));
    const { diagnostics, count } = lint([{ prefix: '', entries }], { data, ...(systemd !== undefined && { systemd }) });
    expect(diagnostics.map(({ file, code, message }) => `${file}: ${code} ${message}`)).toEqual([]);
    expect(count).toBeGreaterThan(0);
  });
});
