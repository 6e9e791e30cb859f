/** A directory as the root of a host, with what a hostile one may hold. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeBytes } from '../../src/codec/unit/index.ts';
import { directoryRoot } from '../../src/edge/directory-root.ts';
import { loadUnit } from '../../src/systemd/index.ts';
import { directives } from '../systemd/roots.ts';

const units = '/etc/systemd/system';
const service = '[Service]\nExecStart=/bin/true\n';
let at: string;
beforeEach(() => {
  at = mkdtempSync(path.join(tmpdir(), 'root-'));
  mkdirSync(path.join(at, 'host', units), { recursive: true });
});
afterEach(() => rmSync(at, { recursive: true }));

const inHost = (name: string) => path.join(at, 'host', name);
const load = (name: string) => loadUnit(directoryRoot(path.join(at, 'host/')), name, { directives });

test('no link leads out of the root, whatever stands outside', () => {
  writeFileSync(path.join(at, 'a.service'), service);
  writeFileSync(path.join(at, 'outside.conf'), '[Unit]\nDescription=outside\n');
  mkdirSync(path.join(at, 'drop-ins'));
  writeFileSync(path.join(at, 'drop-ins/x.conf'), '[Unit]\nDescription=outside\n');
  symlinkSync(`${'../'.repeat(20)}${at}/a.service`, inHost(`${units}/a.service`));
  symlinkSync('../../../../a.service', inHost(`${units}/b.service`));
  writeFileSync(inHost(`${units}/c.service`), service);
  symlinkSync(path.join(at, 'drop-ins'), inHost(`${units}/c.service.d`));
  expect(load('a.service').loadState).toBe('not-found');
  expect(load('b.service').loadState).toBe('not-found');
  expect(load('c.service').dropIns).toEqual([]);
  expect(directoryRoot(inHost('')).entry(`${units}/c.service.d/x.conf`)).toBeUndefined();
});

test('absolute links lead below the root', () => {
  mkdirSync(inHost('opt/a.service.d'), { recursive: true });
  writeFileSync(inHost('opt/a.service'), service);
  writeFileSync(inHost('opt/a.service.d/x.conf'), '[Unit]\nDescription=x\n');
  symlinkSync('/opt/a.service', inHost(`${units}/a.service`));
  symlinkSync('/opt/a.service.d', inHost(`${units}/a.service.d`));
  expect(load('a.service')).toMatchObject({ loadState: 'loaded', dropIns: [{ path: '/opt/a.service.d/x.conf' }] });
});

test('pipes, circles, paths without end and files in the place of directories are nothing', () => {
  execFileSync('mkfifo', [inHost(`${units}/a.service`)]);
  symlinkSync('loop.service', inHost(`${units}/loop.service`));
  symlinkSync('.', inHost(`${units}/deep`));
  symlinkSync(`${'deep/'.repeat(800)}a.service`, inHost(`${units}/b.service`));
  writeFileSync(inHost(`${units}/c.service`), service);
  writeFileSync(inHost(`${units}/c.service.d`), 'a file');
  for (const name of ['a.service', 'loop.service', 'b.service']) expect(load(name).loadState, name).toBe('not-found');
  expect(load('c.service')).toMatchObject({ loadState: 'loaded', dropIns: [] });
});

test('names are bytes', () => {
  writeFileSync(inHost(`${units}/a.service`), service);
  mkdirSync(inHost(`${units}/a.service.d`));
  const directory = Buffer.from(`${inHost(units)}/a.service.d/`);
  for (const byte of [0xff, 0x80]) {
    const name = Buffer.concat([directory, Buffer.from([byte]), Buffer.from('.conf')]);
    writeFileSync(name, `[Unit]\nDescription=${byte}\n`);
  }
  const { dropIns, settings } = load('a.service');
  const names = [0x80, 0xff].map((byte) => decodeBytes(Uint8Array.of(byte)));
  expect(dropIns.map((one) => one.path)).toEqual(names.map((name) => `${units}/a.service.d/${name}.conf`));
  expect(settings.get('Unit')?.get('Description')).toMatchObject([{ value: '255' }]);
});

test('a file that is too large is a failure, and only where it is needed', () => {
  writeFileSync(inHost(`${units}/large.service`), '');
  truncateSync(inHost(`${units}/large.service`), 30_000_000);
  writeFileSync(inHost(`${units}/a.service`), service);
  expect(load('a.service').loadState).toBe('loaded');
  expect(() => load('large.service')).toThrow('it has more than 20000000 bytes');
});
