import { gunzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { expect, test } from 'vitest';
import { findOutput, outputs } from '../../src/outputs/index.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { directory, file, symlink, tree } from './sample-tree.ts';

async function encoded(name: string, files: FileTree, epoch = 0): Promise<Uint8Array> {
  const output = findOutput(name);
  if (output === undefined) throw new Error(`no output ${name}`);
  return output.encode(files, { epoch });
}

async function members(bytes: Uint8Array): Promise<{ header: tar.Headers; content: string }[]> {
  const extract = tar.extract();
  extract.end(Buffer.from(bytes));
  const found: { header: tar.Headers; content: string }[] = [];
  for await (const entry of extract) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(Buffer.from(chunk));
    found.push({ header: entry.header, content: Buffer.concat(chunks).toString('utf8') });
  }
  return found;
}

const long = `etc/${'very-long-'.repeat(30)}name`;
const sample = tree(
  symlink('usr/local/bin/b', '../../x'),
  file('usr/local/bin/a', '#!/bin/sh\n', { mode: 0o755 }),
  file('etc/empty', '', { mode: 0 }),
  file(long, 'ü'),
  file('etc/ünïcode \n', 'x', { owner: '300000', group: '70' }),
  directory('etc/unitc/state', { mode: 0o700, owner: 'etcd', group: 'etcd' }),
);

test('members are what the tree holds, in its order, and no parents', async () => {
  const found = await members(await encoded('tar', sample));
  expect(
    found.map(({ header, content }) => [header.name.replace(/\/$/, ''), header.type, header.mode, content]),
  ).toEqual([
    ['etc/empty', 'file', 0, ''],
    ['etc/unitc/state', 'directory', 0o700, ''],
    [long, 'file', 0o644, 'ü'],
    ['etc/ünïcode \n', 'file', 0o644, 'x'],
    ['usr/local/bin/a', 'file', 0o755, '#!/bin/sh\n'],
    ['usr/local/bin/b', 'symlink', 0o777, ''],
  ]);
  expect(found.at(-1)?.header.linkname).toBe('../../x');
});

test('members are sorted by their bytes, in whatever order the tree was made', async () => {
  const names = ['etc/a-b', 'etc/B', 'Etc/z', 'etc/ü', 'etc/a/b'];
  for (const order of [names, [...names].reverse()]) {
    const found = await members(await encoded('tar', tree(...order.map((name) => file(name, '')))));
    expect(found.map(({ header }) => header.name)).toEqual(['Etc/z', 'etc/B', 'etc/a-b', 'etc/a/b', 'etc/ü']);
  }
});

test('root is 0; other names are kept with number 0; numbers are numbers, however large', async () => {
  const found = await members(await encoded('tar', sample));
  const owners = found.map(({ header: { uid, gid, uname, gname } }) => ({ uid, gid, uname, gname }));
  expect(owners[0]).toEqual({ uid: 0, gid: 0, uname: 'root', gname: 'root' });
  expect(owners[1]).toEqual({ uid: 0, gid: 0, uname: 'etcd', gname: 'etcd' });
  const raw = Buffer.from(await encoded('tar', sample)).toString('latin1');
  expect(raw).toContain('14 uid=300000\n');
  expect(owners[3]).toMatchObject({ gid: 70, uname: '', gname: '' });
});

test('every time stamp is the epoch that was given', async () => {
  for (const epoch of [0, 1_500_000_000]) {
    const found = await members(await encoded('tar', sample, epoch));
    expect(new Set(found.map(({ header }) => header.mtime?.getTime()))).toEqual(new Set([epoch * 1000]));
  }
});

test('the same tree gives the same bytes; gzip adds nothing of time or system', async () => {
  expect(await encoded('tar', sample)).toEqual(await encoded('tar', sample));
  const zipped = await encoded('tar.gz', sample);
  expect([...zipped.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  expect(gunzipSync(zipped)).toEqual(Buffer.from(await encoded('tar', sample)));
});

test('a file of a megabyte and a thousand files pass', async () => {
  const big = tree(file('big', 'x'.repeat(1 << 20)), ...Array.from({ length: 1000 }, (_, i) => file(`f/${i}`, `${i}`)));
  const found = await members(await encoded('tar', big));
  expect(found).toHaveLength(1001);
  expect(found[0]?.content).toHaveLength(1 << 20);
});

test('an empty tree is an archive of no members', async () => {
  expect(await members(await encoded('tar', tree()))).toEqual([]);
});

test('the registry has each output once', () => {
  const names = outputs.map((output) => output.name);
  expect(names).toEqual([...new Set(names)]);
  expect(names).toContain('tar.gz');
  expect(findOutput('rpm')).toBeUndefined();
});
