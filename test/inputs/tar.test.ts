import { gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { looksLikeTar, readTar } from '../../src/inputs/tar.ts';
import { findOutput } from '../../src/outputs/index.ts';
import { directory, file, symlink, tree } from '../outputs/sample-tree.ts';

const largest = 1_000_000;

async function packed(...headers: readonly (tar.Headers & { readonly text?: string })[]): Promise<Uint8Array> {
  const pack = tar.pack();
  for (const { text, ...header } of headers) {
    // Without a text, a file would be a stream that somebody has to end.
    if (text === undefined && header.type !== undefined) pack.entry(header);
    else pack.entry(header, text ?? '');
  }
  pack.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pack) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('readTar', () => {
  test.each(['tar', 'tar.gz'])('reads back what the output %s writes', async (kind) => {
    const artifacts = tree(
      file('etc/a', 'text ü\n', { mode: 0o600, owner: 'etcd', group: 'etcd' }),
      file(`etc/${'long/'.repeat(40)}name`, ''),
      symlink('usr/local/bin/x', '../y'),
      directory('var/lib/etcd', { mode: 0o700 }),
    );
    const bytes = (await findOutput(kind)?.encode(artifacts, { epoch: 0 })) ?? new Uint8Array();
    expect(looksLikeTar(bytes)).toBe(true);
    const read = await readTar(bytes, largest);
    if (!read.ok) throw new Error(read.reason);
    const found = [...read.members.values()].map((member) =>
      member.type === 'file' ? { ...member, content: Buffer.from(member.content).toString() } : member,
    );
    expect(found).toEqual(
      artifacts.artifacts.map((artifact) => ({
        path: artifact.path,
        owner: `${artifact.owner}:${artifact.group}`,
        type: artifact.type,
        ...(artifact.type === 'symlink' ? { target: artifact.target } : { mode: artifact.mode }),
        ...(artifact.type === 'file' && { content: artifact.content }),
      })),
    );
  });

  test('takes names as tar made them of a directory, and numbers for owners without names', async () => {
    const read = await readTar(
      await packed(
        { name: './', type: 'directory' },
        { name: './etc/', type: 'directory' },
        { name: './etc/a', uid: 7, gid: 8, text: 'x' },
      ),
      largest,
    );
    expect(read).toMatchObject({ ok: true });
    expect(read.ok && [...read.members].map(([path, { owner }]) => [path, owner])).toEqual([
      ['etc', '0:0'],
      ['etc/a', '7:8'],
    ]);
  });

  test.each<[string, tar.Headers]>([
    ['has a member that leaves its root: "../etc/passwd"', { name: '../etc/passwd' }],
    ['has a member that leaves its root: "/etc/passwd"', { name: '/etc/passwd' }],
    ['has a member that leaves its root: "a/../../b"', { name: 'a/../../b' }],
    ['has a hard link to what is no file before it: "a"', { name: 'a', type: 'link', linkname: '../b' }],
    ['has a member that is no file, directory or symlink: "a"', { name: 'a', type: 'fifo' }],
    ['has a member that is no file, directory or symlink: "a"', { name: 'a', type: 'character-device' }],
  ])('refuses: it %s', async (reason, header) => {
    expect(await readTar(await packed(header), largest)).toEqual({ ok: false, reason });
  });

  test('refuses what is empty, cut off, damaged or too large', async () => {
    const bytes = await packed({ name: 'a', text: 'x'.repeat(5000) });
    const reasonOf = async (damaged: Uint8Array, limit = largest) => {
      const read = await readTar(damaged, limit);
      return read.ok ? 'ok' : read.reason;
    };
    expect(await reasonOf(new Uint8Array())).toBe('is empty');
    expect(await reasonOf(bytes.subarray(0, 1500))).toMatch(/^is damaged: /);
    expect(await reasonOf(Buffer.alloc(2048, 'x'))).toMatch(/^is damaged: /);
    expect(await reasonOf(bytes, 1000)).toBe('is damaged, or has more than 1000 bytes');
    expect(await reasonOf(gzipSync(Buffer.alloc(5_000_000)))).toBe(`is damaged, or has more than ${largest} bytes`);
    expect(await reasonOf(gzipSync(bytes).subarray(0, 60))).toBe(`is damaged, or has more than ${largest} bytes`);
  });

  test('a hard link is a file of its own, with what the file before it has', async () => {
    const read = await readTar(
      await packed(
        { name: './a', mode: 0o600, uname: 'etcd', gname: 'etcd', text: 'x' },
        { name: './b', type: 'link', linkname: './a' },
      ),
      largest,
    );
    const content = Buffer.from('x');
    const member = { owner: 'etcd:etcd', type: 'file', mode: 0o600, content };
    expect(read).toEqual({
      ok: true,
      members: new Map([
        ['a', { path: 'a', ...member }],
        ['b', { path: 'b', ...member }],
      ]),
    });
  });

  test('of two members of one name the second counts', async () => {
    const read = await readTar(await packed({ name: 'a', text: '1' }, { name: 'a', text: '2' }), largest);
    const member = read.ok ? read.members.get('a') : undefined;
    expect(member?.type === 'file' && Buffer.from(member.content).toString()).toBe('2');
  });
});

test('a spec does not look like an archive', () => {
  expect(looksLikeTar(Buffer.from('host: { os: debian }\n'.repeat(100)))).toBe(false);
  expect(looksLikeTar(new Uint8Array())).toBe(false);
});
