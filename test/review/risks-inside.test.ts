/** Risks of flags in what one side alone has: a variable, a command. */
import { describe, expect, it } from 'vitest';
import { reviewTexts, type Texts } from '../support/review.ts';

type Files = Texts[string];

const unitFile = 'etc/systemd/system/a.service';
const envFile = 'etc/kubernetes/apiserver';
const unit = (lines: string) => `[Service]\n${lines}\n`;
const reader = unit(`EnvironmentFile=-/${envFile}\nExecStart=/usr/bin/kube-apiserver $KUBE_API_ARGS $KUBE_LOG`);

function codes(before: Files, after: Files): string[] {
  return reviewTexts({ one: before }, { one: after }).risks.map(({ code }) => code);
}

const open = '--insecure-bind-address=0.0.0.0 --read-only-port=10255';
const secured = '--tls-cert-file=/a.crt --client-cert-auth --anonymous-auth=false --authorization-mode=RBAC';
const lost = ['UC712', 'UC713', 'UC714', 'UC715'];

describe('flags of a variable', () => {
  it.each<[string, string, string, string[]]>([
    ['that is new', 'A=1\n', `A=1\nKUBE_API_ARGS="${open}"\n`, ['UC704', 'UC703']],
    ['that was empty', 'KUBE_API_ARGS=""\n', `KUBE_API_ARGS="${open}"\n`, ['UC704', 'UC703']],
    ['that was something else', 'X=a\n', `X="${open}"\n`, ['UC704', 'UC703']],
    ['that is gone', `A=1\nKUBE_API_ARGS="${secured}"\n`, 'A=1\n', lost],
    ['that is empty now', `KUBE_API_ARGS="${secured}"\n`, 'KUBE_API_ARGS=\n', lost],
    ['with a secret', 'A=1\n', 'A=1\nKUBE_API_ARGS="--v=2 --token=hunter2 --read-only-port=1"\n', ['UC704', 'UC720']],
    ['without one that matters', 'A=1\n', 'A=1\nKUBE_API_ARGS="--v=2 --insecure-bind-address=127.0.0.1"\n', []],
  ])('%s', (_, before, after, expected) => {
    expect(codes({ [envFile]: before }, { [envFile]: after })).toEqual(expected);
    const inUnit = (text: string) => unit(text.trimEnd().replaceAll(/^([A-Z_]+)="?(.*?)"?$/gm, 'Environment="$1=$2"'));
    expect(codes({ [unitFile]: inUnit(before) }, { [unitFile]: inUnit(after) })).toEqual(expected);
  });

  it('are told with the variable, which stays one element', () => {
    const { changes, risks } = reviewTexts(
      { one: { [envFile]: 'A=1\n' } },
      { one: { [envFile]: `A=2\nB="${open}"\n` } },
    );
    expect(changes[0]?.elements.map(({ kind, at, change }) => [change, kind, ...at])).toEqual([
      ['changed', 'variable', 'A'],
      ['added', 'variable', 'B'],
    ]);
    expect(risks.map(({ element }) => element)).toEqual([1, 1]);
  });

  it('are not told where all that read them goes too', () => {
    const files = { [unitFile]: reader, [envFile]: `A=1\nKUBE_API_ARGS="${secured}"\n` };
    expect(codes(files, { [envFile]: 'A=1\n' })).toEqual([]);
    expect(codes(files, { [unitFile]: reader, [envFile]: 'A=1\n' })).toEqual(lost);
  });
});

describe('flags of a command', () => {
  const start = 'ExecStart=/usr/bin/a';
  const run = '/usr/bin/docker run --privileged -v /etc:/etc --env A_TOKEN=hunter2 m.lab/a';
  it.each<[string, string, string, string[]]>([
    ['that is new', start, `ExecStartPre=${run}\n${start}`, ['UC720', 'UC708', 'UC710', 'UC711']],
    [
      'that is one more',
      `ExecStartPre=/bin/b\n${start}`,
      `ExecStartPre=/bin/b\nExecStartPre=-/usr/bin/kubelet --read-only-port=1\n${start}`,
      ['UC704'],
    ],
    ['that is gone', `ExecStartPost=/usr/bin/c --client-cert-auth\n${start}`, start, ['UC713']],
    ['that systemd does not read', start, 'ExecStartPre="/usr/bin/kubelet --read-only-port=1\n', []],
  ])('%s', (_, before, after, expected) => {
    const said = reviewTexts({ one: { [unitFile]: unit(before) } }, { one: { [unitFile]: unit(after) } });
    expect(said.risks.map(({ code }) => code)).toEqual(expected);
    expect(JSON.stringify(said)).not.toContain('hunter2');
  });

  it('of a drop-in that comes to a unit', () => {
    const dropIn = { [`${unitFile}.d/10.conf`]: unit('ExecStartPost=/usr/bin/kubelet --read-only-port=1') };
    expect(codes({ [unitFile]: unit(start) }, { [unitFile]: unit(start), ...dropIn })).toEqual(['UC704']);
  });
});

describe('a flag that goes elsewhere on one command line', () => {
  const files = (text: string, units = reader): Files => ({ [unitFile]: units, [envFile]: text });
  it.each<[string, Files, Files, string[]]>([
    [
      'to another variable',
      files(`KUBE_API_ARGS="--v=2 ${open}"\n`),
      files(`KUBE_API_ARGS="--v=2"\nKUBE_LOG="${open}"\n`),
      [],
    ],
    [
      'to a variable that the unit names now',
      files(`KUBE_API_ARGS="${secured}"\n`),
      files(`MORE="${secured}"\n`, reader.replace('KUBE_LOG', '{MORE}')),
      [],
    ],
    ['to the command', files(`KUBE_API_ARGS="${secured}"\n`), files('A=1\n', reader.replace('$', `${secured} $`)), []],
    [
      'with another value',
      files('KUBE_API_ARGS="--v=2 --service-cluster-ip-range=10.0.0.0/24 --insecure-port=0"\n'),
      files('KUBE_API_ARGS="--v=2"\nKUBE_LOG="--service-cluster-ip-range=10.1.0.0/24 --insecure-port=8080"\n'),
      ['UC704', 'UC718'],
    ],
    [
      'to a variable that its unit does not name',
      files(`KUBE_API_ARGS="--v=2 --client-cert-auth"\n`),
      files('KUBE_API_ARGS="--v=2"\nOTHER="--client-cert-auth"\n'),
      ['UC713'],
    ],
    [
      'between commands',
      { [unitFile]: unit('ExecStartPre=/usr/bin/docker run --privileged m.lab/a\nExecStart=/usr/bin/a') },
      { [unitFile]: unit('ExecStart=/usr/bin/a\nExecStartPost=/usr/bin/docker run --privileged m.lab/a') },
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(codes(before, after)).toEqual(expected);
  });

  it('is told of the hosts where it is new', () => {
    const moved = [files(`KUBE_API_ARGS="--v=2 ${open}"\n`), files(`KUBE_API_ARGS="--v=2"\nKUBE_LOG="${open}"\n`)];
    const other = '/etc/default/b';
    const text = (said: string): Files => ({ ...files('A=1\n'), [other.slice(1)]: said });
    const [before = {}, after = {}] = moved;
    const { risks } = reviewTexts(
      { one: before, two: files('KUBE_API_ARGS="--v=2"\n'), three: text('X=1\n') },
      { one: after, two: after, three: text(`X="${open}"\n`) },
    );
    expect(risks.map(({ code, hosts }) => [code, hosts])).toEqual([
      ['UC704', ['three']],
      ['UC704', ['two']],
      ['UC703', ['three']],
      ['UC703', ['two']],
    ]);
  });

  it('is known of variables that etcd reads itself', () => {
    const path = 'etc/etcd/etcd.conf';
    const of = (flags: string) => unit(`EnvironmentFile=/${path}\nExecStart=/usr/bin/etcd${flags}`);
    const etcd = 'etc/systemd/system/etcd.service';
    const before = { [etcd]: of(''), [path]: 'ETCD_CERT_FILE=/a.crt\nETCD_DATA_DIR=/x\n' };
    const after = { [etcd]: of(' --cert-file=/a.crt'), [path]: 'ETCD_DATA_DIR=/x\n' };
    expect(reviewTexts({ one: before }, { one: after }).risks.map(({ code }) => code)).toEqual([]);
  });
});
