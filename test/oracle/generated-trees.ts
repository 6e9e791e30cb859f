/** Trees with a unit each: files, drop-ins at all levels, aliases, masks, empty files, links, resets, bad values. */
import fc from 'fast-check';
import { parseUnitName } from '../../src/systemd/index.ts';
import { dropInNames } from '../../src/systemd/lookup/drop-in-directories.ts';
import type { Tree } from './systemd-trees.ts';

export interface GeneratedTree {
  readonly name: string;
  readonly tree: Tree;
}

const unitLines = [
  'Description=one',
  // Not %n: systemd reads the unit file under the name that was asked for, which may be an alias.
  'Description=two of %i',
  'Description=',
  'Documentation=man:a(1)',
  'Documentation=',
  'Wants=w1.service w2.service',
  'Wants=',
  'Requires=r1.service',
  'After=r1.service',
  'ConditionPathExists=/a',
  'ConditionPathExists=',
  'ConditionHost=|!h',
  'ConditionPathExists=relative',
  'AssertPathExists=!/b',
  'AssertPathIsDirectory=',
  'StartLimitBurst=7',
  'StartLimitBurst=many',
  'JobTimeoutSec=9',
  'JobTimeoutSec=soon',
  'IgnoreOnIsolate=perhaps',
  'OnFailureJobMode=fail',
  'OnFailureIsolate=yes',
  'RebootArgument=a',
  'X-Other=1',
  'Unknown=1',
  '=no key',
  'no equals',
  '# comment',
  'Description=continued \\\n  # comment\n  here',
  'Description=open \\\n',
];

const ownLines: Readonly<Record<string, readonly string[]>> = {
  service: [
    'ExecStart=/bin/y %i "a b" \'c\\x41\'',
    'ExecStart=',
    'ExecStart=\nExecStart=/bin/z \\\n  more',
    'ExecStart=-bin/relative',
    'ExecStart=/bin/first ; bin/relative',
    'ExecStartPre=-/bin/pre',
    'ExecStartPre=',
    'ExecStop=/bin/stop $A',
    'Type=oneshot',
    'Type=exec',
    'Type=unheard',
    'Environment=A=1 "B=2 3"',
    'Environment=A=4 C=%i 5bad=1 "D=open',
    'Environment=',
    'RemainAfterExit=yes',
    'RemainAfterExit=perhaps',
    'DynamicUser=perhaps',
    'User=a b',
    'WorkingDirectory=relative',
    'WorkingDirectory=/tmp',
    'WorkingDirectory=-relative',
    'UMask=0077',
    'UMask=9',
    'Restart=on-failure',
    'TimeoutSec=5',
    'TimeoutStartSec=7',
    'TimeoutStopSec=later',
    'StartLimitBurst=3',
    'CapabilityBoundingSet=CAP_CHOWN CAP_KILL',
    'CapabilityBoundingSet=',
    'CapabilityBoundingSet=~CAP_KILL',
    'AmbientCapabilities=CAP_KILL',
    'AmbientCapabilities=',
    'ReadOnlyPaths=/a',
    'ReadOnlyDirectories=/b',
    'ReadOnlyDirectories=',
    'LimitNOFILE=10:20',
    'LimitNOFILE=many',
    'SuccessExitStatus=3',
    'SuccessExitStatus=',
    'KillSignal=SIGUSR1',
    'KillSignal=',
    'Delegate=',
    'Delegate=cpu',
    'Nice=5',
    'Nice=100',
    'OOMScoreAdjust=7',
    'OOMScoreAdjust=',
    'IOSchedulingClass=idle',
    'IOSchedulingPriority=2',
    'IOSchedulingPriority=',
    'BindPaths=/a:/b',
    'BindReadOnlyPaths=',
    'MemoryMax=1G',
    'MemoryMax=1GB',
    'MemoryMax=',
    'StandardOutput=null',
    'ExecReload=/bin/reload \\',
  ],
  target: [],
  timer: ['OnBootSec=5', 'OnCalendar=daily', 'OnBootSec=', 'OnCalendar=never', 'AccuracySec=1', 'Persistent=yes'],
  socket: ['ListenStream=/run/a', 'ListenFIFO=/run/f', 'ListenFIFO=', 'SocketMode=0600', 'Backlog=few', 'Backlog=5'],
  path: ['PathExists=/a', 'PathChanged=/b', 'PathExists=', 'PathModified=relative', 'MakeDirectory=yes'],
  slice: ['CPUWeight=5', 'CPUWeight=0', 'MemoryMax=1G', 'MemoryMax='],
};

/** What a unit of the type has to have. */
const needed: Readonly<Record<string, string>> = {
  service: '[Service]\nExecStart=/bin/x\n',
  timer: '[Timer]\nOnBootSec=1\n',
  socket: '[Socket]\nListenStream=/run/s\n',
  path: '[Path]\nPathExists=/p\n',
};

function contentOf(type: string, whole: boolean): fc.Arbitrary<string> {
  const section = `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`;
  const part = (name: string, lines: readonly string[], maxLength: number) =>
    fc.array(fc.constantFrom(...lines), { maxLength }).map((chosen) => `[${name}]\n${chosen.join('\n')}\n`);
  const own = ownLines[type] ?? [];
  return fc
    .tuple(
      fc.boolean(),
      part('Unit', unitLines, 4),
      own.length === 0 ? fc.constant('') : part(section, own, whole ? 5 : 4),
      fc.constantFrom(
        '',
        '',
        '',
        '',
        '[Install]\nWantedBy=a.target\n',
        '[X-Other]\nKey=1\nKey=\n',
        '[Nothing]\nA=1\n',
        '[Broken\n',
      ),
    )
    .map(([turned, unit, own, last]) => {
      const parts = turned ? [own, unit] : [unit, own];
      return `${whole ? (needed[type] ?? '') : ''}${parts.join('')}${whole && last === '[Broken\n' ? '' : last}`;
    });
}

const directory = fc.constantFrom('etc', 'run', 'usr');
const mask = fc.constantFrom('', '-> /dev/null');

/** default.target itself must not get what a generated unit has. */
function ofAll(type: string): string {
  return type === 'target' ? 'other' : type;
}

/** In a directory of the alias alone base names are its own: systemd reads aliases in no order. */
function dropIn(name: string, names: readonly string[], alias: string | undefined): fc.Arbitrary<[string, string]> {
  const type = name.slice(name.lastIndexOf('.') + 1);
  const base = fc.constantFrom('10-a', '10-b', '9', '99', 'B', '.hidden', 'x.conf~', 'y.conf.bak');
  const of = fc.constantFrom(...names, ...names, ofAll(type), 'other.service', ...(alias === undefined ? [] : [alias]));
  const content = fc.oneof(
    { weight: 8, arbitrary: contentOf(type, false) },
    { weight: 1, arbitrary: mask },
    { weight: 1, arbitrary: fc.constant('-> /nowhere') },
  );
  return fc.tuple(directory, of, base, content).map(([where, unit, file, text]) => {
    const ending = /~$|bak$/.test(file) ? '' : '.conf';
    return [`${where}/${unit}.d/${file}${unit === alias ? '-alias' : ''}${ending}`, text];
  });
}

function link(names: readonly string[], type: string): fc.Arbitrary<[string, string]> {
  return fc
    .tuple(
      directory,
      fc.constantFrom(...names, ofAll(type)),
      fc.constantFrom('wants', 'requires'),
      fc.constantFrom('l1.service', 'l2.service', 'l3@.service', 'no-name'),
      fc.constantFrom('-> ../l1.service', '-> /nowhere', '-> /dev/null', 'no link', '-> ../l3@.service'),
    )
    .map(([where, unit, kind, other, to]) => [`${where}/${unit}.${kind}/${other}`, to]);
}

function treeOf(index: number): fc.Arbitrary<GeneratedTree> {
  const stems = ['.service', '-v.service', '-v-w.service', '-v-.service', '@x.service', '-v@x-y.service'];
  const others = ['.target', '-v@x.target', '.timer', '-v.socket', '-v.path', '-v-w.slice'];
  return fc.constantFrom(...stems, ...stems, ...others).chain((stem) => {
    const name = `t${index}${stem}`;
    const parsed = parseUnitName(name);
    const names = parsed === undefined ? [] : dropInNames(parsed);
    const type = name.slice(name.lastIndexOf('.') + 1);
    const template = name.replace(/@.*\./, '@.');
    const alias = name.replace(/^t/, 'alias-t');
    const aliased = type === 'slice' ? fc.constant(false) : fc.boolean();
    const files = fc.tuple(
      fc.array(
        fc.tuple(
          directory,
          fc.constantFrom(name, template),
          fc.oneof({ weight: 9, arbitrary: contentOf(type, true) }, { weight: 1, arbitrary: mask }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      aliased,
      fc.boolean(),
    );
    return files.chain(([fragments, hasAlias, askAlias]) => {
      const other = hasAlias ? alias : undefined;
      return fc
        .tuple(fc.array(dropIn(name, names, other), { maxLength: 6 }), fc.array(link(names, type), { maxLength: 2 }))
        .map(([dropIns, links]) => {
          const tree: Record<string, string> = {};
          for (const [where, file, text] of fragments) tree[`${where}/${file}`] = text;
          if (hasAlias) tree[`etc/${alias.replace(/@.*\./, '@.')}`] = `-> @/usr/${template}`;
          for (const [file, text] of [...dropIns, ...links]) tree[file] = text;
          return { name: hasAlias && askAlias ? alias : name, tree };
        });
    });
  });
}

export function generatedTrees(count: number, seed: number): GeneratedTree[] {
  return Array.from({ length: count }, (_, index) =>
    fc.sample(treeOf(index), { seed: seed + index, numRuns: 1 }),
  ).flat();
}
