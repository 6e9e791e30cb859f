/** Risks of real changes of specs: where they are, and each once. The rules one by one are examples of the catalogue. */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/diff/entry.ts';
import type { Review } from '../../src/review/model.ts';
import { review } from '../../src/review/review.ts';
import type { Side } from '../../src/review/side.ts';
import { reviewOptions, reviewTexts, sideOfSpec, sideOfTexts } from '../support/review.ts';

const spec = `images: { family: distribution, mirror: m.lab }
host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
flannel: { version: "0.7.0", network: 10.1.0.0/16 }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane, node] }
  master-2: { address: 192.168.122.3, roles: [etcd] }
  master-3: { address: 192.168.122.4, roles: [etcd] }
`;
const before = sideOfSpec(spec);
const all = ['master-1', 'master-2', 'master-3'];

function reviewed(after: string): Review {
  return review(before, sideOfSpec(after), reviewOptions);
}

const told = ({ risks }: Review) => risks.map(({ code, hosts }) => [code, hosts]);

describe('risks', () => {
  it('have the element that says it', () => {
    const { risks, changes } = reviewed(spec.replace('10.254.0.0/16', '10.96.0.0/12'));
    expect(risks.map(({ code, severity }) => [code, severity])).toEqual([['UC718', 'error']]);
    const change = changes[risks[0]?.change ?? -1];
    expect(change?.path).toBe('etc/kubernetes/apiserver');
    expect(change?.elements[risks[0]?.element ?? -1]?.at).toContain('--service-cluster-ip-range');
  });

  it('are told once for hosts whose files differ elsewhere', () => {
    expect(told(reviewed(spec.replace('3.1.0', '3.3.9')))).toEqual([
      ['UC717', all],
      ['UC705', all],
    ]);
  });

  it('are of units that go along, too', () => {
    const { risks } = reviewed(spec.replace(/flannel:.*\n/, ''));
    const docker = risks.find(({ code }) => code === 'UC716');
    expect(docker).toMatchObject({ hosts: ['master-1'], unit: 'docker.service', severity: 'warning' });
    expect(docker?.message).toContain('`kube-apiserver.service`');
  });

  it('are none of docker on a host that joins, which has no containers yet', () => {
    const { risks, hosts } = reviewed(`${spec}  node-1: { address: 192.168.122.5, roles: [node] }\n`);
    expect(hosts.find(({ name }) => name === 'node-1')?.units).toContainEqual(
      expect.objectContaining({ unit: 'docker.service', action: 'restart' }),
    );
    expect(risks.filter(({ code }) => code === 'UC716')).toEqual([]);
  });

  it('are of what etcd keeps for flannel, told once', () => {
    const backend = (text: string) => spec.replace('10.1.0.0/16', `10.1.0.0/16, ${text}`);
    const written = reviewed(backend('subnetLength: 25, backend: { type: vxlan, vni: 7 }'));
    expect(told(written)).toEqual([['UC723', all]]);
    expect(told(reviewed(spec.replace('10.1.0.0/16', '10.2.0.0/16'))).map(([code]) => code)).toContain('UC718');
  });

  it('know what is the default where nothing is written', () => {
    const said = (flags: string) => ({ one: { 'etc/kubernetes/apiserver': `KUBE_API_ARGS="--v=2${flags}"\n` } });
    expect(told(reviewTexts(said(''), said(' --insecure-bind-address=0.0.0.0')))).toEqual([['UC703', ['one']]]);
    expect(told(reviewTexts(said(''), said(' --bind-address=0.0.0.0')))).toEqual([]);
  });

  it('are none of what is the same, or only said in another order', () => {
    const path = 'etc/systemd/system/a.service';
    const { risks } = reviewTexts(
      { one: { [path]: '[Service]\nExecStart=/usr/bin/docker run --privileged --rm m.lab/a:1\n' } },
      { one: { [path]: '[Service]\nExecStart=/usr/bin/docker run --rm --privileged m.lab/a:1\n' } },
    );
    expect(risks).toEqual([]);
  });

  it('take names with anything in them', () => {
    const path = 'etc/systemd/system/a.service';
    const text = (value: string) => `[Service]\nEnvironment="A_PASSWORD=${value}"\n`;
    const { risks } = reviewTexts(
      { one: { [path]: text('x\\n`$(id)`%n') } },
      { one: { [path]: text('\\"\\x1b[31m') } },
    );
    expect(risks.map(({ code }) => code)).toEqual(['UC720']);
    expect(risks[0]?.message).not.toContain('[31m');
  });
});

const unitFile = 'etc/systemd/system/a.service';
const envFile = 'etc/kubernetes/apiserver';
const unit = (lines: string) => `[Service]\n${lines}\n`;
const reads = unit(`EnvironmentFile=-/${envFile}\nExecStart=/usr/bin/kube-apiserver $KUBE_API_ARGS`);
const flags = (text: string) => `KUBE_API_ARGS="${text}"\n`;

/** Of one host that stays, by what is at the path. */
function one(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  return told(reviewTexts({ one: before }, { one: after })).map(([code]) => code);
}

describe('risks of files that were there', () => {
  it.each([
    [
      'UC710',
      unitFile,
      unit('ExecStart=/usr/bin/docker run m.lab/a:1'),
      unit('ExecStart=/usr/bin/docker run --privileged m.lab/a:1'),
    ],
    ['UC712', envFile, flags('--tls-cert-file=/etc/a.crt --v=2'), flags('--v=2')],
  ])('%s in %s', (code, path, before, after) => {
    expect(one({ [path]: before }, { [path]: after })).toEqual([code]);
  });
});

describe('risks of new files', () => {
  it.each([
    ['UC703', envFile, flags('--v=2 --insecure-bind-address=0.0.0.0')],
    ['UC703', 'etc/etcd/etcd.conf', 'ETCD_LISTEN_CLIENT_URLS=https://127.0.0.1:2379,http://10.0.0.1:2379\n'],
    ['UC704', 'etc/kubernetes/kubelet', 'KUBELET_ARGS="--read-only-port=10255"\n'],
    ['UC708', unitFile, unit('ExecStart=/usr/bin/docker run --rm m.lab/a')],
    ['UC710', unitFile, unit('ExecStart=/usr/bin/docker run --privileged m.lab/a:1')],
    [
      'UC710',
      unitFile,
      unit('ExecStartPre=/usr/bin/true\nExecStart=/usr/bin/docker run --cap-add NET_ADMIN m.lab/a:1'),
    ],
    ['UC710', unitFile, unit('AmbientCapabilities=CAP_SYS_ADMIN\nExecStart=/usr/bin/a')],
    ['UC710', 'var/lib/a/config.json', '{"process":{"capabilities":{"effective":["CAP_SYS_ADMIN"]}}}'],
    ['UC711', unitFile, unit('ExecStart=/usr/bin/docker run -v /etc/ssl:/etc/ssl m.lab/a:1')],
    ['UC711', 'var/lib/a/config.json', '{"mounts":[{"destination":"/etc","source":"/etc","options":["rbind","rw"]}]}'],
    ['UC715', envFile, flags('--authorization-mode=AlwaysAllow')],
    ['UC720', unitFile, unit('Environment=DB_PASSWORD=hunter2\nExecStart=/usr/bin/a')],
    ['UC720', envFile, 'DB_PASSWORD=hunter2\n'],
  ])('%s in %s', (code, path, text) => {
    expect(one({}, { [path]: text })).toEqual([code]);
  });

  it.each([
    ['says what everybody says', envFile, flags('--bind-address=0.0.0.0 --insecure-port=8080 --v=2')],
    ['asks for certificates', 'etc/etcd/etcd.conf', 'ETCD_LISTEN_CLIENT_URLS=https://10.0.0.1:2379\nETCD_NAME=one\n'],
    ['mounts to read', unitFile, unit('ExecStart=/usr/bin/docker run -v /etc:/etc:ro m.lab/a:1')],
    ['has what docker gives', 'var/lib/a/config.json', '{"process":{"capabilities":{"bounding":["CAP_KILL"]}}}'],
    ['cannot be read', 'var/lib/a/config.json', '{"mounts":'],
  ])('none of one that %s', (_, path, text) => {
    expect(one({}, { [path]: text })).toEqual([]);
  });

  it('are shown without elements, and without the secret', () => {
    const { changes, risks } = reviewTexts({ one: {} }, { one: { [envFile]: 'A_PASSWORD="hunter2"\n' } });
    expect(changes[0]).toMatchObject({ kind: 'added', elements: [] });
    expect(risks).toMatchObject([{ code: 'UC720', change: 0, hosts: ['one'] }]);
    expect(risks[0]).not.toHaveProperty('element');
    expect(JSON.stringify(risks)).not.toContain('hunter2');
  });

  it('are one of each kind, and one for all hosts', () => {
    const mounts = ['a', 'b', 'c', 'd', 'e'].map((name) => `-v /${name}:/${name}`).join(' ');
    const text = (name: string) => unit(`ExecStart=/usr/bin/docker run --name ${name} ${mounts} m.lab/a:1`);
    const { risks } = reviewTexts(
      { one: {}, two: {} },
      { one: { [unitFile]: text('x') }, two: { [unitFile]: text('y') } },
    );
    expect(risks.map(({ code, hosts }) => [code, hosts])).toEqual([['UC711', ['one', 'two']]]);
    expect(risks[0]?.message).toMatch(/`\/a` .*`\/c` .*; 2 more$/);
  });

  it('are none of a host that is like those that were there', () => {
    const own = { [unitFile]: unit('ExecStart=/usr/bin/docker run --privileged m.lab/a:1') };
    const more = { [unitFile]: unit('ExecStart=/usr/bin/docker run --privileged -v /etc:/etc m.lab/a:1') };
    expect(told(reviewTexts({ one: own }, { one: own, two: own }))).toEqual([]);
    expect(told(reviewTexts({ one: own }, { one: own, two: more }))).toEqual([['UC711', ['two']]]);
    // A host that was there has it from now on.
    expect(told(reviewTexts({ one: own, two: {} }, { one: own, two: own }))).toEqual([['UC710', ['two']]]);
  });

  it('are none of what stood in another file until now', () => {
    const open = '--insecure-bind-address=0.0.0.0';
    const old = { [envFile]: flags(`--v=2 ${open}`) };
    expect(one(old, { 'etc/default/api': `KUBE_API_ARGS="${open}"\nA=1\nB=2\nC=3\n` })).toEqual([]);
    expect(one({ [envFile]: flags('--v=2') }, { 'etc/default/api': `KUBE_API_ARGS="${open}"\n` })).toEqual(['UC703']);
  });
});

describe('modes of new keys', () => {
  type Modes = Readonly<Record<string, number>>;
  const sideOf = (hosts: Readonly<Record<string, Modes>>): Side => {
    const { name, hosts: empty } = sideOfTexts(Object.fromEntries(Object.keys(hosts).map((host) => [host, {}])));
    const content = new TextEncoder().encode('x\n');
    const snapshot = (modes: Modes = {}): Snapshot =>
      new Map(Object.entries(modes).map(([path, mode]) => [path, { type: 'file', mode, content }]));
    return {
      name,
      hosts: new Map([...empty].map(([host, rest]) => [host, { ...rest, snapshot: snapshot(hosts[host]) }])),
    };
  };
  const said = (before: Readonly<Record<string, Modes>>, after: Readonly<Record<string, Modes>>) =>
    told(review(sideOf(before), sideOf(after), reviewOptions));

  it.each([
    ['etc/etcd/server.key', 0o644],
    ['etc/kubernetes/admin.kubeconfig', 0o604],
    ['etc/kubernetes/tokens.csv', 0o640],
    ['etc/ssl/server-key.pem', 0o620],
  ])('%s with %o', (path, mode) => {
    expect(said({ one: {} }, { one: { [path]: mode } })).toEqual([['UC722', ['one']]]);
  });

  it.each([
    ['etc/etcd/server.key', 0o600],
    ['etc/etcd/server.crt', 0o644],
    ['usr/lib/python3/token.py', 0o644],
    ['etc/systemd/system/ask-password.service', 0o644],
  ])('none of %s with %o', (path, mode) => {
    expect(said({ one: {} }, { one: { [path]: mode } })).toEqual([]);
  });

  it('are none of a host that is like those that were there', () => {
    const own = (mode: number) => ({ 'etc/etcd/server.key': mode });
    expect(said({ one: own(0o644) }, { one: own(0o644), two: own(0o644) })).toEqual([]);
    expect(said({ one: own(0o640) }, { one: own(0o640), two: own(0o644) })).toEqual([['UC722', ['two']]]);
    expect(said({ one: own(0o644), two: {} }, { one: own(0o644), two: own(0o644) })).toEqual([['UC722', ['two']]]);
  });
});

describe('risks of removed files', () => {
  const secured = flags('--tls-cert-file=/a.crt --anonymous-auth=false --authorization-mode=RBAC');

  it('are what protected a unit that stays', () => {
    expect(one({ [unitFile]: reads, [envFile]: secured }, { [unitFile]: reads })).toEqual(['UC712', 'UC714', 'UC715']);
    const dropIn = 'etc/systemd/system/other.service.d/a.conf';
    const own = unit('ExecStart=\nExecStart=/usr/bin/etcd --client-cert-auth=true --cert-file=/a.crt');
    expect(one({ [dropIn]: own }, {})).toEqual(['UC712', 'UC713']);
  });

  it('are none where the unit goes too, or nobody reads the file, or it stands elsewhere', () => {
    const both = { [unitFile]: reads, [envFile]: secured };
    const goes = one(both, {});
    const other = unit('ExecStart=/usr/bin/kube-apiserver');
    const nobody = one({ ...both, [unitFile]: other }, { [unitFile]: other });
    const inUnit = reads.replace(
      '$KUBE_API_ARGS',
      '--tls-cert-file=/a.crt --anonymous-auth=false --authorization-mode=RBAC',
    );
    const elsewhere = one(both, { [unitFile]: inUnit });
    const host = told(reviewTexts({ one: both, two: {} }, { two: {} }));
    expect({ goes, nobody, elsewhere, host }).toEqual({ goes: [], nobody: [], elsewhere: [], host: [] });
  });
});
