/** Why UC140, UC142 and the addresses of hosts with names are what they are: Debian's etcd with such flags. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpacked } from '../manifests/support/debian.ts';
import { freePort } from '../manifests/support/etcd-container.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const etcd = join(unpacked('etcd-server'), 'usr/bin/etcd');

/** Starts a lone member with further flags, and ends it as soon as `text` is in its log; resolves to whether it was. */
async function logged(flags: readonly string[], text: string): Promise<boolean> {
  const [client, peer] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const directory = temporaryDirectory();
  const own = ['--name=a', `--data-dir=${join(directory, 'data')}`, `--initial-cluster=a=${peer}`];
  const urls = [
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
  ];
  // Where the data of one goes that ignores its flags.
  const child = spawn(etcd, [...own, ...urls, ...flags], {
    cwd: directory,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 120_000);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      log += String(chunk);
      if (log.includes(text)) child.kill('SIGKILL');
    });
  }
  await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return log.includes(text) ? true : expect.fail(log);
}

test.each([
  [['--initial-cluster-state=existing'], 'cannot fetch cluster info from peer urls'],
  [['--listen-client-urls=http://etcd-1.lab:2379'], 'expected IP in URL for binding'],
  [['--listen-peer-urls=http://etcd-1.lab:2380'], 'expected IP in URL for binding'],
  [['--name=b'], 'couldn\'t find local name "b" in the initial cluster configuration'],
  [['--initial-cluster=b=http://127.0.0.1:1'], 'couldn\'t find local name "a" in the initial cluster configuration'],
  [['--initial-advertise-peer-urls=http://127.0.0.1:1'], 'but missing from --initial-advertise-peer-urls'],
  [['--discovery=http://127.0.0.1:1/x'], 'multiple discovery or bootstrap flags are set'],
  [['--discovery-srv=lab'], 'multiple discovery or bootstrap flags are set'],
  [['--auto-tls'], 'Ignored key/cert files'],
  [['--client-cert-auth'], 'Ignored client cert auth'],
  [
    ['--config-file=/dev/null'],
    'Other configuration command line flags and environment variables will be ignored if provided',
  ],
  [
    ['--listen-client-urls=http://0.0.0.0:0', '--advertise-client-urls=http://etcd-1.lab:2379'],
    'ready to serve client',
  ],
])('%j: %s', async (flags, text) => {
  expect(await logged(flags, text)).toBe(true);
});
