/** Builds into a fresh directory; what is compiled is held still by golden. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { onDisk, put } from '../edge/trees.ts';
import { compileText } from '../support/compile.ts';
import { type Ran, type Terminal, unitc } from './run-case.ts';

const one = `name: lab
host: { os: debian }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd] }
`;
const three = `${one}  master-2: { address: 192.0.2.2, roles: [etcd] }
  master-3: { address: 192.0.2.3, roles: [etcd] }
`;

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'build-'));
  put(temporary, 'cluster.yaml', one);
  put(temporary, 'three.yaml', three);
});
afterEach(() => rmSync(temporary, { recursive: true }));

function build(words: string, terminal?: Terminal): Promise<Ran> {
  return unitc(['-C', temporary, 'build', ...words.split(' ')], terminal);
}

function paths(text: string, host = 'master-1'): string[] {
  const tree = compileText(text).trees.get(host);
  if (tree === undefined) throw new Error('does not compile');
  return tree.artifacts.map((artifact) => artifact.path);
}

async function names(bytes: Uint8Array): Promise<string[]> {
  const extract = tar.extract();
  extract.end(Buffer.from(bytes));
  const found: string[] = [];
  for await (const entry of extract) {
    found.push(entry.header.name.replace(/\/$/, ''));
    entry.resume();
  }
  return found;
}

test('without an output, what each host gets is listed and nothing is written', async () => {
  const before = onDisk(temporary);
  const ran = await build('three.yaml');
  expect(ran).toMatchObject({ exit: 0, stderr: 'nothing was written; add `-o OUT`\n' });
  const blocks = ran.stdout.split('\n\n').map((block) => block.trimEnd().split('\n'));
  expect(blocks.map(([host]) => host)).toEqual(['master-1', 'master-2', 'master-3']);
  const listed = blocks[0]?.slice(1) ?? [];
  for (const line of listed) expect(line).toMatch(/^ {2}0[0-7]{3} {2}[ \d]{7} {2}\S+$/);
  expect(listed.map((line) => line.replace(/^.* /, '').replace(/\/$/, ''))).toEqual(paths(three));
  expect(onDisk(temporary)).toEqual(before);
});

test('into a directory, then again, then after a change', async () => {
  const first = await build('cluster.yaml -o OUT');
  const files = paths(one).length;
  expect(first).toMatchObject({ exit: 0, stdout: '' });
  expect(first.stderr).toBe(
    `✔ 1 host, ${files} files in OUT (${files} new)\nnext: unitc build cluster.yaml --host master-1 -o - | ssh root@master-1 tar -x -C /\n`,
  );
  expect(readdirSync(path.join(temporary, 'OUT')).sort()).toEqual(['master-1', 'master-1.manifest.json']);
  expect((await build('cluster.yaml -o OUT')).stderr).toContain(`${files} files in OUT (nothing changed)`);
  put(temporary, 'cluster.yaml', one.replace('192.0.2.1', '192.0.2.9'));
  const third = await build('cluster.yaml -o OUT -v');
  expect(third.stderr).toMatch(/^changed {2}OUT\/master-1\/etc\/etcd\/etcd.conf$/m);
  expect(third.stderr).toMatch(/files in OUT \(\d+ changed\)/);
  expect((await build('cluster.yaml -o OUT -q')).stderr).toBe('');
});

test('one host of several leaves the others, the whole spec deletes what it no longer has', async () => {
  await build('three.yaml -o OUT');
  await build('three.yaml --host master-2 -o OUT');
  expect(readdirSync(path.join(temporary, 'OUT'))).toContain('master-3');
  expect((await build('cluster.yaml -o OUT')).stderr).toContain('deleted)');
  expect(readdirSync(path.join(temporary, 'OUT')).sort()).toEqual(['master-1', 'master-1.manifest.json']);
});

test('an edited file is never overwritten, and the way out is told', async () => {
  await build('cluster.yaml -o OUT');
  put(temporary, 'OUT/master-1/etc/etcd/etcd.conf', 'edited\n');
  put(temporary, 'cluster.yaml', one.replace('192.0.2.1', '192.0.2.9'));
  const before = onDisk(temporary);
  const ran = await build('cluster.yaml -o OUT');
  expect(ran).toMatchObject({ exit: 2, stdout: '' });
  expect(ran.stderr).toContain('error[UC601]: `master-1/etc/etcd/etcd.conf` was edited since the last build');
  expect(ran.stderr).toContain('✖ 1 obstacle in OUT, nothing was written');
  expect((await build('cluster.yaml -o OUT --check')).exit).toBe(1);
  expect(onDisk(temporary)).toEqual(before);
  rmSync(path.join(temporary, 'OUT/master-1/etc/etcd/etcd.conf'));
  expect((await build('cluster.yaml -o OUT')).exit).toBe(0);
});

test('check of a directory lists what is missing, stale and extra, and the command that cures', async () => {
  expect(await build('cluster.yaml -o OUT --check')).toMatchObject({ exit: 1 });
  await build('cluster.yaml -o OUT');
  expect(await build('cluster.yaml -o OUT --check')).toEqual({
    exit: 0,
    stdout: '',
    stderr: '',
    bytes: Buffer.alloc(0),
  });
  expect((await build('cluster.yaml -o OUT --check', { stderrIsTTY: true })).stderr).toBe('✔ OUT is up to date\n');
  rmSync(path.join(temporary, 'OUT/master-1/etc/etcd/etcd.conf'));
  chmodSync(path.join(temporary, 'OUT/master-1/usr/local/bin/etcdctl'), 0o644);
  const ran = await build('cluster.yaml -o OUT --check');
  expect(ran).toMatchObject({
    exit: 1,
    stdout: 'missing  OUT/master-1/etc/etcd/etcd.conf\nstale    OUT/master-1/usr/local/bin/etcdctl\n',
    stderr: 'to update it: unitc build cluster.yaml -o OUT\n',
  });
  expect(await build('cluster.yaml -o OUT --check --exit-zero')).toMatchObject({ exit: 0, stdout: ran.stdout });
});

test('an archive for each host, with the epoch that was asked for', async () => {
  const ran = await build('three.yaml -o dist/{host}.tar.gz', { env: { SOURCE_DATE_EPOCH: '1500000000' } });
  expect(ran).toMatchObject({ exit: 0, stdout: '' });
  expect(readdirSync(path.join(temporary, 'dist')).sort()).toEqual([
    'master-1.tar.gz',
    'master-2.tar.gz',
    'master-3.tar.gz',
  ]);
  const bytes = readFileSync(path.join(temporary, 'dist/master-2.tar.gz'));
  expect(await names(gunzipSync(bytes))).toEqual(paths(three, 'master-2'));
  const without = await build('three.yaml -o dist/{host}.tar.gz --check');
  expect(without.stdout).toBe(
    'stale    dist/master-1.tar.gz\nstale    dist/master-2.tar.gz\nstale    dist/master-3.tar.gz\n',
  );
  const same = await build('three.yaml -o dist/{host}.tar.gz --check', { env: { SOURCE_DATE_EPOCH: '1500000000' } });
  expect(same.exit).toBe(0);
});

test('the kind of an archive is that of --as, else that of its name', async () => {
  await build('cluster.yaml -o a.tgz');
  await build('cluster.yaml -o b.tar');
  await build('cluster.yaml --as tar -o c');
  await build('cluster.yaml --as dir -o d.tar');
  const head = (file: string) => readFileSync(path.join(temporary, file)).subarray(0, 2);
  expect([...head('a.tgz')]).toEqual([0x1f, 0x8b]);
  expect(head('b.tar').toString()).toBe('et');
  expect(readFileSync(path.join(temporary, 'c'))).toEqual(readFileSync(path.join(temporary, 'b.tar')));
  expect(readdirSync(path.join(temporary, 'd.tar'))).toContain('master-1');
});

test('an archive is replaced, anything but a regular file is not', async () => {
  put(temporary, 'a.tar', 'old');
  expect((await build('cluster.yaml -o a.tar')).exit).toBe(0);
  expect(readFileSync(path.join(temporary, 'a.tar')).length).toBeGreaterThan(1024);
  symlinkSync('/dev/null', path.join(temporary, 'link.tar'));
  mkdirSync(path.join(temporary, 'dist/master-3.tar'), { recursive: true });
  const before = onDisk(temporary);
  expect(await build('cluster.yaml -o link.tar')).toMatchObject({ exit: 2, stderr: /link.tar is not a regular file/ });
  expect((await build('three.yaml -o dist/{host}.tar')).exit).toBe(2);
  expect(onDisk(temporary)).toEqual(before);
});

test('to standard output goes the archive and nothing else; a terminal gets none', async () => {
  await build('cluster.yaml -o a.tar');
  const ran = await build('three.yaml --host master-1 -o -');
  expect(ran).toMatchObject({ exit: 0, stderr: '' });
  expect(await names(ran.bytes)).toEqual(paths(three));
  expect((await build('cluster.yaml -o -')).bytes).toEqual(readFileSync(path.join(temporary, 'a.tar')));
  const gz = await build('cluster.yaml --as tar.gz -o -');
  expect(gunzipSync(gz.bytes)).toEqual(readFileSync(path.join(temporary, 'a.tar')));
  expect(await build('cluster.yaml -o -', { stdoutIsTTY: true })).toMatchObject({ exit: 2, stdout: '' });
});

test.each(['now', '-1', '1.5', '2147483648', ' 1'])('SOURCE_DATE_EPOCH=%j is refused', async (SOURCE_DATE_EPOCH) => {
  const ran = await build('cluster.yaml -o a.tar', { env: { SOURCE_DATE_EPOCH } });
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toContain(`SOURCE_DATE_EPOCH is ${JSON.stringify(SOURCE_DATE_EPOCH)}, not a number of seconds`);
});

test('a spec may come from standard input', async () => {
  const ran = await build('- -o OUT', { stdin: one });
  expect(ran.exit).toBe(0);
  const digest = (at: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(temporary, at)))
      .digest('hex');
  const piped = digest('OUT/master-1.manifest.json');
  await build('cluster.yaml -o named');
  expect(digest('named/master-1.manifest.json')).toBe(piped);
});

test('a directory that cannot be used is told', async () => {
  writeFileSync(path.join(temporary, 'file'), '');
  expect(await build('cluster.yaml -o file/OUT')).toMatchObject({
    exit: 2,
    stderr: /a part of its path is no directory/,
  });
  expect(await build('cluster.yaml -o /proc/unitc/OUT')).toMatchObject({ exit: 2, stderr: /\/proc\/unitc: / });
});

test('a manifest that cannot be read is one obstacle', async () => {
  put(temporary, 'OUT/master-1.manifest.json', '{');
  const ran = await build('cluster.yaml -o OUT --format concise');
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toMatch(
    /^OUT\/master-1.manifest.json: error\[UC603\] `master-1.manifest.json` is not a manifest that unitc wrote: it is not JSON: .*\n✖ 1 obstacle in OUT, nothing was written\n$/,
  );
});

test('the layout of packages is written, compared and archived like the other', async () => {
  expect((await build('cluster.yaml --layout package -o OUT')).stderr).toMatch(
    /^✔ 1 host, \d+ files in OUT \(\d+ new\)\n$/,
  );
  const files = Object.keys(onDisk(path.join(temporary, 'OUT')));
  expect(files).toContain('master-1/usr/lib/unitc/manifest.json');
  expect(files.filter((file) => /usr\/local|etc\/systemd|\/var\//.test(file))).toEqual([]);
  expect((await build('cluster.yaml --layout package -o OUT --check')).exit).toBe(0);
  const other = await build('cluster.yaml -o OUT --check');
  expect(other.exit).toBe(1);
  expect((await build('cluster.yaml --layout package -o OUT/x --check')).stderr).toBe(
    'to update it: unitc build cluster.yaml --layout package -o OUT/x\n',
  );
  const archived = await build('cluster.yaml --layout package -o -');
  expect(await names(archived.bytes)).toContain('usr/lib/systemd/system/etcd.service');
  expect((await build('cluster.yaml --layout package -o a.tar')).stderr).toMatch(/^✔ a\.tar, \d+ bytes\n$/);
  const diff = await unitc(['-C', temporary, 'diff', 'a.tar', 'OUT', '--exit-code']);
  expect({ exit: diff.exit, stdout: diff.stdout }).toEqual({ exit: 0, stdout: '' });
});

describe('source packages', () => {
  test('are written, replaced and compared', async () => {
    expect(await build('three.yaml --as rpm-spec -o S')).toMatchObject({ exit: 0, stderr: '✔ 4 spec files in S\n' });
    const made = Object.keys(onDisk(path.join(temporary, 'S')));
    expect(made.filter((file) => file.endsWith('.spec'))).toEqual([
      'unitc-lab-host-master-1.spec',
      'unitc-lab-host-master-2.spec',
      'unitc-lab-host-master-3.spec',
      'unitc-lab.spec',
    ]);
    expect(made.length).toBe(8);
    expect((await build('three.yaml --as rpm-spec -o S --check')).exit).toBe(0);
    put(temporary, 'S/unitc-lab.spec', 'edited');
    rmSync(path.join(temporary, 'S/unitc-lab-1.tar'));
    expect(await build('three.yaml --as rpm-spec -o S --check')).toMatchObject({
      exit: 1,
      stdout: 'stale    S/unitc-lab.spec\nmissing  S/unitc-lab-1.tar\n',
    });
    await build('three.yaml --as rpm-spec -o S');
    expect((await build('three.yaml --as rpm-spec -o S --check')).exit).toBe(0);
  });

  test.each([
    ['rpm-spec -o S --layout host', 'packages have the layout `package`'],
    ['rpm-spec -o S --host master-1', 'what hosts share is known only from all of them'],
    ['rpm -o -', 'packages are several files'],
    ['srpm -o {host}.rpm', 'packages are several files'],
    ['rpm -o S --check', 'packages are not compared'],
    ['rpm', '--as rpm needs an output'],
  ])('are refused: --as %s', async (words, message) => {
    const { exit, stderr } = await build(`cluster.yaml --as ${words}`);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(message) });
    expect(Object.keys(onDisk(temporary))).toEqual(['cluster.yaml', 'three.yaml']);
  });

  test('of what runs from a package of the distribution are refused', async () => {
    put(temporary, 'host.yaml', `${one}components: { etcd: { target: host } }\n`);
    const { exit, stderr } = await build('host.yaml --as rpm-spec -o S');
    expect(exit).toBe(2);
    expect(stderr).toContain('`etcd` of the host `master-1` runs from a package of the distribution');
  });
});

test('sums lie beside archives and are compared with them', async () => {
  await build('three.yaml --sums -o D/{host}.tar');
  const lines = readFileSync(path.join(temporary, 'D/SHA256SUMS'), 'utf8').trim().split('\n');
  expect(lines).toEqual(
    ['master-1', 'master-2', 'master-3'].map((host) => {
      const bytes = readFileSync(path.join(temporary, `D/${host}.tar`));
      return `${createHash('sha256').update(bytes).digest('hex')}  ${host}.tar`;
    }),
  );
  expect((await build('three.yaml --sums -o D/{host}.tar --check')).exit).toBe(0);
  rmSync(path.join(temporary, 'D/SHA256SUMS'));
  expect((await build('three.yaml --sums -o D/{host}.tar --check')).stdout).toBe('missing  D/SHA256SUMS\n');
  await build('three.yaml --as rpm-spec --sums -o S');
  expect(readFileSync(path.join(temporary, 'S/SHA256SUMS'), 'utf8')).toMatch(/^[0-9a-f]{64} {2}unitc-lab-1\.tar$/m);
  for (const words of ['-o OUT', '-o -', '--as tar -o -']) {
    expect(await build(`cluster.yaml --sums ${words}`)).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('--sums is for archives and packages in files'),
    });
  }
});
