/** The unit codec against systemd itself: what we print, it reads as meant; what it reads, we read alike. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeBytes,
  encodeBytes,
  expandSpecifiers,
  expandVariables,
  type Printed,
  parseCommandLine,
  parseEnvironment,
  parseUnit,
  printValue,
  quoteEnvironmentAssignment,
  quoteExecPath,
  quoteExecWord,
  quoteListWord,
  type SpecifierTable,
  splitWords,
} from '../../src/codec/unit/index.ts';
import { hostileText, rawValue, unitLikeBytes } from '../codec/unit/arbitrary.ts';
import { interpret, type Meaning } from '../codec/unit/interpret.ts';
import { allRules, expectedOf } from '../codec/unit/rules.ts';
import { type LoadedUnit, loadWithSystemd, type UnitFiles } from './systemd-test.ts';

const seed = 20240611;
const unitsPerCall = 79;

/** One service that tells what every specifier expands to; unknown ones drop their command. */
const probeName = 'probeunit.service';
const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const probe = `[Service]\nType=oneshot\nExecStart=/bin/x\n${letters.map((c) => `ExecStart=-/bin/x ${c} %${c}\n`).join('')}`;

interface Judged {
  readonly unit: LoadedUnit;
  readonly specifiers: SpecifierTable;
}

/** Loads units named `u0.service`, `u1.service`, … together with a probe of the specifiers of the same run. */
async function judge(contents: readonly (string | Uint8Array)[], extra: UnitFiles = {}): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let i = 0; i < contents.length; i += unitsPerCall) {
    const units: Record<string, string | Uint8Array> = { [probeName]: probe };
    const names = contents.slice(i, i + unitsPerCall).map((content, k) => {
      units[`u${i + k}.service`] = content;
      return `u${i + k}`;
    });
    judged.push(...(await judgeCall(units, names, extra)));
  }
  return judged;
}

async function judgeCall(units: UnitFiles, names: readonly string[], extra: UnitFiles): Promise<Judged[]> {
  const loaded = await loadWithSystemd(units, extra);
  const probed = loaded.get(probeName)?.commands.ExecStart ?? [];
  expect(probed.length, 'specifiers of the probe').toBeGreaterThan(40);
  return names.map((name) => {
    const unit = loaded.get(`${name}.service`);
    if (unit === undefined) throw new Error(`systemd did not dump ${name}.service`);
    const specifiers: Record<string, string> = {};
    for (const [, letter = '', value = ''] of probed.slice(1)) specifiers[letter] = value.replaceAll('probeunit', name);
    return { unit, specifiers };
  });
}

function text(printed: Printed): string | undefined {
  return printed.ok ? printed.text : undefined;
}

/** Values for which the printer gave a text; that it refuses few enough is checked by the caller. */
function printable<T>(values: readonly T[], print: (value: T) => Printed): { value: T; text: string }[] {
  return values.flatMap((value) => {
    const result = text(print(value));
    return result === undefined ? [] : [{ value, text: result }];
  });
}

function sample<T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] {
  return fc.sample(arbitrary, { seed, numRuns });
}

/** All differences at once, so that a failure shows the pattern and not only its first case. */
function expectSame(
  rows: readonly { readonly input: unknown; readonly ours: unknown; readonly systemd: unknown }[],
): void {
  const different = rows.filter((row) => JSON.stringify(row.ours) !== JSON.stringify(row.systemd));
  const shown = different.slice(0, 10).map((row) => JSON.stringify(row));
  expect(shown, `${different.length} of ${rows.length} differ, seed ${seed}`).toEqual([]);
}

describe('what we print, systemd reads as meant', () => {
  test('300 services with arbitrary argv, environment, description and dependencies', async () => {
    const cases = sample(
      fc.record({
        argv: fc.array(hostileText({ controls: true }), { maxLength: 6 }),
        environment: fc.array(hostileText(), { maxLength: 4 }),
        description: hostileText(),
        after: fc.array(fc.stringMatching(/^[A-Za-z0-9:_.\\-]{1,12}$/), { maxLength: 3 }),
      }),
      320,
    ).map((one, i) => {
      const argv = printable(one.argv, (word) => quoteExecWord(word, { specifiers: 'escape' }));
      const environment = printable(one.environment, (value) => quoteEnvironmentAssignment('V', value)).map(
        (entry, k) => ({
          value: `V${k}=${entry.value}`,
          text: text(quoteEnvironmentAssignment(`V${k}`, entry.value)) ?? '',
        }),
      );
      const description = printable([one.description], (value) => printValue(value, { specifiers: 'full' }))[0];
      const after = printable(
        one.after.map((name) => `u${i}-${name}.service`),
        (name) => quoteListWord(name, 'retain-escape'),
      );
      const unit = [
        '[Unit]',
        ...(description === undefined ? [] : [`Description=${description.text}`]),
        `After=${after.map((entry) => entry.text).join(' ')}`,
        '[Service]',
        `ExecStart=/bin/x ${argv.map((entry) => entry.text).join(' ')}`,
        `Environment=${environment.map((entry) => entry.text).join(' ')}`,
        '',
      ].join('\n');
      return { argv, environment, description, after, unit };
    });
    const judged = await judge(cases.map((one) => one.unit));
    const words = cases.reduce((sum, one) => sum + one.argv.length, 0);
    expect(words).toBeGreaterThan(700);
    expectSame(
      judged.map(({ unit }, i) => {
        const one = cases[i];
        return {
          input: one?.unit,
          ours: {
            state: 'loaded',
            argv: ['/bin/x', ...(one?.argv.map((entry) => entry.value) ?? [])],
            environment: one?.environment.map((entry) => entry.value),
            description: one?.description?.value ?? unit.name,
            after: [...new Set(one?.after.map((entry) => entry.value))].sort(),
            messages: [],
          },
          systemd: {
            state: unit.loadState,
            // systemd's dump shows variables as written; what our expansion makes of them is what was meant.
            argv: expandVariables(unit.commands.ExecStart?.[0] ?? [], {}),
            environment: unit.environment,
            description: unit.description,
            after: fromFile(unit, 'After'),
            messages: unit.messages,
          },
        };
      }),
    );
  });

  test('paths of programs', async () => {
    const paths = printable(
      sample(
        hostileText().map((name) => `/opt/${name}`),
        200,
      ),
      quoteExecPath,
    );
    expect(paths.length).toBeGreaterThan(60);
    const judged = await judge(
      paths.map((path) => `[Service]\nType=oneshot\nExecStart=${path.text} a\nExecStart=-${path.text} a\n`),
    );
    expectSame(
      judged.map(({ unit }, i) => ({
        input: paths[i]?.text,
        ours: [
          [paths[i]?.value, 'a'],
          [paths[i]?.value, 'a'],
        ],
        systemd: unit.commands.ExecStart?.map((argv) => expandVariables(argv, {})),
      })),
    );
  });

  test('paths and links in lists', async () => {
    const cases = sample(fc.tuple(hostileText(), linkText), 150).map(([path, link]) => ({
      // Simplified by systemd: only names that stand for themselves.
      mount: printable([`/m${path.replaceAll(/[/.]/g, '')}`], (value) => quoteListWord(value, 'unquote'))[0],
      link: printable([`file:/${link}`], (value) => quoteListWord(value, 'unquote+retain-escape'))[0],
    }));
    const judged = await judge(
      cases.map(
        ({ mount, link }) =>
          `[Unit]\n${mount === undefined ? '' : `RequiresMountsFor=${mount.text}\n`}Documentation=man:a(1) ${link?.text ?? ''}\n[Service]\nExecStart=/bin/x\n`,
      ),
    );
    expect(cases.filter((one) => one.mount !== undefined).length).toBeGreaterThan(50);
    expect(cases.filter((one) => one.link !== undefined).length).toBeGreaterThan(50);
    expectSame(
      judged.map(({ unit }, i) => ({
        input: cases[i],
        ours: {
          mounts: cases[i]?.mount === undefined ? [] : [cases[i]?.mount?.value],
          links: ['man:a(1)', ...(cases[i]?.link === undefined ? [] : [cases[i]?.link?.value])],
        },
        systemd: {
          mounts: (unit.settings.RequiresMountsFor ?? [])
            .map((line) => line.replace(/ \(origin-.*\)$/, ''))
            .filter((path) => path.startsWith('/m')),
          links: unit.settings.Documentation ?? [],
        },
      })),
    );
  });
});

describe('what systemd reads, we read alike', () => {
  test('700 raw command lines', async () => {
    const values = sample(
      fc.oneof(
        rawValue().map((value) => `/bin/x ${value}`),
        rawValue().map((value) => `/bin/${value}`),
        rawValue(),
        fc.tuple(rawValue(), rawValue()).map(([a, b]) => `-/bin/x ${a} ; /bin/y ${b}`),
      ),
      700,
    );
    const judged = await judge(
      values.map(
        (value) => `[Service]\nType=oneshot\nExecStart=/bin/first\nExecStart=${value}\n\nExecStart=/bin/last\n`,
      ),
    );
    const states = new Set(judged.map(({ unit }) => unit.loadState));
    expect([...states].sort()).toEqual(['bad-setting', 'loaded']);
    expectSame(
      judged.map(({ unit, specifiers }, i) => ({
        input: values[i],
        ours: ourCommands(
          parseUnit(new TextEncoder().encode(`[S]\nE=${values[i]}\n\n`)).assignments[0]?.value ?? '',
          specifiers,
        ),
        systemd: unit.loadState === 'loaded' ? unit.commands.ExecStart : unit.loadState,
      })),
    );
  });

  test('400 raw Environment= lines', async () => {
    const values = sample(
      fc.array(fc.tuple(fc.constantFrom('A=', 'B=', ' C=', ' "D=', " 'E=", '1=', ' =', ' F'), rawValue()), {
        minLength: 1,
        maxLength: 4,
      }),
      400,
    ).map((list) => list.map(([name, value]) => name + value).join(''));
    const judged = await judge(values.map((value) => `[Service]\nExecStart=/bin/x\nEnvironment=${value}\n\n`));
    expectSame(
      judged.map(({ unit, specifiers }, i) => {
        const value = parseUnit(new TextEncoder().encode(`[S]\nE=${values[i]}\n\n`)).assignments[0]?.value ?? '';
        return {
          input: values[i],
          ours: merged([parseEnvironment(value, specifiers).assignments]),
          systemd: unit.environment,
        };
      }),
    );
  });

  test('300 raw descriptions and lists of links', async () => {
    const values = sample(
      rawValue().filter((value) => !/\p{Cc}/u.test(value.replaceAll('\t', ''))),
      300,
    );
    const judged = await judge(
      values.map(
        (value) => `[Unit]\nDescription=${value}\n\nDocumentation=file:/${value}\n\n[Service]\nExecStart=/bin/x\n`,
      ),
    );
    expectSame(
      judged.map(({ unit, specifiers }, i) => {
        const document = parseUnit(new TextEncoder().encode(`[U]\nD=${values[i]}\n\nL=file:/${values[i]}\n\n`));
        const description = expandSpecifiers(document.assignments[0]?.value ?? '', specifiers);
        // This key expands its specifiers BEFORE it splits words: config_parse_unit_strv_printf().
        const links = expandSpecifiers(document.assignments[1]?.value ?? '', specifiers);
        return {
          input: values[i],
          ours: {
            description: description.ok && description.text !== '' ? description.text : unit.name,
            links: links.ok
              ? splitWords(links.text, 'unquote+retain-escape')
                  .words.map((word) => word.text)
                  .filter(isLink)
              : [],
          },
          systemd: { description: unit.description, links: unit.settings.Documentation ?? [] },
        };
      }),
    );
  });

  test('600 hostile files', async () => {
    const files = sample(unitLikeBytes(), 600).map((bytes) => {
      const start = encodeBytes('[Service]\nType=oneshot\nExecStart=/bin/first\n');
      return Uint8Array.from([...start, ...bytes]);
    });
    const judged = await judge(files);
    const states = new Set(judged.map(({ unit }) => unit.loadState));
    expect([...states].sort()).toEqual(['bad-setting', 'error', 'loaded']);
    expectSame(
      judged.map(({ unit, specifiers }, i) => {
        const ours = interpret([files[i] ?? ''], unit.name, specifiers);
        return {
          input: decodeBytes(files[i] ?? new Uint8Array()),
          ours: ours.state === 'loaded' ? ours : ours.state,
          systemd: unit.loadState === 'loaded' ? seen(unit) : unit.loadState,
        };
      }),
    );
  });

  test('every rule that the unit tests hold us to', async () => {
    const extra: Record<string, string> = {};
    for (const [i, rule] of allRules.entries()) {
      for (const [k, content] of (rule.dropIns ?? []).entries()) extra[`u${i}.service.d/${k}.conf`] = content;
    }
    const judged = await judge(
      allRules.map((rule) => rule.file),
      extra,
    );
    expectSame(
      judged.map(({ unit }, i) => {
        const rule = allRules[i];
        if (rule === undefined) throw new Error(`no rule ${i}`);
        const expected = expectedOf(rule, `u${i}`);
        const keys = Object.keys(expected).sort();
        const pick = (from: object): unknown =>
          Object.fromEntries(
            Object.entries(from)
              .filter(([key]) => keys.includes(key))
              .sort(),
          );
        return { input: rule.rule, ours: pick(expected), systemd: pick(seen(unit)) };
      }),
    );
  });
});

/** file_url_is_valid(): anything after `file:/`, in ASCII. */
function isLink(link: string): boolean {
  return /^file:\/./s.test(link) && encodeBytes(link).every((byte) => byte < 0x80);
}

/** What Documentation= lets through after `file:/`. */
const linkText = hostileText().filter((value) => isLink(`file:/${value}`));

function fromFile(unit: LoadedUnit, type: string): string[] {
  const implied = new Set(['sysinit.target', 'basic.target', 'systemd-journald.socket', 'system.slice']);
  return (unit.dependencies[type] ?? [])
    .filter((entry) => entry.origin.includes('origin-file') && !implied.has(entry.unit))
    .map((entry) => entry.unit)
    .sort();
}

function ourCommands(value: string, specifiers: SpecifierTable): unknown {
  const { commands, problems } = parseCommandLine(value, specifiers);
  if (problems.some((problem) => problem.effect === 'fatal')) return 'bad-setting';
  const first = value === '' ? [] : [['/bin/first']];
  return [...first, ...commands.map((command) => command.argv), ['/bin/last']];
}

function merged(lists: readonly (readonly { readonly name: string; readonly value: string }[])[]): string[] {
  const values = new Map<string, string>();
  for (const { name, value } of lists.flat()) values.set(name, value);
  return [...values].map(([name, value]) => `${name}=${value}`);
}

function seen(unit: LoadedUnit): Meaning {
  return {
    state: unit.loadState === 'error' || unit.loadState === 'loaded' ? unit.loadState : 'bad-setting',
    description: unit.description,
    argv: unit.commands.ExecStart ?? [],
    environment: unit.environment,
    after: fromFile(unit, 'After'),
    ignored: unit.messages.flatMap(({ line, text: message }) => {
      if (message.startsWith("Missing '='")) return [`${line}: no-equals`];
      return message.startsWith('Missing key name') ? [`${line}: no-key`] : [];
    }),
  };
}
