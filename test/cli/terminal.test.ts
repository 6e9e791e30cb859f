import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wantsColor } from '../../src/edge/terminal.ts';
import { unitc } from './run-case.ts';

test.each([
  ['auto', {}, false, false],
  ['auto', {}, true, true],
  ['auto', { TERM: 'dumb' }, true, false],
  ['auto', { CI: '1' }, false, false],
  ['auto', { NO_COLOR: '1' }, true, false],
  ['auto', { NO_COLOR: '' }, true, true],
  ['auto', { FORCE_COLOR: '1' }, false, true],
  ['auto', { FORCE_COLOR: '0' }, true, false],
  ['auto', { FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ['always', { NO_COLOR: '1', FORCE_COLOR: '0' }, false, true],
  ['never', { FORCE_COLOR: '1' }, true, false],
] as const)('--color %s with %j, terminal %s: %s', (choice, env, isTTY, colored) => {
  expect(wantsColor(choice, env, isTTY)).toBe(colored);
});

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'terminal-'));
  writeFileSync(path.join(temporary, 'bad.yaml'), 'host: 1\n');
  writeFileSync(
    path.join(temporary, 'good.yaml'),
    'host: { os: debian }\nhosts: { a: { address: 192.0.2.1, roles: [etcd] } }\n',
  );
});
afterEach(() => rmSync(temporary, { recursive: true }));

test('colour is decided for the stream that is printed on', async () => {
  const colored = (text: string) => text.includes('\u001b[');
  const check = await unitc(['-C', temporary, 'check', 'bad.yaml'], { stdoutIsTTY: true });
  expect([colored(check.stdout), colored(check.stderr)]).toEqual([true, false]);
  expect(colored((await unitc(['-C', temporary, 'check', 'bad.yaml'], { stderrIsTTY: true })).stdout)).toBe(false);
  const build = ['-C', temporary, 'build', 'bad.yaml'];
  expect(colored((await unitc(build, { stdoutIsTTY: true })).stderr)).toBe(false);
  expect(colored((await unitc(build, { stderrIsTTY: true })).stderr)).toBe(true);
});

test('a check without problems says so on a terminal only', async () => {
  const ran = await unitc(['-C', temporary, 'check', 'good.yaml', 'good.yaml'], { stderrIsTTY: true });
  expect(ran).toMatchObject({ exit: 0, stdout: '', stderr: '✔ 0 problems in good.yaml\n' });
  expect(await unitc(['-C', temporary, 'check', 'good.yaml'])).toMatchObject({ exit: 0, stdout: '', stderr: '' });
});

test('a text that is no UTF-8 and one that is too large are told', async () => {
  writeFileSync(path.join(temporary, 'latin.yaml'), Buffer.from([0x61, 0xff]));
  writeFileSync(path.join(temporary, 'large.yaml'), Buffer.alloc(10_000_001, '#'));
  const latin = await unitc(['-C', temporary, 'check', 'latin.yaml']);
  expect(latin).toMatchObject({ exit: 2, stderr: 'unitc: cannot read latin.yaml: it is not UTF-8 text\n' });
  const large = await unitc(['-C', temporary, 'check', 'large.yaml']);
  expect(large).toMatchObject({ exit: 2, stderr: 'unitc: cannot read large.yaml: it has more than 10000000 bytes\n' });
  const stdin = await unitc(['check', '-'], { stdin: Buffer.alloc(10_000_001, '#') });
  expect(stdin).toMatchObject({ exit: 2, stderr: 'unitc: standard input has more than 10000000 bytes\n' });
});

test('a file with a byte order mark and CRLF is read', async () => {
  const text = '\ufeffhost: { os: debian }\r\nhosts: { a: { address: 192.0.2.1, roles: [etcd] } }\r\n';
  expect(await unitc(['check', '-'], { stdin: text })).toMatchObject({ exit: 0, stdout: '' });
});

test('explain --all and schema print everything', async () => {
  const all = await unitc(['explain', '--all']);
  expect(all.stdout.match(/^UC\d{3} .*\((?:error|warning), [a-z0-9-]+\)$/gm)?.length).toBeGreaterThan(20);
  const json = JSON.parse((await unitc(['explain', '--all', '--format', 'json'])).stdout);
  expect(json).toMatchObject({ version: 1, codes: expect.any(Array) });
  const schema = JSON.parse((await unitc(['schema'])).stdout);
  expect(schema).toMatchObject({ title: 'unitc spec', type: 'object' });
});

test('versions for people and for programs', async () => {
  const text = (await unitc(['version'])).stdout;
  expect(text).toMatch(/^unitc \d+\.\d+\.\d+\nnode v\d+.*\nplatform \S+ \S+\n$/);
  const json = JSON.parse((await unitc(['version', '--format', 'json'])).stdout);
  expect(json).toMatchObject({ unitc: expect.any(String), node: process.version });
  expect((await unitc(['--version'])).stdout).toBe(`${json.unitc}\n`);
});

test('every line of a file says why it is there', async () => {
  const spec = path.join(temporary, 'good.yaml');
  const { stdout } = await unitc(['why', spec, 'a:/etc/etcd/etcd.conf', '--format', 'json']);
  const { lines } = JSON.parse(stdout);
  expect(lines.length).toBeGreaterThan(3);
  const text = (await unitc(['why', spec, 'a:/etc/etcd/etcd.conf'])).stdout;
  expect(text).toMatch(/= spec .*good\.yaml:2:\d+ `hosts\.a\.address`: hosts: \{ a:/);
  expect(text).toMatch(/= template \S+:\d+/);
  expect(text).toMatch(/= default of /);
});

test('a directory that is not there is told', async () => {
  const ran = await unitc(['-C', path.join(temporary, 'gone'), 'check', 'x']);
  expect(ran.exit).toBe(2);
  expect(ran.stderr).toMatch(/gone.*no such file/);
});

test("a file's name reaches no terminal as it is", async () => {
  const name = 'a\u001b[31m\nb.yaml';
  writeFileSync(path.join(temporary, name), 'host: 1\n');
  for (const command of ['check', 'build', 'images']) {
    const { stdout, stderr } = await unitc(['-C', temporary, command, name]);
    expect(stderr, command).toMatch(/ in a␛\[31m␊b\.yaml(, nothing was written)?\n$/);
    expect(stdout + stderr, command).not.toContain('\u001b');
  }
});
