/** What docs/unit-traps.md says that systemd does with each example, asked of systemd itself. */
import { expect, test } from 'vitest';
import { unitTraps } from '../docs/unit-traps.ts';
import { loadWithSystemd } from './systemd-test.ts';
import { runServices } from './user-manager.ts';

interface Claim {
  readonly loadState: 'loaded' | 'bad-setting';
  /** Of ExecStart=, `%` expanded. */
  readonly argv?: readonly unknown[];
  /** `FILE:LINE: TEXT`, or `UNIT: TEXT` of a message about the unit as a whole: all that systemd logs. */
  readonly messages: readonly string[];
  /** Among those that the dump names. */
  readonly after?: string;
  /** Lines of the dump. */
  readonly settings?: Readonly<Record<string, readonly string[]>>;
  /** What the program sees of the arguments, with the variables of `environment`. */
  readonly seen?: readonly string[];
  readonly environment?: string;
}

const web = ['/usr/bin/web'];
const claims: Readonly<Record<string, Claim>> = {
  'An argument that begins with `$` vanishes': {
    loadState: 'loaded',
    argv: [...web, '--log=/var/log/web', '$DATA-new'],
    messages: [],
    environment: 'DATA=/srv/data\n',
    seen: ['--log=/var/log/web'],
  },
  'A `%` before a letter': {
    loadState: 'loaded',
    argv: ['/usr/bin/date', expect.stringMatching(/^\+\/.*\/\w+$/)],
    messages: [],
  },
  'An empty `After=` resets nothing': { loadState: 'loaded', argv: web, messages: [], after: 'remote-fs.target' },
  'A drop-in adds a second `ExecStart=`': {
    loadState: 'bad-setting',
    messages: [
      'web.service: Service has more than one ExecStart= setting, which is only allowed for Type=oneshot services. Refusing.',
    ],
  },
  'A backslash before a blank line': {
    loadState: 'loaded',
    argv: [...web, '--root=/srv'],
    messages: ["web.service:5: Unknown key '--port' in section [Service], ignoring."],
  },
  'A backslash with a blank behind it': {
    loadState: 'loaded',
    argv: [...web, '\\'],
    messages: [
      'web.service:2: Ignoring unknown escape sequences: "\\"',
      "web.service:3: Unknown key '--port' in section [Service], ignoring.",
    ],
  },
  'A comment behind a value': {
    loadState: 'loaded',
    argv: web,
    messages: ['web.service:3: Failed to parse service restart specifier, ignoring: always # also after a clean exit'],
    settings: { Restart: ['no'] },
  },
  'A command line that is written for a shell': {
    loadState: 'loaded',
    argv: [...web, '--port=81', '>', '/var/log/web.log', '2>&1'],
    messages: [],
  },
  '`StartLimitIntervalSec=` in the wrong section': {
    loadState: 'loaded',
    argv: web,
    messages: ["web.service:4: Unknown key 'StartLimitIntervalSec' in section [Service], ignoring."],
  },
  'Quotes in a list of dependencies': {
    loadState: 'loaded',
    argv: web,
    messages: [2, 3].map(
      (line) => `web.service:${line}: Failed to add dependency on "nginx.service", ignoring: Invalid argument`,
    ),
  },
  'A bad header in a drop-in': {
    loadState: 'loaded',
    argv: web,
    messages: ["web.service.d/50-limits.conf:1: Invalid section header '[Service] # limits'"],
    // CGROUP_LIMIT_MAX: no limit.
    settings: { MemoryMax: ['18446744073709551615'] },
  },
  'An escape that systemd does not know': {
    loadState: 'loaded',
    argv: ['/usr/bin/grep', '-E', 'error \\d+', '/var/log/web.log'],
    messages: ['watch.service:2: Ignoring unknown escape sequences: "error \\d+"'],
  },
  'Quotes inside of a word': { loadState: 'loaded', argv: [...web, '--labels={tier:front}'], messages: [] },
  'A default for a variable, as shells have it': {
    loadState: 'loaded',
    argv: [...web, `--port=\${PORT:-80}`],
    messages: [],
    environment: 'PORT=81\n',
    seen: [`--port=\${PORT:-80}`],
  },
  '`CPUQuota=` without a percent sign': {
    loadState: 'loaded',
    argv: web,
    messages: ["web.service:3: Invalid CPU quota '50', ignoring."],
    settings: { CPUQuotaPerSecSec: ['infinity'] },
  },
  '`Restart=always` of a oneshot': {
    loadState: 'bad-setting',
    messages: [
      "job.service: Service has Restart= set to either always or on-success, which isn't allowed for Type=oneshot services. Refusing.",
    ],
  },
};

const traps = unitTraps();

/** The unit of an example, loaded with its drop-ins. */
async function loaded(files: ReadonlyMap<string, string>) {
  const named = [...files].map(([file, text]) => [file.replace(/^etc\/systemd\/system\//, ''), text] as const);
  const [unit, ...others] = named;
  if (unit === undefined) throw new Error('an example without files');
  const one = (await loadWithSystemd(Object.fromEntries([unit]), Object.fromEntries(others))).get(unit[0]);
  if (one === undefined) throw new Error(`systemd did not load ${unit[0]}`);
  return one;
}

test('each trap has its claim, and each claim its trap', () => {
  expect(traps.map(({ title }) => title).sort()).toEqual(Object.keys(claims).sort());
});

test.each(traps)('$title', async ({ title, files }) => {
  const { loadState, argv, messages, after, settings = {} } = claims[title] ?? { loadState: 'no claim', messages: [] };
  const unit = await loaded(files);
  expect(unit.loadState).toBe(loadState);
  expect(unit.messages.map(({ file, line, text }) => (file === '' ? text : `${file}:${line}: ${text}`))).toEqual(
    messages,
  );
  expect(unit.commands.ExecStart).toEqual(argv && [argv]);
  if (after !== undefined) expect(unit.dependencies.After?.map((one) => one.unit)).toContain(after);
  expect(unit.settings).toMatchObject(settings);
});

test('what programs see', () => {
  const cases = traps.flatMap(({ title, files }) => {
    const { seen, environment } = claims[title] ?? {};
    if (seen === undefined || environment === undefined) return [];
    const words = /^ExecStart=\S+ (.*)$/m.exec([...files.values()].join(''))?.[1] ?? '';
    return [{ title, seen, service: { environmentFiles: [environment], words } }];
  });
  expect(cases.length).toBeGreaterThan(1);
  const programs = runServices(cases.map(({ service }) => service));
  for (const [index, { title, seen }] of cases.entries()) {
    expect(programs[index]?.argv, title).toEqual(seen);
  }
});
