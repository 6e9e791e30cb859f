/** The string-template codec against Python itself (Debian: python3), whose library atomic uses. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeTemplate, substitute, templateNames } from '../../src/codec/string-template/index.ts';

const seed = 20_261_122;

/**
 * For each [template, values]: {text} or {missing} or {invalid: true} from substitute(), and with it the
 * names and the offset of the first invalid `$` by the library's own pattern, in code points.
 */
const program = `
import json, string, sys
def answer(template, values):
    names, invalid = [], None
    for match in string.Template.pattern.finditer(template):
        if match.group('invalid') is not None:
            invalid = match.start()
            break
        name = match.group('named') or match.group('braced')
        if name is not None and name not in names:
            names.append(name)
    result = {'names': names, 'at': invalid}
    try:
        result['text'] = string.Template(template).substitute(values)
    except KeyError as error:
        result['missing'] = error.args[0]
    except ValueError:
        result['invalid'] = True
    return result
json.dump([answer(*case) for case in json.load(sys.stdin)], sys.stdout)
`;

type Case = readonly [template: string, values: Readonly<Record<string, string>>];

function python(cases: readonly Case[]): unknown[] {
  const result = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: '/usr/bin:/bin', PYTHONIOENCODING: 'utf-8' },
  });
  if (result.error !== undefined) throw new Error(`python3: ${result.error.message}: install the package python3`);
  if (result.status !== 0) throw new Error(result.stderr);
  const answers: unknown = JSON.parse(result.stdout);
  if (!Array.isArray(answers)) throw new Error('python3 gave no list');
  return answers;
}

const points = (template: string, offset: number): number => [...template.slice(0, offset)].length;

/** What our codec says of a case, in Python's words. */
function ours([template, values]: Case) {
  const found = templateNames(template);
  const result = substitute(template, values);
  return {
    at: found.ok ? null : points(template, found.offset),
    ...(found.ok && { names: found.names }),
    ...(result.ok && { text: result.text }),
    ...(!result.ok && (result.kind === 'missing' ? { missing: result.name } : { invalid: true })),
  };
}

const piece = fc.oneof(
  fc.constantFrom(
    '$',
    '$$',
    '{',
    '}',
    '$NAME',
    '${' + 'NAME}',
    '$A',
    '$_9',
    '${' + 'NAME',
    '$1',
    '$(x)',
    '${' + 'V:-x}',
  ),
  fc.constantFrom(
    '$naïve',
    '$ſ',
    '${' + 'ſ}',
    '$K',
    '$ı',
    '$A\u0300',
    '\n',
    '\r\n',
    '\u2028',
    '\0',
    '"',
    '\\',
    '😀',
    ' ',
  ),
  fc.string({ maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 2 }),
);
const template = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
/** Templates that more often come to an end. */
const good = fc
  .array(fc.constantFrom('$NAME', '${' + 'A}', '$$', 'x', '}', '\n', '😀', '$_9 '), { maxLength: 10 })
  .map((pieces) => pieces.join(''));
const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('$A', '$$', '$&', '"', '\n', ''));
const values = fc.record({ NAME: value, A: value, _9: value, na: value }, { requiredKeys: [] });

test('substitution, names and mistakes are Python’s', () => {
  const cases: Case[] = [
    ...fc.sample(fc.tuple(template, values), { numRuns: 600, seed }),
    ...fc.sample(fc.tuple(good, values), { numRuns: 400, seed }),
  ];
  const answers = python(cases);
  const kinds = { text: 0, missing: 0, invalid: 0 };
  for (const [index, one] of cases.entries()) {
    const mine = ours(one);
    // Names behind an invalid `$` are of no use to anybody: Python refuses the whole.
    expect(answers[index], JSON.stringify(one)).toMatchObject(mine);
    if ('text' in mine) kinds.text++;
    else if ('missing' in mine) kinds.missing++;
    else kinds.invalid++;
  }
  expect(Math.min(kinds.text, kinds.missing, kinds.invalid), JSON.stringify(kinds)).toBeGreaterThan(100);
});

test('an escaped text comes out of Python as it was', () => {
  const texts = fc.sample(fc.oneof(template, fc.string({ unit: 'binary' })), { numRuns: 500, seed });
  const answers = python(texts.map((text): Case => [escapeTemplate(text), {}]));
  expect(answers).toEqual(texts.map((text) => ({ names: [], at: null, text })));
});
