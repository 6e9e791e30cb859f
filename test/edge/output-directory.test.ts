import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  checkDirectory,
  type DirectoryRequest,
  type DirectoryResult,
  writeDirectory,
} from '../../src/edge/output-directory.ts';
import { directory, file, symlink, tree } from '../outputs/sample-tree.ts';
import { cluster, onDisk, put, withoutManifests } from './trees.ts';

let temporary: string;
let out: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'out-'));
  out = path.join(temporary, 'OUT');
});
afterEach(() => rmSync(temporary, { recursive: true }));

function request(hosts: Parameters<typeof cluster>[0], more: Partial<DirectoryRequest> = {}): DirectoryRequest {
  return { out, trees: cluster(hosts), complete: true, ...more };
}

function codes(result: { diagnostics: readonly { code: string; message: string }[] }): string[] {
  return result.diagnostics.map(({ code, message }) => `${code} ${message}`);
}

function numbers({ changes, ...result }: DirectoryResult) {
  const deleted = changes.filter(({ kind }) => kind === 'extra').length;
  return { ...result, deleted, written: changes.length - deleted };
}

const first = {
  'master-1': [
    file('etc/kubernetes/config', 'a=1\n'),
    file('usr/local/bin/etcdctl', '#!/bin/sh\n', { mode: 0o755 }),
    file('etc/secret/key', 'k', { mode: 0o600 }),
    symlink('usr/local/bin/ctl', 'etcdctl'),
    directory('var/lib/etcd', { mode: 0o700 }),
  ],
  'node-1': [file('etc/kubernetes/config', 'a=2\n')],
};

const firstOnDisk = {
  'master-1': '0755/',
  'master-1/etc': '0755/',
  'master-1/etc/kubernetes': '0755/',
  'master-1/etc/kubernetes/config': '0644 a=1\n',
  'master-1/etc/secret': '0755/',
  'master-1/etc/secret/key': '0600 k',
  'master-1/usr': '0755/',
  'master-1/usr/local': '0755/',
  'master-1/usr/local/bin': '0755/',
  'master-1/usr/local/bin/ctl': '-> etcdctl',
  'master-1/usr/local/bin/etcdctl': '0755 #!/bin/sh\n',
  'master-1/var': '0755/',
  'master-1/var/lib': '0755/',
  'master-1/var/lib/etcd': '0700/',
  'node-1': '0755/',
  'node-1/etc': '0755/',
  'node-1/etc/kubernetes': '0755/',
  'node-1/etc/kubernetes/config': '0644 a=2\n',
};

test.each([0o000, 0o022, 0o077, 0o777])('a new directory, with the umask %o', (mask) => {
  const old = process.umask(mask);
  try {
    const result = writeDirectory(request(first));
    expect(numbers(result)).toEqual({ diagnostics: [], written: 9, deleted: 0, unchanged: 0, finished: false });
  } finally {
    process.umask(old);
  }
  expect(withoutManifests(onDisk(out))).toEqual(firstOnDisk);
  expect((statSync(out).mode & 0o7777).toString(8)).toBe('755');
  const manifest = readFileSync(path.join(out, 'master-1.manifest.json'), 'utf8');
  expect(manifest).toContain('"path": "etc/kubernetes/config"');
  expect(readFileSync(path.join(out, 'master-1/etc/unitc/manifest.json'), 'utf8')).toBe(manifest);
});

test('building again touches nothing', () => {
  writeDirectory(request(first));
  const at = path.join(out, 'master-1/etc/kubernetes/config');
  const before = statSync(at);
  expect(numbers(writeDirectory(request(first)))).toEqual({
    diagnostics: [],
    written: 0,
    deleted: 0,
    unchanged: 9,
    finished: false,
  });
  expect(statSync(at)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs, ctimeMs: before.ctimeMs });
});

test('what changed is replaced, what is no longer made is deleted with its directories, the rest stays', () => {
  writeDirectory(request(first));
  put(out, 'master-1/etc/secret/mine', 'foreign');
  put(out, 'notes.txt', 'foreign');
  chmodSync(path.join(out, 'master-1/usr/local/bin/etcdctl'), 0o600);
  const result = writeDirectory(
    request({
      'master-1': [
        file('etc/kubernetes/config', 'a=3\n'),
        file('usr/local/bin/etcdctl', '#!/bin/sh\n', { mode: 0o755 }),
        file('srv/new', 'n'),
      ],
      'node-1': first['node-1'],
    }),
  );
  expect(numbers(result)).toEqual({ diagnostics: [], written: 5, deleted: 2, unchanged: 3, finished: false });
  expect(withoutManifests(onDisk(out))).toEqual({
    'master-1': '0755/',
    'master-1/etc': '0755/',
    'master-1/etc/kubernetes': '0755/',
    'master-1/etc/kubernetes/config': '0644 a=3\n',
    'master-1/etc/secret': '0755/',
    'master-1/etc/secret/mine': '0644 foreign',
    'master-1/srv': '0755/',
    'master-1/srv/new': '0644 n',
    'master-1/usr': '0755/',
    'master-1/usr/local': '0755/',
    'master-1/usr/local/bin': '0755/',
    'master-1/usr/local/bin/etcdctl': '0755 #!/bin/sh\n',
    'master-1/var': '0755/',
    'master-1/var/lib': '0755/',
    'node-1': '0755/',
    'node-1/etc': '0755/',
    'node-1/etc/kubernetes': '0755/',
    'node-1/etc/kubernetes/config': '0644 a=2\n',
    'notes.txt': '0644 foreign',
  });
});

test('hosts that a spec no longer has go, but not with a part of the hosts and not those of another cluster', () => {
  writeDirectory(request(first));
  writeDirectory({ out, trees: cluster({ 'other-1': [file('etc/a', 'o')] }, 'other'), complete: true });
  const one = { 'master-1': first['master-1'] };
  expect(numbers(writeDirectory(request(one, { complete: false }))).deleted).toBe(0);
  expect(Object.keys(onDisk(out))).toContain('node-1/etc/kubernetes/config');
  expect(numbers(writeDirectory(request(one))).deleted).toBe(3);
  const left = Object.keys(onDisk(out)).filter((at) => !at.includes('/'));
  expect(left).toEqual(['master-1', 'master-1.manifest.json', 'other-1', 'other-1.manifest.json']);
});

test('foreign files with the content that is to be written are taken over', () => {
  put(out, 'master-1/etc/kubernetes/config', 'a=1\n');
  chmodSync(path.join(out, 'master-1/etc/kubernetes/config'), 0o640);
  expect(writeDirectory(request(first)).diagnostics).toEqual([]);
  expect(withoutManifests(onDisk(out))).toEqual(firstOnDisk);
});

test('all obstacles are reported at once and nothing is written', () => {
  const old = [file('etc/edited', '1'), file('etc/gone', '1'), file('etc/link', 'x'), file('etc/became', '1')];
  writeDirectory(request({ 'master-1': old }));
  put(out, 'master-1/etc/edited', 'mine now');
  put(out, 'master-1/etc/gone', 'mine now');
  put(out, 'master-1/etc/foreign', 'mine');
  put(out, 'master-1/etc/file', 'where a directory must be');
  put(out, 'master-1/etc/directory/with', 'something');
  mkdirSync(path.join(out, 'master-1/etc/empty'));
  symlinkSync('/etc', path.join(out, 'master-1/etc/away'));
  symlinkSync('kubernetes', path.join(out, 'master-1/etc/foreign-link'));
  rmSync(path.join(out, 'master-1/etc/link'));
  symlinkSync('edited', path.join(out, 'master-1/etc/link'));
  put(out, 'node-1.manifest.json', '{}');
  mkdirSync(path.join(out, 'node-2.manifest.json'));
  const before = onDisk(out);
  const result = writeDirectory(
    request({
      'master-1': [
        file('etc/edited', '2'),
        file('etc/foreign', '2'),
        file('etc/file/below', '2'),
        file('etc/file/too', '2'),
        file('etc/directory', '2'),
        file('etc/empty', '2'),
        file('etc/away/passwd', '2'),
        file('etc/away/group', '2'),
        file('etc/foreign-link', '2'),
        file('etc/link', 'x'),
        file('etc/became', '2'),
        directory('etc/foreign-link-2'),
      ],
      'node-1': [],
      'node-2': [],
    }),
  );
  expect(codes(result)).toEqual([
    'UC603 `node-1.manifest.json` is not a manifest that unitc wrote: it has version undefined, this unitc reads version 1',
    'UC602 `master-1/etc/away` is a symlink, a directory is needed',
    'UC602 `master-1/etc/directory` is a directory, a file is needed',
    'UC601 `master-1/etc/edited` was edited since the last build',
    'UC602 `master-1/etc/empty` is a directory, a file is needed',
    'UC602 `master-1/etc/file` is no directory, a directory is needed',
    'UC600 `master-1/etc/foreign` is in the way and not made by unitc',
    'UC600 `master-1/etc/foreign-link` is in the way and not made by unitc',
    'UC601 `master-1/etc/gone` was edited since the last build',
    'UC601 `master-1/etc/link` was edited since the last build',
    'UC602 `node-2.manifest.json` is a directory, a file is needed',
  ]);
  expect(result.changes).toEqual([]);
  expect(onDisk(out)).toEqual(before);
});

test('the host directory itself may not be a symlink, OUT may', () => {
  mkdirSync(path.join(temporary, 'real'));
  symlinkSync('real', out);
  mkdirSync(path.join(temporary, 'elsewhere'));
  symlinkSync('../elsewhere', path.join(out, 'node-1'));
  expect(codes(writeDirectory(request(first)))).toEqual(['UC602 `node-1` is a symlink, a directory is needed']);
  expect(onDisk(path.join(temporary, 'elsewhere'))).toEqual({});
  rmSync(path.join(out, 'node-1'));
  expect(writeDirectory(request(first)).diagnostics).toEqual([]);
  expect(withoutManifests(onDisk(path.join(temporary, 'real')))).toEqual(firstOnDisk);
});

test('files of ours become directories and the reverse', () => {
  const turns = [
    [file('a', '1'), file('b/c/d', '1'), symlink('l', '/etc'), directory('d/e')],
    [file('a/x/y', '2'), file('b', '2'), file('l/passwd', '2'), file('d', '2')],
    [directory('a'), directory('b', { mode: 0o711 }), symlink('l', '/etc'), symlink('d', 'e')],
    [file('a', '1'), symlink('b', 'a'), file('l', ''), directory('d/e')],
  ];
  for (const artifacts of [...turns, ...turns]) {
    expect(writeDirectory(request({ 'master-1': artifacts })).diagnostics).toEqual([]);
    const clean = path.join(temporary, 'clean');
    writeDirectory({ ...request({ 'master-1': artifacts }), out: clean });
    expect(onDisk(out)).toEqual(onDisk(clean));
    rmSync(clean, { recursive: true });
  }
});

test('an emptied directory of ours that holds a foreign file stays and is reported where a file must go', () => {
  writeDirectory(request({ 'master-1': [file('b/c', '1')] }));
  put(out, 'master-1/b/mine', 'm');
  const result = writeDirectory(request({ 'master-1': [file('b', '2')] }));
  expect(codes(result)).toEqual(['UC602 `master-1/b` is a directory, a file is needed']);
});

test('a deleted file is made again, an edited manifest is refused, a deleted one makes files foreign', () => {
  writeDirectory(request(first));
  rmSync(path.join(out, 'master-1/etc/kubernetes'), { recursive: true });
  expect(writeDirectory(request(first)).changes).toEqual([{ kind: 'missing', path: 'master-1/etc/kubernetes/config' }]);
  put(out, 'master-1/etc/unitc/manifest.json', '{}');
  expect(codes(writeDirectory(request(first)))).toEqual([
    'UC601 `master-1/etc/unitc/manifest.json` was edited since the last build',
  ]);
  rmSync(path.join(out, 'master-1/etc/unitc/manifest.json'));
  rmSync(path.join(out, 'master-1.manifest.json'));
  const changed = { ...first, 'master-1': [file('etc/kubernetes/config', 'a=9\n')] };
  expect(codes(writeDirectory(request(changed)))).toEqual([
    'UC600 `master-1/etc/kubernetes/config` is in the way and not made by unitc',
  ]);
});

test('what is no directory is refused as OUT', () => {
  put(temporary, 'OUT', 'a file');
  expect(() => writeDirectory(request(first))).toThrow(/OUT is no directory/);
  rmSync(out);
  put(out, '.unitc', 'a file');
  expect(() => writeDirectory(request(first))).toThrow(/\.unitc is no directory/);
});

test('a tree without its manifest is a bug of the caller', () => {
  expect(() => checkDirectory({ out, trees: new Map([['master-1', tree()]]), complete: true })).toThrow(
    'master-1 has no manifest',
  );
});

test('check says what would be done and writes nothing', () => {
  expect(checkDirectory(request({ 'node-1': first['node-1'] })).differences).toEqual([
    { kind: 'missing', path: 'node-1/etc/kubernetes/config' },
    { kind: 'missing', path: 'node-1/etc/unitc/manifest.json' },
    { kind: 'missing', path: 'node-1.manifest.json' },
  ]);
  expect(() => statSync(out)).toThrow();
  writeDirectory(request(first));
  expect(checkDirectory(request(first))).toEqual({ differences: [], diagnostics: [] });
  rmSync(path.join(out, 'master-1/etc/kubernetes/config'));
  chmodSync(path.join(out, 'master-1/var/lib/etcd'), 0o755);
  const before = onDisk(out);
  const changed = {
    'master-1': first['master-1'].map((each) => (each.path === 'etc/secret/key' ? file('etc/secret/key', 'k2') : each)),
  };
  expect(checkDirectory(request(changed)).differences).toEqual([
    { kind: 'extra', path: 'node-1/etc/kubernetes/config' },
    { kind: 'extra', path: 'node-1/etc/unitc/manifest.json' },
    { kind: 'stale', path: 'master-1/var/lib/etcd' },
    { kind: 'missing', path: 'master-1/etc/kubernetes/config' },
    { kind: 'stale', path: 'master-1/etc/secret/key' },
    { kind: 'stale', path: 'master-1/etc/unitc/manifest.json' },
    { kind: 'stale', path: 'master-1.manifest.json' },
    { kind: 'extra', path: 'node-1.manifest.json' },
  ]);
  put(out, 'master-1/etc/secret/key', 'edited');
  expect(codes(checkDirectory(request(changed)))).toEqual([
    'UC601 `master-1/etc/secret/key` was edited since the last build',
  ]);
  put(out, 'master-1/etc/secret/key', 'k');
  expect(onDisk(out)).toEqual(before);
});

const me = { pid: process.pid, host: hostname() };
const lockOf = (holder: object) => JSON.stringify({ started: '', ...me, ...holder });

test('a lock that is held refuses the second run', () => {
  const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  put(out, '.unitc/lock', lockOf({ started }));
  expect(() => writeDirectory(request(first))).toThrow(
    `another unitc (process ${process.pid} on ${me.host}) is writing to ${out}`,
  );
  put(out, '.unitc/lock', lockOf({ host: 'another-machine' }));
  expect(() => writeDirectory(request(first))).toThrow('on another-machine) is writing to');
  expect(withoutManifests(onDisk(out))).toEqual({
    '.unitc': '0755/',
    '.unitc/lock': `0644 ${lockOf({ host: 'another-machine' })}`,
  });
});

test.each([
  ['of a process that is gone', lockOf({ pid: 4_194_305 })],
  ['of a process whose number was given again', lockOf({ started: '1' })],
  ['that is no lock', ''],
  ['of an older form', '{"pid":1}'],
])('a lock %s is taken over', (_, text) => {
  put(out, '.unitc/lock', text);
  put(out, '.unitc/lock.4194305', 'left');
  put(out, '.unitc/lock.stale.4194305', 'left');
  expect(writeDirectory(request(first)).diagnostics).toEqual([]);
  expect(withoutManifests(onDisk(out))).toEqual(firstOnDisk);
});

test('an interrupted run is not finished over what was changed since', () => {
  writeDirectory(request(first));
  const sum = '0'.repeat(64);
  const operations = [{ op: 'delete', path: 'node-1/etc/kubernetes/config', before: `file ${sum}` }];
  put(out, '.unitc/journal.json', JSON.stringify({ version: 1, operations }));
  const before = onDisk(out);
  expect(codes(writeDirectory(request(first)))).toEqual([
    'UC604 `node-1/etc/kubernetes/config` was changed since a build was interrupted',
  ]);
  expect(checkDirectory(request(first)).differences).toEqual([{ kind: 'extra', path: '.unitc/journal.json' }]);
  expect(onDisk(out)).toEqual(before);
  renameSync(path.join(out, 'node-1'), path.join(temporary, 'moved'));
  symlinkSync(path.join(temporary, 'moved'), path.join(out, 'node-1'));
  expect(codes(writeDirectory(request(first)))).toEqual(['UC602 `node-1` is a symlink, a directory is needed']);
  expect(readFileSync(path.join(temporary, 'moved/etc/kubernetes/config'), 'utf8')).toBe('a=2\n');
});

test.each([
  '',
  '{"version":2,"operations":[]}',
  '{"version":1,"operations":[{"op":"delete","path":"../x","before":"absent"}]}',
  '{"version":1,"operations":[{"op":"delete","path":".unitc/lock","before":"absent"}]}',
  '{"version":1,"operations":[{"op":"replace","path":"x","before":"absent","stage":"../../x"}]}',
  '{"version":1,"operations":[{"op":"directory","path":"x","mode":99999}]}',
  '{"version":1,"operations":[{"op":"directory","path":"x"},3]}',
])('the journal %j is not ours', (text) => {
  put(out, '.unitc/journal.json', text);
  expect(codes(writeDirectory(request(first)))).toEqual([
    'UC604 `.unitc/journal.json` is not a journal that this unitc wrote',
  ]);
});

test('a run that was interrupted before its journal is forgotten', () => {
  put(out, '.unitc/stage/0', 'half');
  put(out, '.unitc/journal.new', '{"ver');
  expect(writeDirectory(request(first))).toMatchObject({ diagnostics: [], finished: false });
  expect(withoutManifests(onDisk(out))).toEqual(firstOnDisk);
});

test('a directory that cannot be written is an error of the system', () => {
  expect(() => writeDirectory({ ...request(first), out: '/proc/unitc' })).toThrow(/ENOENT/);
  writeFileSync(path.join(temporary, 'file'), '');
  expect(() => writeDirectory({ ...request(first), out: path.join(temporary, 'file/OUT') })).toThrow(/ENOTDIR/);
});
