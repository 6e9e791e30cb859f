/** etcd-restore with a runc that restores what it is told to; the machine tests run the real one. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { everyHost, fillPath, helperPath } from './support/programs.ts';
import { run } from './support/run.ts';
import { shells } from './support/shells.ts';

interface Asked {
  readonly state?: string;
  readonly running?: boolean;
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly restores?: boolean;
  readonly shell?: readonly string[];
}

/** The directory to restore into is the last word of the container's command line. */
const runc = (directory: string, { running = false, restores = true }: Asked) => `#!/bin/sh
case "$*" in
  state*) ${running ? `echo '"status": "running"'` : 'exit 1'} ;;
  *run*)
    new=$(sed -n 's/^ *"--data-dir=\\(.*\\)"$/\\1/p' '${join(directory, 'run')}/config.json')
    mkdir -p "$new/member"
    echo restored >"$new/member/data"
    ${restores ? ':' : 'exit 1'} ;;
esac
`;

async function restore(asked: Asked = {}) {
  const directory = temporaryDirectory();
  const active = `#!/bin/sh\necho ActiveState=${asked.state ?? 'inactive'}\n`;
  const path = join(directory, 'path');
  mkdirSync(path);
  fillPath(path, [...everyHost, 'awk'], { systemctl: active, runc: runc(directory, asked) });
  const [bundle, state, dir] = ['etcd.0', 'state', 'snapshots'].map((name) => join(directory, name));
  for (const made of [`${bundle}/rootfs/bin`, `${state}/default.etcd/member`, dir ?? '']) {
    mkdirSync(made, { recursive: true });
  }
  writeFileSync(`${bundle}/rootfs/bin/etcdctl`, '', { mode: 0o755 });
  writeFileSync(`${bundle}/config.json`, JSON.stringify({ process: { args: [], env: [] }, root: { path: 'rootfs' } }));
  writeFileSync(`${state}/default.etcd/member/data`, 'before');
  writeFileSync(`${dir}/20200101T000000Z.db`, 'snapshot');
  for (const name of ['etcd-restore', 'oci-config'] as const) copyFileSync(helperPath(name), join(directory, name));
  const [program = '', ...before] = [...(asked.shell ?? []), join(directory, 'etcd-restore')];
  const places = [bundle, join(directory, 'run'), state, dir, asked.name ?? '20200101T000000Z'];
  const ran = await run(program, [...before, 'runc', ...places.map(String), '--', '/bin/etcdctl'], {
    env: {
      ...{
        PATH: path,
        ETCD_NAME: 'a',
        ETCD_DATA_DIR: `${state}/default.etcd`,
        ETCD_INITIAL_CLUSTER: 'a=http://h:2380',
      },
      ...{ ETCD_INITIAL_CLUSTER_TOKEN: 'two  words', ETCD_INITIAL_ADVERTISE_PEER_URLS: 'http://h:2380' },
      ...asked.env,
    },
  });
  const config = join(directory, 'run/config.json');
  const words: unknown = existsSync(config) ? JSON.parse(readFileSync(config, 'utf8')).process.args : undefined;
  const left = readdirSync(String(state)).sort();
  const data = readFileSync(`${state}/default.etcd/member/data`, 'utf8').trim();
  return { ...ran, words, left, data, state: String(state), dir: String(dir) };
}

describe.concurrent('etcd-restore', () => {
  it.each(shells)('puts the restored directory in place and the other aside, under %s', async (_, shell) => {
    const { status, words, left, data, state, dir, stderr } = await restore({ shell });
    expect({ status, data }, stderr).toEqual({ status: 0, data: 'restored' });
    expect(left).toEqual(['default.etcd', expect.stringMatching(/^default\.etcd\.before-\d{8}T\d{6}Z$/)]);
    expect(readFileSync(join(state, left[1] ?? '', 'member/data'), 'utf8')).toBe('before');
    expect(words).toEqual([
      ...['/bin/etcdctl', 'snapshot', 'restore', `${dir}/20200101T000000Z.db`, '--name=a'],
      ...['--initial-cluster=a=http://h:2380', '--initial-cluster-token=two  words'],
      ...['--initial-advertise-peer-urls=http://h:2380', expect.stringContaining(`--data-dir=${state}/default.etcd.`)],
    ]);
  });

  it.each<[string, Asked, string]>([
    ['etcd runs', { state: 'active' }, 'systemctl stop etcd.service'],
    ['etcd is about to be tried again', { state: 'activating' }, 'systemctl stop etcd.service'],
    ['the container runs without its unit', { running: true }, 'the container etcd runs'],
    ['there is no such snapshot', { name: 'other' }, 'there are: 20200101T000000Z.db'],
    ['a variable is not set', { env: { ETCD_NAME: '' } }, 'ETCD_NAME is not set'],
    ['the log has a directory of its own', { env: { ETCD_WAL_DIR: '/w' } }, 'ETCD_WAL_DIR'],
    ['the data is elsewhere', { env: { ETCD_DATA_DIR: '/srv/etcd' } }, 'is not below'],
    ['the snapshot cannot be restored', { restores: false }, 'could not be restored'],
  ])('changes nothing when %s', async (_, asked, reason) => {
    const { status, left, data, stderr } = await restore(asked);
    expect({ status, left, data }, stderr).toEqual({ status: 1, left: ['default.etcd'], data: 'before' });
    expect(stderr).toContain(reason);
  });

  it('says how it is used', async () => {
    const ran = await run(helperPath('etcd-restore'), ['a', 'b'], {});
    expect(ran).toMatchObject({ status: 64, stderr: expect.stringContaining('usage: etcd-restore RUNC') });
  });
});
