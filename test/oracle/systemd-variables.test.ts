/** Variables on command lines: systemd expands them when it runs a command, so its dump does not show them; its library does. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandVariables, quoteExecWord, quoteVariableWord, splitWords } from '../../src/codec/unit/index.ts';
import { hostileText } from '../codec/unit/arbitrary.ts';

const seed = 20240612;
const name = 'libsystemd-shared-252.so';
const directories = ['/usr/lib/x86_64-linux-gnu/systemd', '/usr/lib/aarch64-linux-gnu/systemd', '/usr/lib/systemd'];

type Case = readonly [argv: readonly string[], environment: Readonly<Record<string, string>>];

function expandWithSystemd(cases: readonly Case[]): string[][] {
  const library = directories.map((directory) => path.join(directory, name)).find((file) => existsSync(file));
  if (library === undefined)
    throw new Error(`${name} is missing: install the Debian package libsystemd-shared (Debian 12)`);
  if (!existsSync('/usr/bin/python3'))
    throw new Error('/usr/bin/python3 is missing: install the Debian package python3');
  const input = cases.map(([argv, environment]) => [
    argv,
    Object.entries(environment).map(([key, value]) => `${key}=${value}`),
  ]);
  const script = path.join(import.meta.dirname, 'replace-env.py');
  const output: unknown = JSON.parse(
    execFileSync('/usr/bin/python3', [script, library], {
      input: JSON.stringify(input),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    }),
  );
  if (!Array.isArray(output)) throw new Error('no list from replace-env.py');
  return output;
}

function expectSame(cases: readonly Case[], ours: readonly (readonly string[])[]): void {
  const systemd = expandWithSystemd(cases);
  const rows = cases.map((input, i) => ({ input, ours: ours[i], systemd: systemd[i] }));
  const different = rows.filter((row) => JSON.stringify(row.ours) !== JSON.stringify(row.systemd));
  expect(different.slice(0, 10), `${different.length} of ${rows.length} differ, seed ${seed}`).toEqual([]);
}

const pieces = [
  '$',
  '$',
  '{',
  '}',
  'A',
  'B',
  'C',
  '_',
  ':',
  '-',
  '=',
  ' ',
  '"',
  '\\',
  '$A',
  `\${A}`,
  `\${B}`,
  `\${`,
  'x',
];
const word = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((list) => list.join(''));

test('2000 raw words and variables', () => {
  const arbitrary = fc.tuple(
    // No `=` right behind a variable's name: `$A=b` finds the variable A when its value begins with `b=`,
    // an accident that newer releases cured.
    fc.array(
      word.filter((text) => !/^\$[A-Za-z_]+=/.test(text)),
      { maxLength: 4 },
    ),
    fc.record({ A: hostileText({ controls: true }), B: word, _: word }, { requiredKeys: [] }),
  );
  const cases = fc.sample(arbitrary, { seed, numRuns: 2000 });
  expectSame(
    cases,
    cases.map(([argv, environment]) => expandVariables(argv, environment)),
  );
});

test('1000 printed arguments and words inside a variable arrive as meant', () => {
  const samples = fc.sample(fc.array(hostileText(), { maxLength: 5 }), { seed, numRuns: 1000 });
  const cases = samples.map((words): Case => {
    const line = words
      .map((text) => quoteExecWord(text, { specifiers: 'keep' }))
      .flatMap((one) => (one.ok ? [one.text] : []));
    const value = words.map(quoteVariableWord).flatMap((one) => (one.ok ? [one.text] : []));
    expect(line.length + value.length).toBe(2 * words.length);
    // The semicolon alone is the one word that the command line reads apart from the splitting.
    const argv = line.flatMap((text) =>
      text === '\\;' ? [';'] : splitWords(text, 'unquote+cunescape').words.map((one) => one.text),
    );
    return [['/bin/x', ...argv, '$WORDS'], { WORDS: value.join(' '), HOME: 'no', xyz: 'no', a: 'no' }];
  });
  expectSame(
    cases,
    samples.map((words) => ['/bin/x', ...words, ...words]),
  );
});
