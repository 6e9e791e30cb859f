import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { effectiveSettings, encodeBytes, parseUnit, readDirectiveTable } from '../../src/codec/unit/index.ts';
import { judgeFor } from '../../src/systemd/judge.ts';

const table = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

function execStart(...lines: string[]) {
  const document = parseUnit(encodeBytes(`[Service]\n${lines.map((line) => `ExecStart=${line}\n`).join('')}`));
  const judge = judgeFor('service', undefined, { n: 'web.service', i: '' });
  const { sections, fatal } = effectiveSettings([document], table, 'service', judge);
  return {
    values:
      sections
        .get('Service')
        ?.get('ExecStart')
        ?.values.map(({ value }) => value) ?? [],
    fatal: fatal.length,
  };
}

test.each([
  ['a command that is dropped counts for nothing', ['/a', '-bin/b'], ['/a'], 0],
  ['the commands in front of it stay', ['/a ; -/b "'], ['/a ; -/b "'], 0],
  ['a program is judged by what its specifiers are', ['/a', '%n/b', '/c'], ['/a'], 1],
  ['of a line that fails the commands in front stay', ['/a ; %n/b ; /c'], ['/a'], 1],
  ['an empty specifier leaves the rest', ['%i/a'], ['%i/a'], 0],
  ['what nobody knows is not judged', ['%H/a'], ['%H/a'], 0],
  ['but for what no specifier can cure', ['/a', '%H\\\\b'], ['/a'], 1],
  ['an unknown specifier fails', ['/a %z'], [], 1],
])('%s', (_title, lines, values, fatal) => {
  expect(execStart(...lines)).toEqual({ values, fatal });
});
