/** What is read of packages that the real rpmbuild made, whole and tampered with. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { looksLikeRpm, readRpmHeader, readRpmPayload } from '../../src/edge/rpm-file.ts';
import type { PackageHeader } from '../../src/rpm/package-file.ts';
import { builtRpm, preamble } from '../support/built-rpm.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const spec = `${preamble('x')}%install
mkdir -p %{buildroot}/etc/x "%{buildroot}/usr/share/it's \\"50%%\\"" %{buildroot}/opt/x
echo a > %{buildroot}/etc/x/c
ln %{buildroot}/etc/x/c %{buildroot}/etc/x/hard
echo b > "%{buildroot}/usr/share/it's \\"50%%\\"/ü"
ln -s ../nowhere %{buildroot}/opt/x/l
touch %{buildroot}/opt/x/ghost %{buildroot}/etc/x/d
%pretrans -p <lua>
print("it's")
%pre
useradd x
echo 'two
lines' (none)
%post -p /sbin/ldconfig
%preun
echo preun
%postun
echo postun
%posttrans
echo posttrans
%triggerin -- foo > 1
echo trigger
%triggerpostun -p /usr/bin/perl -- foo, bar
print 1;
%filetriggerin -- /usr/lib
cat
%transfiletriggerin -P 5 -p <lua> -- /usr/lib /etc
x=1
%files
%config(noreplace) /etc/x/c
%config /etc/x/d
/etc/x/hard
%dir %attr(0700, foo, bar) /etc/x
%ghost /opt/x/ghost
/opt/x/l
/usr/share/it*
`;

function headerOf(file: string): PackageHeader {
  const read = readRpmHeader(file);
  if (!read.ok) throw new Error(read.reason);
  return read.header;
}

/** The reason that the package is not read for. */
async function refused(file: string): Promise<string> {
  const header = readRpmHeader(file);
  if (!header.ok) return header.reason;
  const payload = await readRpmPayload(file, header.header);
  return payload.ok ? 'nothing' : payload.reason;
}

let file = '';
beforeAll(() => {
  file = builtRpm(spec, '_binary_payload w.ufdio');
});

describe('a package', () => {
  it('is known by its first bytes', () => {
    expect(looksLikeRpm(readFileSync(file))).toBe(true);
    expect(looksLikeRpm(Buffer.from('#!/bin/sh\n'))).toBe(false);
  });

  it('says what it is and what it has, with odd names as they are', () => {
    const { files, scriptlets: _, ...facts } = headerOf(file);
    expect(facts).toEqual({ name: 'x', version: '1', release: '1', arch: 'noarch' });
    const plain = { owner: 'root', group: 'root', config: false, noreplace: false, ghost: false };
    const text = { ...plain, type: 'file', mode: 0o644, size: 2 };
    expect(files).toEqual([
      { ...plain, path: '/etc/x', type: 'directory', mode: 0o700, size: 0, owner: 'foo', group: 'bar' },
      { ...text, path: '/etc/x/c', config: true, noreplace: true },
      { ...text, path: '/etc/x/d', config: true, size: 0 },
      { ...text, path: '/etc/x/hard' },
      { ...text, path: '/opt/x/ghost', ghost: true, size: 0 },
      { ...plain, path: '/opt/x/l', type: 'symlink', mode: 0o777, target: '../nowhere', size: 10 },
      { ...plain, path: '/usr/share/it\'s "50%"', type: 'directory', mode: 0o755, size: 0 },
      { ...text, path: '/usr/share/it\'s "50%"/ü' },
    ]);
  });

  it('has scriptlets of all kinds, with their interpreters', () => {
    const sh = ['/bin/sh'];
    expect(headerOf(file).scriptlets).toEqual([
      { kind: 'pretrans', interpreter: ['<lua>'], body: 'print("it\'s")' },
      { kind: 'pre', interpreter: sh, body: "useradd x\necho 'two\nlines' (none)" },
      { kind: 'post', interpreter: ['/sbin/ldconfig'], body: '' },
      { kind: 'preun', interpreter: sh, body: 'echo preun' },
      { kind: 'postun', interpreter: sh, body: 'echo postun' },
      { kind: 'posttrans', interpreter: sh, body: 'echo posttrans' },
      { kind: 'triggerin', interpreter: sh, body: 'echo trigger', condition: 'foo > 1' },
      { kind: 'triggerpostun', interpreter: ['/usr/bin/perl'], body: 'print 1;', condition: 'bar, foo' },
      { kind: 'filetriggerin', interpreter: sh, body: 'cat', condition: '/usr/lib' },
      { kind: 'transfiletriggerin', interpreter: ['<lua>'], body: 'x=1', condition: '/etc, /usr/lib' },
    ]);
  });

  it('brings files, with hard links as files of their own, and no ghosts', async () => {
    const read = await readRpmPayload(file, headerOf(file));
    if (!read.ok) throw new Error(read.reason);
    const text = (content: string) => ({
      type: 'file',
      mode: 0o644,
      owner: 'root:root',
      content: Buffer.from(content),
    });
    expect(Object.fromEntries(read.payload)).toMatchObject({
      'etc/x': { type: 'directory', mode: 0o700, owner: 'foo:bar' },
      'etc/x/c': text('a\n'),
      'etc/x/hard': text('a\n'),
      'etc/x/d': text(''),
      'opt/x/l': { type: 'symlink', target: '../nowhere', owner: 'root:root' },
      'usr/share/it\'s "50%"/ü': text('b\n'),
    });
    expect(read.payload.size).toBe(7);
  });

  it('may be empty', async () => {
    const empty = builtRpm(`${preamble('none')}%files\n`);
    expect(headerOf(empty)).toMatchObject({ name: 'none', files: [], scriptlets: [] });
    expect(await readRpmPayload(empty, headerOf(empty))).toEqual({ ok: true, payload: new Map() });
  });
});

/** One text in place of another of the same length, with digests that fit again: whoever is hostile has them fit. */
function tampered(from: string, to: string): string {
  expect(Buffer.byteLength(to)).toBe(Buffer.byteLength(from));
  const bytes = readFileSync(file);
  const start = headerAt(bytes);
  const end = start + headerLength(bytes, start);
  const header = () => bytes.subarray(start, end);
  const payload = () => bytes.subarray(end);
  const digest = (algorithm: string, of: Uint8Array) => createHash(algorithm).update(of).digest();
  const replaced = (old: Buffer, fresh: Buffer, times: number) => {
    for (let at = bytes.indexOf(old); at !== -1; at = bytes.indexOf(old, at + 1), times--) fresh.copy(bytes, at);
    expect(times).toBe(0);
  };
  const hex = (buffer: Buffer) => Buffer.from(buffer.toString('hex'));
  const before = [digest('sha256', payload()), digest('sha1', header()), digest('sha256', header())] as const;
  const all = digest('md5', bytes.subarray(start));
  for (let at = bytes.indexOf(from, start); at !== -1; at = bytes.indexOf(from, at + 1)) bytes.write(to, at);
  // Of the payload packed and unpacked, which is the same here.
  replaced(hex(before[0]), hex(digest('sha256', payload())), 2);
  replaced(hex(before[1]), hex(digest('sha1', header())), 1);
  replaced(hex(before[2]), hex(digest('sha256', header())), 1);
  replaced(all, digest('md5', bytes.subarray(start)), 1);
  const made = path.join(temporaryDirectory(), 'x.rpm');
  writeFileSync(made, bytes);
  return made;
}

/** Behind the lead and the header of the signatures, which is filled up to eight bytes. */
function headerAt(bytes: Buffer): number {
  return 96 + Math.ceil(headerLength(bytes, 96) / 8) * 8;
}

function headerLength(bytes: Buffer, at: number): number {
  return 16 + 16 * bytes.readUInt32BE(at + 8) + bytes.readUInt32BE(at + 12);
}

describe('a hostile package', () => {
  it('has names that no rpmbuild writes: they are read as they are', async () => {
    const odd = tampered('/opt/x/', '/a\n\u001b[K/');
    expect(headerOf(odd).files.map((one) => one.path)).toContain('/a\n\u001b[K/l');
    const read = await readRpmPayload(odd, headerOf(odd));
    expect(read.ok && [...read.payload.keys()]).toContain('a\n\u001b[K/l');
  });

  it('may leave its root by name: it is not unpacked', async () => {
    const leaving = tampered('/opt/x/', '/../../');
    expect(headerOf(leaving).files.map((one) => one.path)).toContain('/../../l');
    expect(await refused(leaving)).toBe('has a member that leaves its root: "./../../l"');
  });

  it('may be cut off anywhere, or damaged', async () => {
    const bytes = readFileSync(file);
    const start = headerAt(bytes);
    const at = path.join(temporaryDirectory(), 'cut.rpm');
    const payload = start + headerLength(bytes, start);
    for (const length of [
      0,
      3,
      50,
      96,
      100,
      start - 1,
      start + 20,
      payload - 1,
      payload,
      payload + 9,
      bytes.length - 9,
    ]) {
      writeFileSync(at, bytes.subarray(0, length));
      expect(await refused(at), `${length}`).toMatch(/^is damaged: ./);
    }
    bytes.write('X', bytes.indexOf('echo preun'));
    writeFileSync(at, bytes);
    expect(await refused(at)).toMatch(/^is damaged: Header SHA(1|256) digest: BAD/);
  });

  it('may be anything else: a list of other packages is not followed', async () => {
    const directory = temporaryDirectory();
    const list = path.join(directory, 'list');
    writeFileSync(list, `${file}\nhttp://192.0.2.1/x.rpm\n`);
    expect(await refused(list)).toMatch(/^is damaged: /);
    const pattern = path.join(directory, '%{name}*[x]?.rpm');
    writeFileSync(pattern, readFileSync(file));
    expect(headerOf(pattern).name).toBe('x');
  });

  it('may unpack to more than there is memory for: its size is known before', async () => {
    const huge = builtRpm(
      `${preamble('huge')}%install\nmkdir -p %{buildroot}/usr\ntruncate -s 600M %{buildroot}/usr/big\n%files\n/usr/big\n`,
      '_binary_payload w1.gzdio',
    );
    expect(readFileSync(huge).length).toBeLessThan(10_000_000);
    expect(await refused(huge)).toBe('unpacks to more than 500000000 bytes');
  });

  it('runs nothing by being read', () => {
    const ran = path.join(temporaryDirectory(), 'ran');
    const running = builtRpm(`${preamble('run')}%pre -e\ntouch ${ran}\n%post\n%%(touch ${ran})\n%files\n`);
    expect(headerOf(running).scriptlets.map(({ body }) => body)).toEqual([`touch ${ran}`, `%(touch ${ran})`]);
    expect(existsSync(ran)).toBe(false);
  });
});
