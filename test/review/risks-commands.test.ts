/** Risks of flags that go elsewhere: each command of each unit counts by itself. */
import { describe, expect, it } from 'vitest';
import { reviewTexts, type Texts } from '../support/review.ts';

type Files = Texts[string];

const a = 'etc/systemd/system/a.service';
const b = 'etc/systemd/system/b.service';
const etcd = 'etc/systemd/system/etcd.service';
const variables = 'etc/default/etcd';
const unit = (...lines: string[]) => `[Service]\n${lines.join('\n')}\n`;
const reads = (path: string) => `EnvironmentFile=/${path}`;
const flag = '--anonymous-auth=false';

function codes(before: Files, after: Files): string[] {
  return reviewTexts({ one: before }, { one: after }).risks.map(({ code }) => code);
}

describe('a flag that another command of the unit says too', () => {
  const server = '/usr/bin/kube-apiserver';
  const etcdctl = '/usr/bin/etcdctl --cert-file=/c.crt --key-file=/k.key cluster-health';
  const tls = (directory: string) => `ETCD_CERT_FILE=${directory}/c.crt\nETCD_KEY_FILE=${directory}/k.key\n`;

  it.each([
    ['ExecStartPost', ''],
    ['ExecStop', ''],
    ['ExecStartPost', '/etc/etcd'],
  ])('is lost of etcd, where %s has it and the file said %s/c.crt', (key, directory) => {
    const files = (text: string): Files => ({
      [etcd]: unit(reads(variables), 'ExecStart=/usr/bin/etcd', `${key}=${etcdctl}`),
      [variables]: `ETCD_NAME=a\n${text}`,
    });
    expect(codes(files(tls(directory)), files(''))).toEqual(['UC712', 'UC712']);
  });

  it.each<[string, string, string, string[]]>([
    ['is lost of the other that named the variable', `A="--v=2 ${flag}"`, 'A="--v=2"', ['UC714']],
    ['is lost where only the other names its new variable', `A="${flag} --v=2"\nX="--v=1"`, `X="${flag}"`, ['UC714']],
    ['is not lost where both name its new variable', `A="--v=2 ${flag}"`, `A="--v=2"\nY="${flag}"`, []],
  ])('%s', (_, before, after, expected) => {
    const checked = before.includes('X=') ? '$A $X' : `$A $Y ${flag}`;
    const files = (text: string): Files => ({
      [a]: unit(reads(variables), `ExecStartPre=/usr/bin/check ${checked}`, `ExecStart=${server} $A $Y`),
      [variables]: `${text}\n`,
    });
    expect(codes(files(before), files(after))).toEqual(expected);
  });

  it('is lost of a unit that does not read where it went', () => {
    const units = {
      [a]: unit(reads(variables), reads('etc/default/a'), 'ExecStart=/usr/bin/kube-apiserver $A $X'),
      [b]: unit(reads(variables), 'ExecStart=/usr/bin/kubelet $A $X'),
    };
    const files = (common: string, own: string): Files => ({
      ...units,
      [variables]: `A="--v=2 ${common}"\n`,
      'etc/default/a': `X="--v=2 ${own}"\n`,
    });
    expect(codes(files(flag, ''), files('', flag))).toEqual(['UC714']);
    const ofVendor = (said: Files): Files => {
      const { [b]: _, ...others } = said;
      return { ...others, [`${b}.d/10.conf`]: unit(reads(variables), 'Environment="OPTS=$A"') };
    };
    expect(codes(ofVendor(files(flag, '')), ofVendor(files('', flag)))).toEqual(['UC714']);
    const both = { ...files('', flag), [b]: units[a] };
    expect(codes({ ...files(flag, ''), [b]: units[a] }, both)).toEqual([]);
  });
});

describe('a flag that goes to a new file', () => {
  const apiserver = 'etc/kubernetes/apiserver';

  it('is not missed by a unit that reads a file whose name goes on', () => {
    const moved = (path: string, start: string, more: Files, [text, rest]: readonly [string, string]) => {
      const files = (...paths: string[]): Files => ({ ...more, [a]: unit(...paths.map(reads), start) });
      return codes(
        { ...files(path), [path]: `${text}\n` },
        { ...files(path, `${path}.local`), [path]: `${rest}\n`, [`${path}.local`]: `${text}\n` },
      );
    };
    const events = { [b]: unit(reads(`${variables}-events`), 'ExecStart=/usr/bin/etcd') };
    const auth = 'ETCD_CLIENT_CERT_AUTH=true';
    expect(moved(variables, 'ExecStart=/usr/bin/etcd', events, [auth, 'ETCD_LOG_LEVEL=info'])).toEqual([]);
    const start = 'ExecStart=/usr/bin/kube-apiserver $A';
    for (const first of [reads(`${apiserver}-extra`), `# ${reads(apiserver)}`, `ConditionPathExists=/${apiserver}`]) {
      const other = { [b]: unit(first, 'ExecStart=/usr/bin/b $A') };
      expect(moved(apiserver, start, other, [`A="--v=2 ${flag}"`, 'A="--v=2"'])).toEqual([]);
    }
  });

  it('is found there behind a line that goes on', () => {
    const start = 'ExecStart=/usr/bin/kube-apiserver $A $B';
    const before = { [a]: unit(reads(variables), start), [variables]: `A="--v=2 ${flag}"\n` };
    const after = {
      [a]: unit(reads(variables), 'EnvironmentFile=\\', '  /etc/default/b', start),
      [variables]: 'A="--v=2"\n',
      'etc/default/b': `B="${flag}"\n`,
    };
    expect(codes(before, after)).toEqual([]);
  });

  it('is told although a unit that does not read it says the same', () => {
    const old = {
      [a]: unit(reads(variables), 'ExecStart=/usr/bin/kubelet --read-only-port=10255 $A'),
      [variables]: 'A="--v=2 --read-only-port=0"\n',
    };
    const now = {
      ...old,
      [variables]: 'A="--v=2"\n',
      [b]: unit(reads('etc/default/b'), 'ExecStart=/usr/bin/kubelet $B'),
      'etc/default/b': 'B="--read-only-port=10255"\n',
    };
    const { risks, changes } = reviewTexts({ one: old }, { one: now });
    const told = risks.map(({ code, change }) => [code, changes[change ?? -1]?.path]);
    expect(told).toContainEqual(['UC704', 'etc/default/b']);
  });
});

describe('a variable', () => {
  const codesTo = (...lines: string[]) => {
    const files = (text: string): Files => ({ [a]: unit(reads(variables), ...lines), [variables]: text });
    return codes(files(`A="--v=2 ${flag}"\n`), files(`A="--v=2"\nB="${flag}"\n`));
  };
  it.each([
    ['with two signs', ['ExecStart=/usr/bin/kubelet $A $$B']],
    ['in a word', ['ExecStart=/usr/bin/kubelet $A x$B']],
    ['in a command without any', ['ExecStart=:/usr/bin/kubelet $A $B']],
    ['that is unset', ['UnsetEnvironment=X "B"', 'ExecStart=/usr/bin/kubelet $A $B']],
  ])('%s says nothing', (_, lines) => {
    expect(codesTo(...lines)).toEqual(['UC714']);
  });

  it.each([
    ['as a word', ['ExecStart=/usr/bin/kubelet $A $B']],
    ['in braces', [`ExecStart=/usr/bin/kubelet \${A} \${B}`]],
    ['in a shell', ["ExecStart=/bin/sh -c 'exec kubelet $A $B'"]],
    ['for a shell', ["ExecStart=:/bin/bash -c 'exec kubelet $A $B'"]],
    ['for a shell with two signs', ["ExecStart=/bin/sh -c 'exec kubelet $$A $$B'"]],
  ])('%s says what it is', (_, lines) => {
    expect(codesTo(...lines)).toEqual([]);
  });
});

it("a vendor's unit is known by its drop-ins, where these have its command", () => {
  const dropIn = (name: string) => `etc/systemd/system/kubelet.service.d/${name}.conf`;
  const start = (flags: string) => unit('ExecStart=', `ExecStart=/usr/bin/kubelet ${flags}`);
  const before = { [dropIn('10-kubeadm')]: start(`--v=2 ${flag}`) };
  expect(codes(before, { [dropIn('10-kubeadm')]: start('--v=2'), [dropIn('20')]: start(`--v=2 ${flag}`) })).toEqual([]);
  const [a1, a2] = [start('$A'), start('$A $B')];
  const said = (name: string) => `Environment="${name}=${flag}"\n`;
  const old = { [dropIn('10-kubeadm')]: `${a1}${said('A')}` };
  expect(codes(old, { [dropIn('10-kubeadm')]: a2, [dropIn('20')]: unit(said('B')) })).toEqual([]);
  expect(codes(old, { [dropIn('10-kubeadm')]: a1, [dropIn('20')]: unit(said('B')) })).toEqual(['UC714']);
});
