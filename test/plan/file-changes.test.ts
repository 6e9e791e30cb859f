/** Every case of what a host has, what was installed, and what the tree wants. */
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/sha256.ts';
import type { ListedEntry } from '../../src/diff/as-listed.ts';
import type { Entry } from '../../src/diff/entry.ts';
import { fileChanges, type Installed } from '../../src/plan/file-changes.ts';

const path = 'etc/x';
const file = (text: string, mode = 0o644): Entry => ({ type: 'file', mode, content: Buffer.from(text) });
const link = (target: string): Entry => ({ type: 'symlink', target });
const directory: Entry = { type: 'directory', mode: 0o755 };

function listed(entry: Entry): ListedEntry {
  return entry.type === 'file' ? { type: 'file', sha256: sha256(entry.content) } : entry;
}

function actionFor(there?: Entry, installed?: Entry, wanted?: Entry): string | undefined {
  const known = new Map<string, Installed>(
    installed === undefined ? [] : [[path, { entry: listed(installed), effect: {} }]],
  );
  const entries = new Map(wanted === undefined ? [] : [[path, wanted]]);
  const [change] = fileChanges({ entries, effects: new Map() }, { installed: known, entry: () => there });
  return change?.action;
}

const [a, b, c] = [file('a'), file('b'), file('c')];

describe('fileChanges', () => {
  it.each([
    ['create', undefined, undefined, a],
    ['create', undefined, a, a],
    [undefined, a, a, a],
    [undefined, a, undefined, a],
    ['change', a, a, b],
    [undefined, b, a, b],
    ['keep', c, a, b],
    ['keep', c, undefined, b],
    ['edited', c, a, a],
    ['remove', a, a, undefined],
    ['left', c, a, undefined],
    [undefined, undefined, a, undefined],
    ['mode', file('a', 0o600), a, a],
    ['blocked', directory, undefined, a],
    ['blocked', a, undefined, directory],
    [undefined, directory, undefined, directory],
    ['change', link('x'), link('x'), link('y')],
    ['keep', link('z'), link('x'), link('y')],
    ['keep', link('x'), a, b],
    ['change', link('x'), link('x'), a],
    ['remove', link('x'), link('x'), undefined],
    ['remove', directory, directory, undefined],
  ] as const)('%s', (action, there, installed, wanted) => {
    expect(actionFor(there, installed, wanted)).toBe(action);
  });
});
