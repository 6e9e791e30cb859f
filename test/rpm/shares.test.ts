import { describe, expect, it } from 'vitest';
import { shares } from '../../src/rpm/shares.ts';
import type { Artifact } from '../../src/tree/artifact.ts';
import { FileTree } from '../../src/tree/file-tree.ts';

function file(path: string, content: string, component = 'etcd'): Artifact {
  const origin = { component, lines: [] };
  return { type: 'file', kind: 'text', path, mode: 0o644, owner: 'root', group: 'root', content, origin };
}

function shared(hosts: Readonly<Record<string, readonly Artifact[]>>) {
  const trees = new Map(Object.entries(hosts).map(([host, files]) => [host, FileTree.build(files).tree]));
  const found = shares(trees, {
    roleOf: ({ path, origin }) =>
      path === 'own' ? undefined : path.startsWith('help/') ? 'helpers' : origin.component,
    common: 'common',
    harmless: ['helpers'],
  });
  const paths = (files: readonly Artifact[]) => files.map(({ path }) => path);
  return {
    roles: Object.fromEntries([...found.roles].map(([role, { files, hosts: of }]) => [role, [...of, ...paths(files)]])),
    hosts: Object.fromEntries([...found.hosts].map(([host, files]) => [host, paths(files)])),
  };
}

describe('files of hosts', () => {
  it('are the role’s where all hosts that have it have them alike, and else a host’s own', () => {
    expect(
      shared({
        a: [file('same', 'x'), file('differs', 'a'), file('own', 'a')],
        b: [file('same', 'x'), file('differs', 'b'), file('own', 'b'), file('only-here', 'b')],
        c: [file('other', 'c', 'node')],
      }),
    ).toEqual({
      roles: { etcd: ['a', 'b', 'same'], node: ['c', 'other'] },
      hosts: { a: ['differs', 'own'], b: ['differs', 'only-here', 'own'], c: [] },
    });
  });

  it('are common where several roles have them', () => {
    const hosts = { a: [file('config', 'x', 'master'), file('m', 'm', 'master')], b: [file('config', 'x', 'node')] };
    expect(shared(hosts).roles).toEqual({ common: ['a', 'b', 'config'], master: ['a', 'm'] });
  });

  it('may be more than a host needs where they do nothing by being there', () => {
    const found = shared({ a: [file('help/one', '1')], b: [file('help/two', '2')], c: [file('own', '')] });
    expect(found).toEqual({
      roles: { helpers: ['a', 'b', 'help/one', 'help/two'] },
      hosts: { a: [], b: [], c: ['own'] },
    });
  });

  it('differ by mode too', () => {
    const open = { ...file('f', 'x'), mode: 0o600 };
    expect(shared({ a: [file('f', 'x')], b: [open] }).hosts).toEqual({ a: ['f'], b: ['f'] });
  });
});
