/** Unit files of every type with what makes dependencies: names of each other, paths, devices, links. Valid, so that systemd loads them. */
import fc from 'fast-check';

/** By path below a directory of units; a link's target behind `-> `. */
export type GeneratedFiles = Readonly<Record<string, string>>;

const names = [
  ...['a.service', 'b.service', 'c-d.service', 't@.service', 'a.socket', 'c-d.socket', 'acc.socket'],
  ...['a.timer', 'b.timer', 'a.path', 'x.path', 'data.mount', 'data-deep.mount', 'srv-net.mount', 'data.automount'],
  ...[
    'refused.service',
    'one.target',
    'two.target',
    'three.target',
    'four.target',
    'mem.swap',
    'dev-sdz1.swap',
    'w.slice',
    'w-x.slice',
  ],
];
const others = ['missing.service', 'missing.target', 't@one.service', 't@two-x.service', 't@.service', 'u@.service'];
const more = [
  'dev-sdz.device',
  '%p.target',
  '%i.service',
  'w-y-z.slice',
  'masked.service',
  'alias.service',
  'plain.service',
  '%H.service',
];
const anyName = fc.constantFrom(...names.filter((name) => !name.includes('@')), ...others, ...more);
const keys = [
  ...['Requires', 'Requisite', 'Wants', 'BindsTo', 'PartOf', 'Upholds', 'Conflicts', 'Before', 'After'],
  ...['OnSuccess', 'OnFailure', 'PropagatesReloadTo', 'ReloadPropagatedFrom', 'PropagatesStopTo', 'StopPropagatedFrom'],
  ...['JoinsNamespaceOf', 'Wants', 'After', 'Before', 'Requires', 'PropagateReloadFrom', 'BindTo'],
];
const path = fc.constantFrom(
  '/data',
  '/data/deep/er',
  '/srv/net//x',
  '/',
  '/etc/./x',
  '/no/../no',
  '/data/%n',
  '/run/%i',
);

const dependency = fc.tuple(fc.constantFrom(...keys), fc.array(anyName, { maxLength: 3 })).map(([key, values]) => {
  return `${key}=${values.join(' ')}\n`;
});
const unitSection = fc
  .tuple(
    fc.array(dependency, { maxLength: 4 }),
    fc.constantFrom('', '', '', 'DefaultDependencies=no\n', 'DefaultDependencies=maybe\n'),
    fc.option(path, { nil: undefined, freq: 4 }),
  )
  .map(([dependencies, defaults, mounts]) => {
    return `[Unit]\n${dependencies.join('')}${defaults}${mounts === undefined ? '' : `RequiresMountsFor=${mounts}\n`}`;
  });

const execution = fc.subarray([
  'PrivateTmp=yes\n',
  'DynamicUser=yes\n',
  'StateDirectory=one two/three:link\n',
  'RuntimeDirectory=r\nRuntimeDirectory=\n',
  'LogsDirectory=/absolute l\n',
  'ConfigurationDirectory=c%%d\n',
  'CacheDirectory=private/x y\n',
  'WorkingDirectory=/data/deep\n',
  'WorkingDirectory=-/data\n',
  'WorkingDirectory=~\n',
  'RootDirectory=/srv/net\n',
  'RootImage=/data/image.raw\nPrivateDevices=yes\n',
  'StandardOutput=null\n',
  'StandardOutput=inherit\n',
  'StandardError=kmsg\n',
  'StandardInput=socket\n',
  'StandardInputText=text\n',
  'LogNamespace=space\n',
  'Slice=w-x.slice\n',
  'Slice=w.slice\nSlice=a.service\n',
]);
const lines = (list: fc.Arbitrary<string[]>): fc.Arbitrary<string> => list.map((all) => all.join(''));

const service = fc
  .tuple(
    lines(execution),
    fc.constantFrom(
      '',
      'Type=oneshot\n',
      'Type=dbus\nBusName=a.%p\n',
      'BusName=b.%p\n',
      'Sockets=a.socket acc.socket b.service\n',
    ),
  )
  .map(([exec, extra]) => `[Service]\nExecStart=/bin/true\n${extra}${exec}`);
/** Instances would claim one bus name. */
const template = lines(execution).map((exec) => `[Service]\nExecStart=/bin/true\n${exec}`);
const socket = fc
  .tuple(
    lines(
      fc.subarray([
        'ListenStream=/data/s\n',
        'ListenStream=80\n',
        'ListenStream=@abstract\n',
        'ListenFIFO=/run/f\n',
        'ListenDatagram=/srv/net/d\n',
        'ListenStream=\nListenSequentialPacket=/run/%N.sock\n',
        'BindToDevice=eth0\n',
        'ExecStartPre=/bin/true\n',
        'Slice=w.slice\n',
      ]),
    ),
    fc.constantFrom('', '', 'Service=b.service\n', 'Accept=yes\n', 'Symlinks=/run/link\n'),
  )
  .map(([listen, extra]) => `[Socket]\nListenStream=/run/first\n${listen}ListenStream=/run/last\n${extra}`);
const accepting = fc.constantFrom('[Socket]\nAccept=yes\nListenStream=/run/acc\n');
const timer = fc
  .tuple(
    lines(
      fc.subarray(['OnCalendar=daily\n', 'Persistent=yes\n', 'OnCalendar=\n', 'Unit=one.target\nUnit=b.service\n']),
    ),
  )
  .map(([text]) => `[Timer]\n${text}OnBootSec=1\n`);
const pathUnit = fc
  .tuple(
    lines(
      fc.subarray(['PathExistsGlob=/data/*\n', 'DirectoryNotEmpty=/srv/net\n', 'Unit=two.target\n', 'PathChanged=\n']),
    ),
  )
  .map(([text]) => `[Path]\n${text}PathExists=/data/x\n`);
const mount = (where: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('/dev/sdz1', 'tmpfs', '/data/source', 'server:/x', '/dev/root'),
      fc.constantFrom('', 'Type=tmpfs\n', 'Type=nfs4\n', 'Type=ext4\n', 'Type=fuse.sshfs\n'),
      fc.constantFrom(
        '',
        'Options=bind\n',
        'Options=_netdev,nofail\n',
        'Options=usrquota,x-systemd.device-bound\n',
        'Options=nofail,fail\n',
        'Options=x-initrd.mount,loop\n',
      ),
      fc.constantFrom('', 'Slice=w.slice\n', 'StandardOutput=inherit\n'),
    )
    .map(([what, type, options, extra]) => `[Mount]\nWhere=${where}\nWhat=${what}\n${type}${options}${extra}`);
const swap = (what: string): fc.Arbitrary<string> => fc.constantFrom(`[Swap]\nWhat=${what}\n`);

const sections: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'data.mount': mount('/data'),
  'data-deep.mount': mount('/data/deep'),
  'srv-net.mount': mount('/srv/net'),
  'data.automount': fc.constantFrom('[Automount]\nWhere=/data\n', ''),
  'mem.swap': swap('/mem'),
  'dev-sdz1.swap': swap('/dev/sdz1'),
  'acc.socket': accepting,
  't@.service': template,
  'refused.service': fc.constantFrom(
    '[Service]\nExecReload=/bin/true\n',
    '[Service]\nType=dbus\nExecStart=/bin/true\n',
  ),
  service,
  socket,
  timer,
  path: pathUnit,
  target: fc.constantFrom(''),
  slice: fc.constantFrom('', '[Slice]\nMemoryMax=1G\n'),
};

const links = fc.subarray([
  ['one.target.wants/b.service', '-> ../b.service'],
  ['two.target.requires/t@one.service', '-> ../t@.service'],
  ['t@.service.wants/u@.service', '-> ../t@.service'],
  ['w.slice.wants/a.service', '-> ../a.service'],
  ['three.target.wants/a.timer', '-> ../b.timer'],
  ['four.target.wants/broken.service', '-> /nowhere'],
  ['a.service.d/10.conf', '[Unit]\nAfter=two.target\n[Service]\nPrivateTmp=no\n'],
  ['service.d/20.conf', '[Unit]\nBefore=four.target\n'],
  ['dev-sdz.device.d/1.conf', '[Unit]\nWants=b.service\n'],
] as const);

/** A directory of units with everything wanted by default.target. */
const directory: fc.Arbitrary<GeneratedFiles> = fc
  .tuple(
    fc.tuple(
      ...names.map((name) =>
        fc.tuple(unitSection, sections[name] ?? sections[name.slice(name.lastIndexOf('.') + 1)] ?? fc.constant('')),
      ),
    ),
    links,
    fc.subarray(names, { minLength: 1, maxLength: 4 }),
  )
  .map(([units, extra, wanted]) => ({
    ...Object.fromEntries(units.map(([unit, own], index) => [names[index] ?? '', `${unit}${own}`])),
    'u@.service': '[Unit]\nWants=u@%i.service t@%j.service\n[Service]\nExecStart=/bin/true\n',
    'masked.service': '-> /dev/null',
    // systemd expands specifiers by the name that it comes upon first, so a unit with aliases here has none.
    'plain.service': '[Unit]\nAfter=a.service\n[Service]\nExecStart=/bin/true\n',
    'alias.service': '-> plain.service',
    'sysinit.target': '[Unit]\nDefaultDependencies=no\n',
    'basic.target': '[Unit]\nRequires=sysinit.target\nAfter=sysinit.target\n',
    'shutdown.target': '[Unit]\nDefaultDependencies=no\n',
    'default.target': `[Unit]\nDefaultDependencies=no\nAfter=${names.map((name) => name.replace('@.', '@x-y.')).join(' ')}\nWants=${wanted.map((name) => name.replace('@.', '@x-y.')).join(' ')}\n`,
    ...Object.fromEntries(extra),
  }));

export function generatedDirectories(count: number, seed: number): GeneratedFiles[] {
  return fc.sample(directory, { numRuns: count, seed });
}
