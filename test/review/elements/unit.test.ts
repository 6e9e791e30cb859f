/** Units: what is said of two versions of a file, and what is not. */
import { describe, expect, it } from 'vitest';
import { reviewTexts } from '../../support/review.ts';

const path = 'etc/systemd/system/x.service';

/** `change at: before → after (lines)`. */
function said(before: string, after: string, file = path): string[] {
  const { changes } = reviewTexts({ a: { [file]: before } }, { a: { [file]: after } });
  expect(changes.length).toBeLessThanOrEqual(1);
  return (changes[0]?.elements ?? []).map(
    ({ change, kind, at, before: old, after: now }) =>
      `${change} ${kind} ${at.join(' ')}: ${old ?? '∅'} → ${now ?? '∅'}`,
  );
}

const service = (...lines: string[]) => `[Service]\n${lines.join('\n')}\n`;
const unit = (...lines: string[]) => `[Unit]\n${lines.join('\n')}\n`;
const start = (words: string) => service(`ExecStart=${words}`);

describe('no change', () => {
  it.each<[string, string, string]>([
    ['comments and blank lines', unit('# a', 'After=x.service'), unit('', '; b', 'After=x.service')],
    ['order of keys', service('Type=simple', 'User=a'), service('User=a', 'Type=simple')],
    ['a scalar that a later one replaces', service('User=b', 'User=a'), service('User=a')],
    ['a list that is cleared and set anew', service('ExecStart=/b', 'ExecStart=', 'ExecStart=/a'), start('/a')],
    [
      'order and repetition of dependencies',
      unit('After=a.service b.service'),
      unit('After=b.service', 'After=a.service a.service'),
    ],
    ['order of variables', service('Environment=A=1 B=2'), service('Environment=B=2', 'Environment="A=1"')],
    ['a variable that a later one replaces', service('Environment=A=0', 'Environment=A=1'), service('Environment=A=1')],
    ['continued lines', start('/a \\\n  b \\\n# between\n  c'), start('/a b c')],
    ['quotes', start(`/a "b c" 'd'`), start(`/a 'b c' "d"`)],
    ['escapes', start('/a "b\\x20c"'), start('/a "b c"')],
    ['booleans', service('RemainAfterExit=yes'), service('RemainAfterExit=on')],
    ['time spans', service('TimeoutStopSec=60'), service('TimeoutStopSec=1min')],
    ['sizes', service('MemoryMax=1G'), service('MemoryMax=1024M')],
    [
      'capabilities',
      service('CapabilityBoundingSet=CAP_KILL CAP_CHOWN'),
      service('CapabilityBoundingSet=CAP_CHOWN CAP_KILL'),
    ],
    [
      'capabilities taken away',
      service('CapabilityBoundingSet=~CAP_KILL CAP_CHOWN'),
      service('CapabilityBoundingSet=~CAP_CHOWN', 'CapabilityBoundingSet=~CAP_KILL'),
    ],
    [
      'conditions',
      unit('ConditionPathExists=/a', 'ConditionPathExists=/b'),
      unit('ConditionPathExists=/b', 'ConditionPathExists=/a'),
    ],
    [
      'flags of a known program',
      start('/usr/bin/kube-proxy --v=2 --master=x'),
      start('/usr/bin/kube-proxy --master x -v=2'),
    ],
    ['flags of etcd', start('/usr/bin/etcd -name a --debug'), start('/usr/bin/etcd --debug=true --name=a')],
    [
      'options of docker run',
      start('/usr/bin/docker run -v /a:/b -e A=1 -e B=2 --net host img --x'),
      start('/usr/bin/docker run --net=host --env B=2 --env=A=1 --volume=/a:/b img --x'),
    ],
  ])('%s', (_, before, after) => {
    expect(said(before, after)).toEqual([]);
    expect(said(after, before)).toEqual([]);
  });
});

describe('keys and elements', () => {
  it.each<[string, string, string, string[]]>([
    ['a scalar', service('Restart=always'), service('Restart=no'), ['changed key Service Restart: always → no']],
    [
      'a key',
      service('User=a'),
      service('Group=a'),
      ['added key Service Group: ∅ → a', 'removed key Service User: a → ∅'],
    ],
    [
      'a dependency',
      unit('After=a.service b.service'),
      unit('After=c.service a.service'),
      ['removed element Unit After b.service: b.service → ∅', 'added element Unit After c.service: ∅ → c.service'],
    ],
    [
      'a variable',
      service('Environment=A=1 B=2'),
      service('Environment=A=3 C=2'),
      [
        'changed variable Service Environment A: 1 → 3',
        'removed variable Service Environment B: 2 → ∅',
        'added variable Service Environment C: ∅ → 2',
      ],
    ],
    [
      'a flag in a variable',
      service('Environment="X_ARGS=--a --b=1"'),
      service('Environment="X_ARGS=--a --b=2"'),
      ['changed flag Service Environment X_ARGS --b: 1 → 2'],
    ],
    [
      'a bind mount',
      service('BindPaths=/a:/x /b:/y'),
      service('BindPaths=/b:/y /c:/x'),
      ['changed element Service BindPaths /x: /a:/x → /c:/x'],
    ],
    [
      'polarity',
      service('CapabilityBoundingSet=CAP_KILL'),
      service('CapabilityBoundingSet=~CAP_KILL'),
      [
        'removed element Service CapabilityBoundingSet CAP_KILL: CAP_KILL → ∅',
        'added element Service CapabilityBoundingSet ~CAP_KILL: ∅ → ~CAP_KILL',
      ],
    ],
    [
      'mixed polarity',
      service('CapabilityBoundingSet=CAP_KILL CAP_CHOWN', 'CapabilityBoundingSet=~CAP_KILL'),
      service('CapabilityBoundingSet=~CAP_KILL', 'CapabilityBoundingSet=CAP_KILL CAP_CHOWN'),
      ['moved element Service CapabilityBoundingSet: CAP_KILL CAP_CHOWN → CAP_KILL CAP_CHOWN'],
    ],
    [
      'files of variables',
      service('EnvironmentFile=/a', 'EnvironmentFile=/b'),
      service('EnvironmentFile=/b', 'EnvironmentFile=/a'),
      ['moved element Service EnvironmentFile: /a → /a'],
    ],
    ['what systemd does not know', service('Frob=1'), service('Frob=2'), ['changed key Service Frob: 1 → 2']],
    ['specifiers', start('/a %n'), start('/a %N'), ['changed word Service ExecStart: %n → %N']],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });
});

describe('commands', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a flag',
      start('/usr/bin/kube-apiserver --etcd-servers http://a --v=0'),
      start('/usr/bin/kube-apiserver --v=0 --etcd-servers=http://b'),
      ['changed flag Service ExecStart --etcd-servers: http://a → http://b'],
    ],
    [
      'a flag of an unknown program',
      start('/a --x=1 --y'),
      start('/a --y --x=1'),
      ['moved flag Service ExecStart --x: 1 → 1'],
    ],
    [
      'the form of a flag of an unknown program',
      start('/a --x=1'),
      start('/a --x 1'),
      ['changed flag Service ExecStart --x: 1 → 1'],
    ],
    [
      'a word behind a switch',
      start('/usr/bin/kubelet --allow-privileged=false'),
      start('/usr/bin/kubelet --allow-privileged false'),
      ['changed flag Service ExecStart --allow-privileged: false → false'],
    ],
    [
      'words',
      start('/a b c d'),
      start('/a b x d e'),
      ['changed word Service ExecStart: c → x', 'added word Service ExecStart: ∅ → e'],
    ],
    ['the program', start('/a b'), start('-/c b'), ['changed word Service ExecStart program: /a → -/c']],
    [
      'a variable',
      start('/usr/bin/kubelet $KUBE_A $KUBE_B'),
      start('/usr/bin/kubelet $KUBE_B $KUBE_A'),
      ['moved word Service ExecStart: $KUBE_A → $KUBE_A'],
    ],
    [
      'a flag behind a variable',
      start('/usr/bin/kubelet --v=1 $KUBE_A'),
      start('/usr/bin/kubelet $KUBE_A --v=1'),
      ['moved flag Service ExecStart --v: 1 → 1'],
    ],
    [
      'a flag twice',
      start('/usr/bin/kubelet --v=1 --v=2'),
      start('/usr/bin/kubelet --v=2 --v=1'),
      ['moved flag Service ExecStart --v: 1 → 1'],
    ],
    [
      'docker run',
      start('/usr/bin/docker run -v /a:/etc -e A=1 r/kube-proxy:v1 --v=1 -e'),
      start('/usr/bin/docker run -e A=2 -v /a:/etc:ro r/kube-proxy:v2 -e --v=1'),
      [
        'changed flag Service ExecStart --volume /etc: /a:/etc → /a:/etc:ro',
        'changed flag Service ExecStart --env A: A=1 → A=2',
        'changed word Service ExecStart image: r/kube-proxy:v1 → r/kube-proxy:v2',
      ],
    ],
    [
      'commands in order',
      service('ExecStartPre=/a 1', 'ExecStartPre=/b 1', 'ExecStartPre=/c 1'),
      service('ExecStartPre=/b 1', 'ExecStartPre=/a 1', 'ExecStartPre=/c 2'),
      ['moved element Service ExecStartPre /a: /a 1 → /a 1', 'changed word Service ExecStartPre /c: 1 → 2'],
    ],
    [
      'a command',
      service('ExecStartPre=/a 1', 'ExecStartPre=/b 1'),
      service('ExecStartPre=/b 1', 'ExecStartPre=-/d'),
      ['removed element Service ExecStartPre /a: /a 1 → ∅', 'added element Service ExecStartPre /d: ∅ → -/d'],
    ],
    [
      'words of another program',
      start('/wait --t=1 -- kube-proxy --v=1 --x'),
      start('/wait --t=1 -- kube-proxy --x --v=2'),
      ['changed flag Service ExecStart --v: 1 → 2'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(said(before, after)).toEqual(expected);
  });

  it('knows the lines of words', () => {
    const { changes } = reviewTexts(
      { a: { [path]: '[Service]\nExecStart=/a \\\n  --x=1 \\\n  --y=1\n' } },
      { a: { [path]: '\n[Service]\nExecStart=/a \\\n  --x=1 \\\n  --y=2\n' } },
    );
    expect(changes[0]?.elements.map(({ lines }) => lines)).toEqual([{ before: [4], after: [5] }]);
  });
});

describe('drop-ins', () => {
  const dropIn = 'etc/systemd/system/docker.service.d/x.conf';
  it('say that they take back what the unit has', () => {
    expect(said(start('/a'), `[Service]\nExecStart=\nExecStart=/a\n`, dropIn)).toEqual([
      'added key Service ExecStart: ∅ → ',
    ]);
  });
});

it('compares lines where systemd reads no unit', () => {
  expect(said('[Service]\nUser=a\n[x\n', '[Service]\nUser=b\n[x\n')).toEqual([
    'removed line : User=a\n → ∅',
    'added line : ∅ → User=b\n',
  ]);
});
