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

describe('a flag that goes to a file that was not there', () => {
  const more = 'etc/default/more';
  const dropIn = `${unitFile}.d/10.conf`;
  const start = (said: string) => `ExecStart=\nExecStart=/usr/bin/kube-apiserver ${said}`;
  const variables = (name: string, flags: string) => `${name}="--v=2 ${flags}"\n`;
  const before: Files = { [unitFile]: reader, [envFile]: variables('KUBE_API_ARGS', secured) };
  const bare = { [unitFile]: reader, [envFile]: variables('KUBE_API_ARGS', '') };
  const readsMore = reader.replace('\nExecStart', `\nEnvironmentFile=/${more}\nExecStart`);
  const inMore = { [more]: variables('KUBE_LOG', secured) };

  it.each<[string, Files]>([
    ['of variables, which the unit reads', { ...bare, ...inMore, [unitFile]: readsMore }],
    ['of variables, which a drop-in reads', { ...bare, ...inMore, [dropIn]: unit(`EnvironmentFile=${`/${more}`}`) }],
    [
      'of variables with a path of its own',
      { ...bare, 'opt/a.env': inMore[more] ?? '', [dropIn]: unit('EnvironmentFile=/opt/a.env') },
    ],
    [
      'of variables, which sets the same variable later',
      { ...bare, [unitFile]: readsMore, [more]: variables('KUBE_API_ARGS', secured) },
    ],
    ['of a drop-in, on its command', { ...bare, [dropIn]: unit(start(`${secured} $KUBE_API_ARGS`)) }],
    ['of a drop-in, in its variable', { ...bare, [dropIn]: unit(`Environment="KUBE_LOG=${secured}"`) }],
  ])('%s', (_, after) => {
    expect(codes(before, after)).toEqual([]);
    const fromCommand = { ...bare, [unitFile]: reader.replace('$KUBE_API_ARGS', `${secured} $KUBE_API_ARGS`) };
    expect(codes(fromCommand, after)).toEqual([]);
  });

  it.each<[string, Files]>([
    ['that no unit reads', { ...bare, ...inMore }],
    ['that only a comment names', { ...bare, ...inMore, [unitFile]: `# EnvironmentFile=/${more}\n${reader}` }],
    ['that another unit reads', { ...bare, ...inMore, 'etc/systemd/system/b.service': readsMore }],
    ['that a drop-in takes back', { ...bare, ...inMore, [unitFile]: readsMore, [dropIn]: unit('EnvironmentFile=') }],
    ['with a variable that no command names', { ...bare, [unitFile]: readsMore, [more]: variables('OTHER', secured) }],
    [
      'whose variable a later file has too',
      {
        ...bare,
        [unitFile]: `${readsMore}EnvironmentFile=/etc/default/last\n`,
        ...inMore,
        'etc/default/last': 'KUBE_LOG=\n',
      },
    ],
    ['whose variable a file sets after it', { ...bare, [dropIn]: unit(`Environment="KUBE_API_ARGS=${secured}"`) }],
    ['with another command', { ...bare, [dropIn]: unit(`ExecStartPost=/usr/bin/check ${secured}`) }],
  ])('%s, where it is lost', (_, after) => {
    expect(codes(before, after)).toEqual(lost);
  });

  it('with another value, which is judged by both and told once', () => {
    const other = (flags: string) => ({ ...bare, [unitFile]: readsMore, [more]: variables('KUBE_LOG', flags) });
    const with_ = (flags: string) => ({ ...before, [envFile]: variables('KUBE_API_ARGS', flags) });
    const range = (text: string) => `--service-cluster-ip-range=${text}`;
    const said = reviewTexts(
      { one: with_(`${range('10.0.0.0/24')} --read-only-port=0`) },
      { one: other(`${range('10.1.0.0/24')} --read-only-port=10255`) },
    );
    expect(said.risks.map(({ code, message }) => [code, message])).toEqual([
      ['UC718', expect.stringContaining('from `10.0.0.0/24` to `10.1.0.0/24`')],
      ['UC704', expect.stringContaining('--read-only-port=10255')],
    ]);
    expect(said.risks.map(({ change }) => said.changes[change ?? -1]?.path)).toEqual([envFile, envFile]);
    expect(codes(with_(secured), other(secured.replace('RBAC', 'Node,RBAC')))).toEqual([]);
    expect(codes(with_(secured), other(secured.replace('RBAC', 'AlwaysAllow')))).toEqual(['UC715']);
  });

  it('is not gone either where the unit has said it twice', () => {
    const twice = (text: string) => reader.replace('$KUBE_LOG', `$KUBE_LOG ${text}`);
    expect(codes({ ...before, [unitFile]: twice(secured) }, { ...bare, [unitFile]: twice(secured) })).toEqual([]);
    const elsewhere = `${reader}ExecStartPost=/usr/bin/check ${secured}\n`;
    expect(codes({ ...before, [unitFile]: elsewhere }, { ...bare, [unitFile]: elsewhere })).toEqual(lost);
  });

  it('is told of the hosts where it is lost', () => {
    const { risks } = reviewTexts(
      { one: before, two: before },
      { one: bare, two: { ...bare, ...inMore, [unitFile]: readsMore } },
    );
    expect(risks.map(({ code, hosts }) => [code, hosts])).toEqual(lost.map((code) => [code, ['one']]));
  });
});
