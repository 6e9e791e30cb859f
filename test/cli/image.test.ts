/** `unitc image` with an output: the machinery of build, for one directory. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTar } from '../../src/inputs/tar.ts';
import { put } from '../edge/trees.ts';
import { unitc } from './run-case.ts';

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'image-'));
  put(
    temporary,
    'cluster.yaml',
    `host: { os: centos-atomic }
images: { mirror: "m.lab" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
`,
  );
});
afterEach(() => rmSync(temporary, { recursive: true }));

const image = (...words: string[]) => unitc(['-C', temporary, 'image', 'cluster.yaml', 'etcd', '-o', ...words]);

test('the directory is the build context, and its manifest lies beside it', async () => {
  const ran = await image('out/etcd');
  expect({ exit: ran.exit, stdout: ran.stdout }).toEqual({ exit: 0, stdout: '' });
  expect(readdirSync(path.join(temporary, 'out')).sort()).toEqual(['etcd', 'etcd.manifest.json']);
  const context = path.join(temporary, 'out/etcd');
  expect(readdirSync(context).sort()).toEqual(['Containerfile', 'exports', 'start', 'unitc.manifest.json']);
  expect(statSync(path.join(context, 'start')).mode & 0o777).toBe(0o755);
  expect((await image('out/etcd')).stderr).toContain('nothing changed');
});

test('what comes next names the image as the hosts do, where they look for one', async () => {
  expect((await image('out/etcd')).stderr).toContain('next: podman build --tag REGISTRY/etcd out/etcd\n');
  const more = 'components: { etcd: { launch: image, image: "m.lab/system/etcd:1" } }\n';
  put(temporary, 'cluster.yaml', readFileSync(path.join(temporary, 'cluster.yaml'), 'utf8') + more);
  expect((await image('out/etcd')).stderr).toContain('next: podman build --tag m.lab/system/etcd:1 out/etcd\n');
});

test('a file that unitc did not make is never overwritten', async () => {
  put(temporary, 'out/Containerfile', 'FROM mine\n');
  const ran = await image('out');
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toContain('UC600');
  expect(readFileSync(path.join(temporary, 'out/Containerfile'), 'utf8')).toBe('FROM mine\n');
  expect(readdirSync(path.join(temporary, 'out'))).toEqual(['Containerfile']);
});

test('an archive holds the same files', async () => {
  await image('etcd.tar');
  const read = await readTar(readFileSync(path.join(temporary, 'etcd.tar')), 1_000_000);
  if (!read.ok) throw new Error('not readable');
  const names = [...read.members.keys()];
  expect(names).toEqual(expect.arrayContaining(['Containerfile', 'exports/manifest.json', 'start']));
});

test('without an output, the files are listed', async () => {
  const ran = await unitc(['-C', temporary, 'image', 'cluster.yaml', 'etcd']);
  expect(ran.exit).toBe(0);
  const listed = ran.stdout.split('\n').map((line) => line.replace(/^ +(\d+) +\d+ +/, '$1 '));
  expect(listed).toEqual(expect.arrayContaining(['etcd', '0644 Containerfile', '0755 start']));
  expect(readdirSync(temporary)).toEqual(['cluster.yaml']);
});
