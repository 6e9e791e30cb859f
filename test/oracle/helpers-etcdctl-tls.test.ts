/** The wrapper's TLS defaults: a real etcd that asks for client certificates, made by openssl. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EtcdContainer, startEtcd } from '../manifests/support/etcd-container.ts';
import { type WrapperValues, writeWrapper } from '../manifests/support/etcdctl.ts';
import { locate } from '../manifests/support/programs.ts';
import { type Ran, run } from '../manifests/support/run.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const state = join(directory, 'state');
const certs = join(directory, 'certs');
const file = (name: string) => join(certs, name);
const PATH = process.env.PATH ?? '';
let etcd: EtcdContainer;

function openssl(...args: string[]): void {
  execFileSync(locate('openssl'), args, { stdio: 'pipe' });
}

/** ca.crt, and NAME.crt with NAME.key signed by it. */
function makeCertificates(): void {
  const newKey = ['-newkey', 'rsa:2048', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '2',
    '-subj',
    '/CN=ca',
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.crt'),
  );
  writeFileSync(file('extensions'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n');
  for (const name of ['server', 'client', 'other']) {
    openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', file(`${name}.key`), '-out', file(`${name}.csr`));
    const signer = ['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial', '-days', '2'];
    openssl(
      'x509',
      '-req',
      '-in',
      file(`${name}.csr`),
      ...signer,
      '-extfile',
      file('extensions'),
      '-out',
      file(`${name}.crt`),
    );
  }
}

beforeAll(async () => {
  mkdirSync(state);
  mkdirSync(certs);
  makeCertificates();
  const env = {
    ETCD_CERT_FILE: file('server.crt'),
    ETCD_KEY_FILE: file('server.key'),
    ETCD_TRUSTED_CA_FILE: file('ca.crt'),
    ETCD_CLIENT_CERT_AUTH: 'true',
  };
  etcd = await startEtcd(directory, { scheme: 'https', visible: [state, certs], env });
});
afterAll(() => etcd?.stop());

function etcdctl(args: string[], env: Record<string, string> = {}, values: Partial<WrapperValues> = {}): Promise<Ran> {
  const tls = { ca: file('ca.crt'), cert: file('client.crt'), key: file('client.key') };
  const own = {
    container: etcd.id,
    runc: locate('runc'),
    endpoints: etcd.endpoint,
    visible: `${state} ${certs}`,
    ...tls,
  };
  const wrapper = writeWrapper(temporaryDirectory(), { ...own, ...values });
  return run(wrapper, args, { env: { PATH, ...env } });
}

describe('API 3', () => {
  it('speaks TLS without a flag or a variable', async () => {
    expect(await etcdctl(['put', 'k', 'v'])).toMatchObject({ status: 0, stdout: 'OK\n', stderr: '' });
  });

  it('would not be let in without the defaults', async () => {
    const plain = { ca: '', cert: '', key: '' };
    expect((await etcdctl(['--dial-timeout=1s', '--command-timeout=1s', 'get', 'k'], {}, plain)).status).toBe(1);
  });

  it.each([
    ['--flag=value', (name: string, value: string) => [`--${name}=${value}`]],
    ['--flag value', (name: string, value: string) => [`--${name}`, value]],
  ])('takes its flags as %s without a conflict', async (_, print) => {
    const endpoints = print('endpoints', etcd.endpoint);
    const ca = print('cacert', file('ca.crt'));
    const pair = [...print('cert', file('other.crt')), ...print('key', file('other.key'))];
    for (const flags of [endpoints, ca, pair, [...endpoints, ...ca, ...pair]]) {
      expect(await etcdctl([...flags, 'put', 'k', 'v'])).toMatchObject({ status: 0, stdout: 'OK\n', stderr: '' });
      expect(await etcdctl(['put', 'k', 'v', ...flags])).toMatchObject({ status: 0, stdout: 'OK\n', stderr: '' });
    }
  });

  it("lets the caller's variables win", async () => {
    const pair = { ETCDCTL_CERT: file('other.crt'), ETCDCTL_KEY: file('other.key') };
    expect(await etcdctl(['put', 'k', 'v'], pair)).toMatchObject({ status: 0, stderr: '' });
    const wrong = await etcdctl(['put', 'k', 'v'], { ETCDCTL_CACERT: file('nosuch') });
    expect(wrong.status).not.toBe(0);
    expect(wrong.stderr).toContain('nosuch: no such file or directory');
  });

  it('explains a certificate that the container does not see', async () => {
    const ran = await etcdctl(['--cacert', '/etc/ssl/nosuch.crt', 'get', 'k']);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain('etcdctl: note: /etc/ssl/nosuch.crt is a path in the container');
  });
});

describe('API 2', () => {
  const env = { ETCDCTL_API: '2' };

  it('speaks TLS without a flag or a variable', async () => {
    expect(await etcdctl(['set', '/k', 'v'], env)).toMatchObject({ status: 0, stdout: 'v\n', stderr: '' });
    expect((await etcdctl(['cluster-health'], env)).stdout).toContain('cluster is healthy');
  });

  it('takes the flags of the ansible scripts', async () => {
    const flags = [
      `--cert-file=${file('other.crt')}`,
      `--key-file=${file('other.key')}`,
      `--ca-file=${file('ca.crt')}`,
    ];
    const ran = await etcdctl([...flags, '--no-sync', `--peers=${etcd.endpoint}`, 'set', '/k', 'w'], env);
    expect(ran).toMatchObject({ status: 0, stdout: 'w\n', stderr: '' });
  });
});
