/** What the wrapper hands to runc; test/oracle/helpers-etcdctl.test.ts asks the real runc and the real etcdctl. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { type WrapperValues, writeWrapper } from './support/etcdctl.ts';
import { everyHost, fillPath, recorded, recorder } from './support/programs.ts';
import { type Ran, run } from './support/run.ts';

interface Host {
  readonly values?: Partial<WrapperValues>;
  readonly env?: Record<string, string>;
  readonly user?: number;
  readonly state?: string;
}

interface Called extends Ran {
  /** What stands behind `runc exec`, up to `--`, as sorted -e values and other words. */
  readonly variables: string[];
  readonly options: string[];
  /** What stands behind `--`. */
  readonly command: string[];
}

async function etcdctl(args: string[], host: Host = {}): Promise<Called> {
  const directory = temporaryDirectory();
  const log = join(directory, 'log');
  const state = host.state === undefined ? 'running' : host.state;
  const answer = state === '' ? 'exit 1' : `printf '{\\n  "id": "etcd",\\n  "status": "${state}"\\n}\\n'`;
  const path = join(directory, 'path');
  mkdirSync(path);
  fillPath(
    path,
    everyHost.filter((name) => name !== 'id'),
    { id: `#!/bin/sh\necho ${host.user ?? 0}\n`, runc: recorder(log, `[ "$1" = exec ] && exit 7\n${answer}`) },
  );
  const wrapper = writeWrapper(directory, { runc: join(path, 'runc'), ...host.values });
  const ran = await run(wrapper, args, { env: { PATH: path, ...host.env } });
  return { ...ran, ...(ran.status === 7 ? parse(recorded(log)) : { variables: [], options: [], command: [] }) };
}

function parse(calls: string[][]): Pick<Called, 'variables' | 'options' | 'command'> {
  expect(calls.map((call) => call.slice(0, 2))).toEqual([
    ['runc', 'state'],
    ['runc', 'exec'],
  ]);
  const words = calls[1]?.slice(2) ?? [];
  const end = words.indexOf('--');
  const options = words.slice(0, end);
  const variables = options.filter((_, i) => options[i - 1] === '-e').sort();
  return {
    variables,
    options: options.filter((word, i) => word !== '-e' && options[i - 1] !== '-e'),
    command: words.slice(end + 1),
  };
}

const tls = { ca: '/etc/etcd/certs/ca.crt', cert: '/etc/etcd/certs/client.crt', key: '/etc/etcd/certs/client.key' };
const endpoint = 'http://127.0.0.1:2379';

describe('the command', () => {
  it.each<[string[]]>([
    [[]],
    [['get', 'k']],
    [['put', 'key with space', 'a  b \'c\' "d" $HOME `id` * \\ \n x', '']],
    [['put', '--', '-dash', '--endpoints=v']],
    [['set', '/atomic.io/network/config', '{ "Network": "172.30.0.0/16" }']],
  ])('%j reaches runc as it is', async (args) => {
    const called = await etcdctl(args);
    expect(called).toMatchObject({ status: 7, stdout: '', stderr: '', options: [] });
    expect(called.command).toEqual(['etcd', '/usr/bin/etcdctl', ...args]);
  });
});

describe('defaults', () => {
  it('have the names of API 3', async () => {
    const called = await etcdctl(['get', 'k'], { values: tls });
    expect(called.variables).toEqual([
      `ETCDCTL_CACERT=${tls.ca}`,
      `ETCDCTL_CERT=${tls.cert}`,
      `ETCDCTL_ENDPOINTS=${endpoint}`,
      `ETCDCTL_KEY=${tls.key}`,
    ]);
  });

  it.each([
    ['by default', { ...tls, api: '2' as const }, {}],
    ['by ETCDCTL_API', { ...tls, api: '3' as const }, { ETCDCTL_API: '2' }],
  ])('have the names of every API 2 client: %s', async (_, values, env) => {
    const called = await etcdctl(['ls'], { values, env });
    expect(called.variables.filter((variable) => variable !== 'ETCDCTL_API=2')).toEqual([
      `ETCDCTL_CA_FILE=${tls.ca}`,
      `ETCDCTL_CERT_FILE=${tls.cert}`,
      `ETCDCTL_ENDPOINT=${endpoint}`,
      `ETCDCTL_ENDPOINTS=${endpoint}`,
      `ETCDCTL_KEY_FILE=${tls.key}`,
      `ETCDCTL_PEERS=${endpoint}`,
    ]);
  });

  it('are not passed where there are none', async () => {
    expect((await etcdctl(['get', 'k'], { values: { endpoints: '' } })).variables).toEqual([]);
  });

  const flags: [string[], string[]][] = [
    [['--endpoints=x'], ['CACERT', 'CERT', 'KEY']],
    [
      ['--endpoints', 'x'],
      ['CACERT', 'CERT', 'KEY'],
    ],
    [
      ['-endpoints', 'x'],
      ['CACERT', 'CERT', 'KEY'],
    ],
    [
      ['--cacert', '/etc/etcd/ca'],
      ['CERT', 'ENDPOINTS', 'KEY'],
    ],
    [
      ['--cert=/etc/etcd/c', '--key=/etc/etcd/k'],
      ['CACERT', 'ENDPOINTS'],
    ],
    [
      ['--key', '/etc/etcd/k'],
      ['CACERT', 'ENDPOINTS'],
    ],
    [
      ['--user', '--endpoints'],
      ['CACERT', 'CERT', 'ENDPOINTS', 'KEY'],
    ],
    [
      ['--', '--endpoints=x', '--key=x'],
      ['CACERT', 'CERT', 'ENDPOINTS', 'KEY'],
    ],
    [
      ['--endpoints-not=x', 'endpoints=x', '--key-not', 'cert'],
      ['CACERT', 'CERT', 'ENDPOINTS', 'KEY'],
    ],
  ];
  it.each(flags)('give way to the flags of API 3: %j', async (args, names) => {
    const called = await etcdctl(['get', 'k', ...args], { values: tls });
    expect(called.variables.map((variable) => variable.replace(/^ETCDCTL_(.*?)=.*$/, '$1'))).toEqual(names);
    expect(called.stderr).toBe('');
  });

  it.each<[string[], string[]]>([
    [
      ['-C', 'x'],
      ['CA_FILE', 'CERT_FILE', 'KEY_FILE'],
    ],
    [['--peers=x'], ['CA_FILE', 'CERT_FILE', 'KEY_FILE']],
    [
      ['--endpoint', 'x'],
      ['CA_FILE', 'CERT_FILE', 'KEY_FILE'],
    ],
    [['--ca-file=/etc/etcd/x'], ['CERT_FILE', 'ENDPOINT', 'ENDPOINTS', 'KEY_FILE', 'PEERS']],
    [
      ['--cert-file', '/etc/etcd/x'],
      ['CA_FILE', 'ENDPOINT', 'ENDPOINTS', 'PEERS'],
    ],
    [
      ['-key-file', '/etc/etcd/x'],
      ['CA_FILE', 'ENDPOINT', 'ENDPOINTS', 'PEERS'],
    ],
  ])('give way to the flags of API 2: %j', async (args, names) => {
    const called = await etcdctl([...args, 'ls'], { values: { ...tls, api: '2' } });
    expect(called.variables.map((variable) => variable.replace(/^ETCDCTL_(.*?)=.*$/, '$1'))).toEqual(names);
  });

  it.each<['2' | '3', Record<string, string>]>([
    ['3', { ETCDCTL_ENDPOINTS: 'x', ETCDCTL_CACERT: '', ETCDCTL_CERT: 'c' }],
    ['3', { ETCDCTL_ENDPOINTS: '', ETCDCTL_CACERT: 'x', ETCDCTL_KEY: 'k' }],
    ['2', { ETCDCTL_PEERS: 'x', ETCDCTL_CA_FILE: 'x', ETCDCTL_KEY_FILE: 'k' }],
    ['2', { ETCDCTL_ENDPOINT: 'x', ETCDCTL_CA_FILE: 'x', ETCDCTL_CERT_FILE: 'k' }],
    ['2', { ETCDCTL_ENDPOINTS: 'x', ETCDCTL_CA_FILE: 'x', ETCDCTL_CERT_FILE: 'k', ETCDCTL_KEY_FILE: '' }],
  ])('give way to variables: API %s, %j', async (api, env) => {
    const called = await etcdctl(['get', 'k'], { values: { ...tls, api }, env });
    expect(called.variables).toEqual(
      Object.entries(env)
        .map(([name, value]) => `${name}=${value}`)
        .sort(),
    );
  });
});

it("passes the caller's ETCDCTL_ variables whatever they hold, and no others", async () => {
  const env = {
    ETCDCTL_ENDPOINTS: 'http://a:1,http://b:2',
    ETCDCTL_USER: 'ro ot:p\'a"s\\s$HOME`id`*\nETCDCTL_FAKE=1\nETCDCTL_API=9\n',
    ETCDCTL_EMPTY: '',
    ETCD_NAME: 'no',
    MY_ETCDCTL_X: 'no',
  };
  const called = await etcdctl(['get', 'k'], { env });
  expect(called.variables).toEqual(
    Object.entries(env)
      .filter(([name]) => name.startsWith('ETCDCTL_'))
      .map(([name, value]) => `${name}=${value}`)
      .sort(),
  );
});

describe('a note about files', () => {
  const note = (file: string) =>
    `etcdctl: note: ${file} is a path in the container etcd, which sees of this host only /var/lib/etcd /etc/etcd\n`;

  it.each<[string[], string[]]>([
    [['snapshot', 'save', '/root/x'], ['/root/x']],
    [['snapshot', 'save', 'x.db'], ['x.db']],
    [['--command-timeout', '5s', 'snapshot', '-w', 'json', 'status', '/tmp/x'], ['/tmp/x']],
    [
      ['snapshot', 'restore', '/var/lib/etcd/x', '--data-dir', '/srv/etcd', '--wal-dir=/w'],
      ['/srv/etcd', '/w'],
    ],
    [
      ['--cacert=/a', '--cert', '/b', '--key=/c', 'get', 'k'],
      ['/a', '/b', '/c'],
    ],
    [
      ['--ca-file', '/a', '--cert-file=/b', '-key-file', '/c', 'ls'],
      ['/a', '/b', '/c'],
    ],
    [['backup', '--data-dir=/var/lib/etcd', '--backup-dir', '/mnt'], ['/mnt']],
    [['snapshot', 'save', '/var/lib/etcd/../x'], ['/var/lib/etcd/../x']],
    [['snapshot', 'save', '/var/lib/etcd-backup/x'], ['/var/lib/etcd-backup/x']],
  ])('is given for %j', async (args, files) => {
    const called = await etcdctl(args);
    expect(called.stderr).toBe(files.map(note).join(''));
    expect(called.command.slice(2)).toEqual(args);
  });

  it.each<[string[]]>([
    [['set', '/atomic.io/network/config', '/root/x']],
    [['get', 'snapshot', 'save', '/x']],
    [['put', '--', '--cacert', '/x']],
    [['snapshot', 'save', '/var/lib/etcd/x']],
    [['--cert=/etc/etcd/certs/c', '--key', '/etc/etcd', 'get', '/k']],
    [['snapshot']],
  ])('is not given for %j', async (args) => {
    expect((await etcdctl(args)).stderr).toBe('');
  });

  it('says that the container sees nothing where it sees nothing', async () => {
    const called = await etcdctl(['snapshot', 'save', '/x'], { values: { visible: '' } });
    expect(called.stderr).toBe('etcdctl: note: /x is a path in the container etcd, which sees nothing of this host\n');
  });
});

describe('what to do when', () => {
  it('the caller is not root', async () => {
    const ran = await etcdctl(['get', 'k'], { user: 1000 });
    expect(ran.status).toBe(77);
    expect(ran.stderr).toMatch(
      /^etcdctl: only root may enter the container etcd\netcdctl: run: sudo \/.*\/etcdctl \.\.\. {2}\(with its whole path: sudo's secure_path may lack \/.*\)\n$/,
    );
  });

  it.each([
    ['', 'not there'],
    ['stopped', 'stopped'],
    ['paused', 'paused'],
  ])('the container is in the state %j', async (state, said) => {
    const ran = await etcdctl(['get', 'k'], { state });
    expect(ran.status).toBe(69);
    expect(ran.stderr).toBe(
      [
        `etcdctl: the container etcd is ${said}`,
        'etcdctl: start it:                    systemctl start etcd.service',
        'etcdctl: see why it does not run:     journalctl -u etcd.service',
        'etcdctl: fetch its root file system:  /usr/local/libexec/unitc/fetch-rootfs etcd\n',
      ].join('\n'),
    );
  });

  it('runc is absent', async () => {
    const ran = await etcdctl(['get', 'k'], { values: { runc: '/nowhere/runc' } });
    expect(ran).toMatchObject({
      status: 69,
      stderr: 'etcdctl: /nowhere/runc, which enters the container etcd, is not on this host; install runc\n',
    });
  });
});

it('survives any text in its tags', async () => {
  const odd = 'a\'b $(touch /tmp/unitc-pwned) `id` \\ " * \n x';
  const called = await etcdctl(['get', 'k'], {
    values: { ...tls, container: odd, program: odd, endpoints: odd, ca: odd },
  });
  expect(called.command.slice(0, 2)).toEqual([odd, odd]);
  expect(called.variables).toContain(`ETCDCTL_ENDPOINTS=${odd}`);
  expect(called.variables).toContain(`ETCDCTL_CACERT=${odd}`);
});
