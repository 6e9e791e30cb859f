/** What a spec is told about its flags, and where. */
import { describe, expect, test } from 'vitest';
import { compileText } from '../support/compile.ts';

const head = `host: { os: generic }
images: { mirror: "registry.lab:5000" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  master-2: { address: 192.168.122.3, roles: [control-plane] }
`;
const pki = `pki:
  kubernetes: { ca: ca.crt, server: { cert: s.crt, key: s.key }, serviceAccount: { public: sa.pub, private: sa.key } }
  kubeconfigs: { controller-manager: /etc/kubernetes/cm.conf, scheduler: /etc/kubernetes/sched.conf }
`;

interface Told {
  readonly code: string;
  readonly message: string;
  readonly help?: string;
  /** What the marks stand under. */
  readonly at: string;
}

/** The diagnostics about flags of a spec with these components. */
function told(kubernetes: string, lines: string, more = ''): Told[] {
  const endpoint = `{ version: "${kubernetes}", controlPlaneEndpoint: "${more === '' ? 'http' : 'https'}://192.168.122.2:8080" }`;
  const text = `${head}kubernetes: ${endpoint}\n${more}components:\n${lines}`;
  const { diagnostics } = compileText(text);
  return diagnostics
    .filter(({ code }) => /^UC13/.test(code))
    .map(({ code, message, help, range }) => ({
      code,
      message,
      ...(help !== undefined && { help }),
      at: range === undefined ? '' : text.slice(range.start, range.end),
    }));
}

const one = (kind: string, flags: string) => `  ${kind}: { flags: { ${flags} } }\n`;

test('flags that the version takes are not mentioned', () => {
  expect(told('1.5.2', one('kube-scheduler', 'v: 2, leader_elect: true, kube-api-qps: null, nonsense: null'))).toEqual(
    [],
  );
  expect(
    told('1.5.2', '  kube-scheduler: { args: [--v=2, { name: leader-elect, value: true }, --kubeconfig, plain] }\n'),
  ).toEqual([]);
});

describe('each mistake once, at the key, with a cure', () => {
  test.each([
    [
      '1.5.2',
      one('kube-scheduler', 'leader-elct: true'),
      {
        code: 'UC130',
        message: '`kube-scheduler` 1.5.2 has no flag `leader-elct`',
        help: 'write `leader-elect`',
        at: 'leader-elct',
      },
    ],
    [
      '1.5.2',
      one('kube-scheduler', 'allocate-node-cidrs: true'),
      {
        code: 'UC130',
        message: '`kube-scheduler` 1.5.2 has no flag `allocate-node-cidrs`',
        help: 'take it away: it is a flag of `kube-controller-manager`',
        at: 'allocate-node-cidrs',
      },
    ],
    [
      '1.9.1',
      one('kube-apiserver', 'portal-net: 10.0.0.0/16'),
      {
        code: 'UC131',
        message: '`kube-apiserver` 1.9.1 does not take `portal-net` any more',
        help: 'write `service-cluster-ip-range`',
        at: 'portal-net',
      },
    ],
    [
      '1.5.2',
      one('kube-apiserver', 'enable-admission-plugins: [A]'),
      {
        code: 'UC132',
        message: '`kube-apiserver` 1.5.2 does not take `enable-admission-plugins` yet',
        help: 'write `admission-control`, or use 1.10 or newer',
        at: 'enable-admission-plugins',
      },
    ],
    [
      '1.12.0',
      one('kube-apiserver', 'admission-control: [A]'),
      {
        code: 'UC133',
        message: '`admission-control` of `kube-apiserver` is deprecated since 1.10',
        help: 'write `enable-admission-plugins`',
        at: 'admission-control',
      },
    ],
    [
      '1.11.0',
      one('kube-scheduler', 'kubeconfig: /etc/kubernetes/scheduler.conf'),
      {
        code: 'UC133',
        message: '`kubeconfig` of `kube-scheduler` is deprecated since 1.11',
        help: 'set it in the configuration file that `config` of `kube-scheduler` names',
        at: 'kubeconfig',
      },
    ],
    [
      '1.5.2',
      one('kube-controller-manager', 'deleting-pods-qps: 5'),
      {
        code: 'UC134',
        message: '`kube-controller-manager` 1.5.2 ignores `deleting-pods-qps`',
        help: 'take it away',
        at: 'deleting-pods-qps',
      },
    ],
    [
      '1.15.0',
      one('kube-apiserver', 'livez-grace-period: 5s'),
      {
        code: 'UC135',
        message: '`kube-apiserver` 1.15.0 may not take `livez-grace-period`',
        help: 'compare with `--help` of the program, or use the version that settles it',
        at: 'livez-grace-period',
      },
    ],
  ])('%s %s', (version, lines, expected) => {
    expect(told(version, lines)).toEqual([expected]);
  });
  test('a feature gate instead of a flag of etcd, at the key of a host’s own layer', () => {
    const text = `host: { os: generic }
etcd: { version: "3.7.0" }
hosts:
  etcd-1:
    address: 192.168.122.2
    roles: [etcd]
    components: { etcd: { flags: { experimental-initial-corrupt-check: true } } }
`;
    const [only, ...rest] = compileText(text).diagnostics;
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      code: 'UC131',
      help: 'write `feature-gates: InitialCorruptCheck=true` (or `=false`)',
      specPath: ['hosts', 'etcd-1', 'components', 'etcd', 'flags', 'experimental-initial-corrupt-check'],
      specKey: true,
    });
  });
});

test('arguments that are a flag and its value in one, at the argument', () => {
  const lines = `  kube-scheduler:
    args: [--nonsens=1, { name: nonsense, value: 2 }, -nons=3, --nonsense, "nonsense=4", "--=5"]
`;
  expect(told('1.5.2', lines).map(({ message, at }) => [message, at])).toEqual([
    ['`kube-scheduler` 1.5.2 has no flag `nonsens`', '--nonsens=1'],
    ['`kube-scheduler` 1.5.2 has no flag `nonsense`', 'nonsense'],
    ['`kube-scheduler` 1.5.2 has no flag `nons`', '-nons=3'],
  ]);
});

describe('null for a flag that the program needs', () => {
  const lines = one('kube-apiserver', 'service-account-issuer: null, service-account-key-file: null');
  test('from 1.20 on', () => {
    expect(told('1.20.2', lines, pki).map(({ code, message, at }) => [code, message, at])).toEqual([
      ['UC136', '`kube-apiserver` 1.20.2 does not start without `service-account-issuer`', 'service-account-issuer'],
      [
        'UC136',
        '`kube-apiserver` 1.20.2 does not start without `service-account-key-file`',
        'service-account-key-file',
      ],
    ]);
    expect(told('1.19.2', lines, pki)).toEqual([]);
  });
  test('not where `args` gives it', () => {
    const given = `  kube-apiserver:
    flags: { service-account-issuer: null }
    args: [--service-account-issuer=https://a.lab, { name: service-account-issuer, value: "https://b.lab" }]
`;
    expect(told('1.20.2', given, pki)).toEqual([]);
  });
});
