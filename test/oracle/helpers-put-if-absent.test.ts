/** put-if-absent through the wrapper, with the real runc, etcd and etcdctl, both APIs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EtcdContainer, startEtcd } from '../manifests/support/etcd-container.ts';
import { writeWrapper } from '../manifests/support/etcdctl.ts';
import { helperPath, locate } from '../manifests/support/programs.ts';
import { type Ran, run } from '../manifests/support/run.ts';
import { shells } from '../manifests/support/shells.ts';
import { fileOf, treeOf } from '../support/compile.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const state = join(directory, 'state');
const PATH = process.env.PATH ?? '';
const file = join(directory, 'network.json');
const compiled = fileOf(
  treeOf(
    'host: { os: centos-atomic }\nimages: { mirror: "m.lab" }\nflannel: {}\nhosts:\n  master-1: { address: 192.168.122.2, roles: [etcd] }\n',
  ),
  'etc/flanneld/network.json',
).content;
let etcd: EtcdContainer;
let wrapper: string;

beforeAll(async () => {
  mkdirSync(state);
  writeFileSync(file, compiled);
  etcd = await startEtcd(directory, { scheme: 'http', visible: [state] });
  wrapper = writeWrapper(directory, {
    container: etcd.id,
    runc: locate('runc'),
    endpoints: etcd.endpoint,
    visible: state,
  });
});
afterAll(() => etcd?.stop());

function put(args: readonly string[], shell: readonly string[] = []): Promise<Ran> {
  const [program = '', ...before] = [...shell, helperPath('put-if-absent')];
  return run(program, [...before, '--timeout=90', wrapper, ...args], { env: { PATH } });
}

async function value(api: string, key: string): Promise<unknown> {
  const env = { PATH, ETCDCTL_API: api };
  const ran = await run(wrapper, ['get', key, ...(api === '3' ? ['--print-value-only'] : [])], { env });
  return ran.stdout.trim() === '' ? undefined : JSON.parse(ran.stdout);
}

describe.each(['2', '3'])('API %s', (api) => {
  it.each(shells)('writes what was compiled, and writes it again when it is lost, under %s', async (name, shell) => {
    const key = `/lab-${api}/${name.replaceAll(' ', '_')}/config`;
    for (const time of [1, 2]) {
      expect(await put([api, key, file], shell), `time ${time}`).toMatchObject({
        status: 0,
        stderr: `put-if-absent: ${key} is written\n`,
      });
      expect(await value(api, key)).toEqual(JSON.parse(compiled));
      await run(wrapper, [api === '3' ? 'del' : 'rm', key], { env: { PATH, ETCDCTL_API: api } });
      expect(await value(api, key)).toBeUndefined();
    }
  });

  it('leaves the same value alone without a word, and another one with one', async () => {
    const key = `/kept-${api}/config`;
    expect((await put([api, key, file])).status).toBe(0);
    expect(await put([api, key, file])).toMatchObject({ status: 0, stderr: '' });
    const other = join(directory, `other-${api}.json`);
    writeFileSync(other, '{ "Network": "10.1.0.0/16" }');
    const ran = await put([api, key, other]);
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain(`${key} is there with another value than ${other} has, and is left as it is`);
    expect(await value(api, key)).toEqual(JSON.parse(compiled));
  });

  it('one of several at the same time writes', async () => {
    const key = `/race-${api}/config`;
    const files = [0, 1, 2, 3].map((index) => {
      const path = join(directory, `race-${index}.json`);
      writeFileSync(path, JSON.stringify({ Network: `10.${index}.0.0/16`, Note: 'a "quoted" \\ $HOME `id` %s' }));
      return path;
    });
    const ran = await Promise.all(files.map((path) => put([api, key, path])));
    for (const { status } of ran) expect(status).toBe(0);
    const kept = await value(api, key);
    expect(files.map((path) => JSON.parse(readFileSync(path, 'utf8')))).toContainEqual(kept);
  });
});

it('says what etcdctl says when there is no etcd', async () => {
  const dead = writeWrapper(temporaryDirectory(), { container: 'unitc-nowhere', runc: locate('runc') });
  const ran = await run(helperPath('put-if-absent'), ['--timeout=1', dead, '2', '/k', file], { env: { PATH } });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('put-if-absent: /k could not be written in 1 s: etcdctl: ');
});
