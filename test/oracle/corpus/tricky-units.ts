/** Units that go wrong in the ways units do: generated, with drop-ins, from what each key gives a meaning. */
import fc from 'fast-check';
import { hostileText, rawValue, unitLikeText } from '../../codec/unit/arbitrary.ts';

export interface TrickyUnit {
  readonly name: string;
  /** By path below the unit directory: the unit and its drop-ins. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const oneOf = (...values: string[]) => fc.constantFrom(...values);
const line = (keys: fc.Arbitrary<string>, values: fc.Arbitrary<string>) =>
  fc.tuple(keys, values).map(([key, value]) => `${key}=${value}`);

const boolean = oneOf('yes', 'no', 'on', 'TRUE', '0', 'f', '', 'maybe', '2');
const names = oneOf(
  ...['a.service', 'b.target', 'c.socket', 'ü.service', 'a', '"a.service"', 'a.service b.service', 't@.service'],
  ...['t@%i.service', '%p-x.service', '%n', 'a\\x2db.service', "'a.service' b.target", '%z.service', 'a;b.service', ''],
);
const command = fc.oneof(
  rawValue().map((value) => `/bin/x ${value}`),
  rawValue().map((value) => `-/bin/x ${value}`),
  fc.tuple(rawValue(), rawValue()).map(([a, b]) => `/bin/x ${a} ; -/bin/y ${b}`),
  fc
    .tuple(oneOf('-', '@', ':', '+', '!', '!!', '-@', '+-', '--', ' -', '|', '@-:'), rawValue())
    .map(([a, b]) => `${a}/bin/x ${b}`),
  oneOf(
    '',
    '/bin/a b "c d"',
    `/bin/sh -c "echo $HOME $$ \${X} %%"`,
    'sh -c x',
    'bin/x',
    '/bin/',
    '/bin/../x',
    '//bin//x a',
  ),
  oneOf('/usr/bin/%p', '/opt/%n/x %i', '-%z', '/bin/x \\; a;b ;', '/bin/x %', '/bin/x 100%', '@/bin/x', "/bin/'x y' z"),
  rawValue(),
);
const environment = fc
  .array(fc.tuple(oneOf('A=', 'B=', ' C=', ' "D=', " 'E=", '1=', ' =', ' F', ' G=%n', ' A=%z'), rawValue()), {
    maxLength: 4,
  })
  .map((list) => list.map(([name, value]) => name + value).join(''));

const serviceLine = fc.oneof(
  { weight: 6, arbitrary: line(oneOf('ExecStart'), command) },
  {
    weight: 3,
    arbitrary: line(
      oneOf('ExecStartPre', 'ExecStartPost', 'ExecStop', 'ExecStopPost', 'ExecReload', 'ExecCondition', 'ExecStart '),
      command,
    ),
  },
  { weight: 4, arbitrary: line(oneOf('Environment'), environment) },
  {
    weight: 3,
    arbitrary: line(
      oneOf('Type'),
      oneOf('simple', 'oneshot', 'oneshot', 'exec', 'dbus', 'idle', 'Simple', '', 'notify-reload'),
    ),
  },
  { weight: 2, arbitrary: line(oneOf('Restart'), oneOf('always', 'on-success', 'on-failure', 'no', 'never', '')) },
  { weight: 2, arbitrary: line(oneOf('RemainAfterExit'), boolean) },
  { weight: 1, arbitrary: line(oneOf('BusName'), oneOf('org.example.u{i}', 'u{i}', 'org..x', '', 'org.%p.x')) },
  { weight: 1, arbitrary: line(oneOf('KillMode'), oneOf('process', 'mixed', 'control-group', 'none', 'all', '')) },
  { weight: 1, arbitrary: line(oneOf('PAMName', 'SyslogIdentifier'), oneOf('login', '%p', '')) },
  {
    weight: 1,
    arbitrary: line(oneOf('RestartForceExitStatus', 'SuccessExitStatus'), oneOf('1', 'SIGTERM 3', 'x', '256', '')),
  },
  { weight: 1, arbitrary: line(oneOf('ExitType'), oneOf('main', 'cgroup', 'x', '')) },
  {
    weight: 1,
    arbitrary: line(
      oneOf('User', 'Group'),
      oneOf('root', 'nobody', '0', '%p', 'a b', '-x', 'ü', '', 'x:y', '4294967295'),
    ),
  },
  {
    weight: 1,
    arbitrary: line(
      oneOf('WorkingDirectory', 'RootDirectory'),
      oneOf('/x', '~', 'x', '-x', '/a/../b', '/%p', '/%z', ''),
    ),
  },
  { weight: 1, arbitrary: line(oneOf('DynamicUser', 'PrivateTmp', 'NoNewPrivileges'), boolean) },
  { weight: 1, arbitrary: line(oneOf('EnvironmentFile', 'PIDFile'), oneOf('/x', '-/x', 'x', '/a b', '"/x"', '')) },
);
const condition = fc.tuple(
  oneOf('', '|', '!', '|!', '!|', '| ', '! ', '| !'),
  fc.oneof(oneOf('/x', '//a//b/', 'x', '/%n', '/%z', '/a/../b', 'a b', '"/x"', 'yes', ''), rawValue()),
);
const unitLine = fc.oneof(
  {
    weight: 4,
    arbitrary: line(
      oneOf(
        ...['ConditionPathExists', 'ConditionHost', 'AssertPathExists', 'ConditionDirectoryNotEmpty', 'AssertUser'],
        ...['ConditionKernelCommandLine', 'ConditionVirtualization', 'ConditionFirstBoot', 'ConditionNeedsUpdate'],
      ),
      condition.map(([signs, value]) => signs + value),
    ),
  },
  {
    weight: 4,
    arbitrary: line(
      oneOf('After', 'Before', 'Wants', 'Requires', 'PartOf', 'Conflicts', 'BindsTo', 'Requisite', 'OnFailure'),
      names,
    ),
  },
  { weight: 2, arbitrary: line(oneOf('Description'), fc.oneof(rawValue(), hostileText())) },
  { weight: 1, arbitrary: line(oneOf('SuccessAction', 'FailureAction'), oneOf('none', 'reboot', 'exit', 'x', '')) },
  { weight: 1, arbitrary: line(oneOf('DefaultDependencies', 'RefuseManualStart', 'AllowIsolate'), boolean) },
  { weight: 1, arbitrary: line(oneOf('OnFailureJobMode'), oneOf('isolate', 'replace', 'x', '')) },
  { weight: 1, arbitrary: line(oneOf('RequiresMountsFor'), oneOf('/x', '"/a b" /c', 'x', '/%p', '/a/../b', '')) },
);
const noise = oneOf(
  '',
  '',
  '# c',
  ' ; c',
  'X-a=b',
  'Unknown=1',
  'novalue',
  '=x',
  '\\',
  'a \\',
  '[X-other]\nExecStart=/bin/other\n[Service]',
  '[Other]\na=b\n[Unit]',
);
const damage = fc.oneof(
  { weight: 30, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: unitLikeText() },
  { weight: 1, arbitrary: oneOf('[Unit', '[Ser\tvice]', '\ufeff', 'A=\uffff', '[Service]x') },
);

function section(name: string, lines: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const one = fc.oneof({ weight: 6, arbitrary: lines }, { weight: 1, arbitrary: noise });
  return fc.array(one, { maxLength: 6 }).map((list) => `[${name}]\n${list.join('\n')}\n\n`);
}

const serviceStart = oneOf(
  '',
  '[Service]\nExecStart=/bin/start\n',
  '[Service]\nType=oneshot\nExecStart=/bin/start "a b"\n',
  '[Service]\nType=oneshot\n',
);
const service = fc
  .tuple(section('Unit', unitLine), serviceStart, section('Service', serviceLine), damage)
  .map((parts) => parts.join(''));
const dropIn = fc
  .tuple(section('Unit', unitLine), section('Service', serviceLine), damage)
  .map((parts) => parts.join(''));

const address = oneOf('80', '/run/x', '@x', '%t/y', '[::1]:80', '1.2.3.4:5', 'x', '/a/../b', '70000', 'vsock:2:3', '');
const other = fc.oneof(
  section(
    'Socket',
    fc.oneof(
      { weight: 4, arbitrary: line(oneOf('ListenStream', 'ListenDatagram', 'ListenSequentialPacket'), address) },
      { weight: 1, arbitrary: line(oneOf('ListenFIFO', 'ListenSpecial'), oneOf('/run/f', 'x', '')) },
      { weight: 2, arbitrary: line(oneOf('Accept', 'FreeBind'), boolean) },
      { weight: 1, arbitrary: line(oneOf('MaxConnections'), oneOf('0', '1', '-1', 'x', '')) },
      { weight: 1, arbitrary: line(oneOf('Symlinks'), oneOf('/run/l', 'x', '')) },
      { weight: 2, arbitrary: line(oneOf('ExecStartPre', 'ExecStopPost'), command) },
      { weight: 2, arbitrary: line(oneOf('Environment'), environment) },
    ),
  ).map((text) => ['socket', text] as const),
  section(
    'Timer',
    line(
      oneOf('OnCalendar', 'OnBootSec', 'OnUnitActiveSec', 'OnClockChange', 'Persistent'),
      oneOf('daily', '1h', '*-*-* 1:2', 'yes', 'no', 'x', '1 h 2 min', '5', '', 'Mon..Fri', '25:00'),
    ),
  ).map((text) => ['timer', text] as const),
  section(
    'Path',
    line(
      oneOf('PathExists', 'PathChanged', 'DirectoryNotEmpty', 'PathModified', 'MakeDirectory'),
      oneOf('/x', 'x', '/a/../b', '/%p', '/%z', 'yes', ''),
    ),
  ).map((text) => ['path', text] as const),
);
const unitOfOther = fc
  .tuple(section('Unit', unitLine), other, damage)
  .map(([unit, [type, own], rest]) => [type, unit + own + rest] as const);

/** The same units for the same seed. */
export function trickyUnits(count: number, seed: number): TrickyUnit[] {
  const arbitrary = fc.tuple(
    fc.oneof(
      { weight: 4, arbitrary: service.map((text) => ['service', text] as const) },
      { weight: 1, arbitrary: unitOfOther },
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.array(dropIn, { maxLength: 2 }) }),
  );
  return fc.sample(arbitrary, { seed, numRuns: count }).map(([[type, text], dropIns], i) => {
    const name = `u${i}.${type}`;
    const bytes = (content: string) => new TextEncoder().encode(content.replaceAll('{i}', String(i)));
    const files: Record<string, Uint8Array> = { [name]: bytes(text) };
    for (const [k, content] of dropIns.entries()) files[`${name}.d/${k}.conf`] = bytes(content);
    return { name, files };
  });
}
