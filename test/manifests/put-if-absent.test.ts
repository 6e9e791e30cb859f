/** put-if-absent with an etcdctl that answers as the real ones do; test/oracle asks the real one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';
import { shells } from './support/shells.ts';

const json = '{\n  "Network": "172.16.0.0/12",\n  "Backend": {\n    "Type": "a\\\\b"\n  }\n}\n';
const line = '{  "Network": "172.16.0.0/12",  "Backend": {    "Type": "a\\\\b"  }}';

interface Store {
  readonly api: '2' | '3';
  /** What the key has; absent where it is not given. */
  readonly has?: string;
  /** So many first calls fail, as those to an etcd that does not answer yet. */
  readonly silent?: number;
  readonly timeout?: number;
  readonly shell?: readonly string[];
}

/** The store is a file; a transaction is only written down. */
function etcdctl(directory: string, { api, silent = 0 }: Store): string {
  const [key, calls, txn] = ['key', 'calls', 'txn'].map((name) => join(directory, name));
  return `#!/bin/sh
echo "$ETCDCTL_API $1" >>'${calls}'
[ "$(wc -l <'${calls}')" -gt ${silent} ] || { echo "Error: dial tcp: connection refused" >&2; exit 4; }
case $1 in
  get) if [ -s '${key}' ]; then cat '${key}'; else [ ${api} = 3 ] || { echo "Error: 100: Key not found" >&2; exit 4; }; fi ;;
  mk) printf '%s\\n' "$3" >'${key}' ;;
  txn) cat >'${txn}'; echo written >'${key}' ;;
esac
`;
}

async function put(store: Store): Promise<Ran & { key?: string; txn?: string; calls: string[] }> {
  const directory = temporaryDirectory();
  fillPath(directory, [...everyHost, 'wc'], { etcdctl: etcdctl(directory, store) });
  const file = join(directory, 'network.json');
  writeFileSync(file, json);
  if (store.has !== undefined) writeFileSync(join(directory, 'key'), store.has);
  const helper = helperPath('put-if-absent');
  const [program = helper, ...before] = store.shell ? [...store.shell, helper] : [];
  const args = [
    ...before,
    `--timeout=${store.timeout ?? 30}`,
    join(directory, 'etcdctl'),
    store.api,
    '/lab/network/config',
  ];
  const ran = await run(program, [...args, file], { env: { PATH: directory } });
  const text = (name: string) => {
    const path = join(directory, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const [key, txn] = [text('key'), text('txn')];
  const calls = (text('calls') ?? '').trimEnd().split('\n');
  return { ...ran, ...(key !== undefined && { key }), ...(txn !== undefined && { txn }), calls };
}

describe.each(shells)('under %s', (_, shell) => {
  it('makes an absent key with API 2', async () => {
    const ran = await put({ api: '2', shell });
    expect(ran).toMatchObject({ status: 0, key: `${line}\n`, calls: ['2 get', '2 mk', '2 get'] });
    expect(ran.stderr).toBe('put-if-absent: /lab/network/config is written\n');
  });

  it('makes an absent key with a transaction of API 3', async () => {
    const ran = await put({ api: '3', shell });
    expect(ran).toMatchObject({ status: 0, calls: ['3 get', '3 txn', '3 get'] });
    const quoted = line.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
    expect(ran.txn).toBe(`version("/lab/network/config") = "0"\n\nput "/lab/network/config" "${quoted}"\n\n\n`);
  });
});

describe.each(['2', '3'] as const)('API %s', (api) => {
  it('leaves a key alone that is there, and says when it differs', async () => {
    const same = await put({ api, has: line.replaceAll(' ', '') });
    expect(same).toMatchObject({ status: 0, stderr: '', calls: [`${api} get`] });
    const other = await put({ api, has: '{"Network":"10.1.0.0/16"}\n' });
    expect(other).toMatchObject({ status: 0, key: '{"Network":"10.1.0.0/16"}\n', calls: [`${api} get`] });
    expect(other.stderr).toContain('is there with another value than');
  });

  it('tries again until etcd answers', async () => {
    const ran = await put({ api, silent: 2 });
    expect(ran.status).toBe(0);
    expect(ran.took).toBeGreaterThan(900);
  });

  it('gives up with the last words of etcdctl', async () => {
    const ran = await put({ api, silent: 1000, timeout: 1 });
    expect(ran).toMatchObject({ status: 1 });
    expect(ran.stderr).toBe(
      'put-if-absent: /lab/network/config could not be written in 1 s: Error: dial tcp: connection refused\n',
    );
  });
});

it.each([
  [[]],
  [['/e', '4', '/k', '/f']],
  [['/e', '2', 'k', '/f']],
  [['/e', '3', '/k"', '/f']],
  [['/e', '3', '/k\\', '/f']],
  [['/e', '3', '/k\n', '/f']],
  [['--timeout=x', '/e', '2', '/k', '/f']],
])('refuses the arguments %j', async (args) => {
  const ran = await run(helperPath('put-if-absent'), args, {
    env: { PATH: fillPath(temporaryDirectory(), everyHost) },
  });
  expect(ran.status).toBe(64);
  expect(ran.stderr).toContain('usage: put-if-absent [--timeout=SECONDS] ETCDCTL 2|3 KEY FILE\n');
});

it('says that there is no value', async () => {
  const path = fillPath(temporaryDirectory(), everyHost);
  const ran = await run(helperPath('put-if-absent'), ['/e', '2', '/k', '/nowhere/f'], { env: { PATH: path } });
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('/nowhere/f, the value, cannot be read or is empty\n');
});
