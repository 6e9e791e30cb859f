/** Python's YAML reader, of YAML 1.1, reads what the codec printed. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printYaml, type YamlValue } from '../../src/codec/yaml/index.ts';

const program = 'import json, sys, yaml; print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)]))';

function read(texts: readonly string[]): unknown {
  try {
    const output = execFileSync('python3', ['-c', program], { input: JSON.stringify(texts), encoding: 'utf8' });
    return JSON.parse(output);
  } catch (problem) {
    throw new Error('install python3-yaml', { cause: problem });
  }
}

const words = ['yes', 'No', 'on', 'y', 'true', 'null', '~', '', ' ', 'a ', '1', '1e3', '1.5e3', '0x1F', '0o17', '017'];
const odd = ['1_000', '12:30:45', '1:30', '2001-01-01', '.5', '.inf', '.nan', '-', '---', '#', 'a #b', ': ', 'a: b'];
const special = [
  '=',
  '<<',
  '%',
  '@',
  '`',
  '!x',
  '&x',
  '*x',
  '?',
  '|',
  "'",
  '"',
  '\\',
  '\t',
  '\n',
  '\0',
  '\x7f',
  '\x85',
];
const unicode = [
  'é😀',
  '\u2028',
  '\ufeff',
  '\u00a0',
  '\u{e0001}',
  '\u{10ffff}',
  '10.0.0.11:6443',
  'https://[fd00::1]:1',
];

test('every text arrives, as a value, a key and an item', () => {
  const random = fc.sample(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 20 })), {
    numRuns: 400,
    seed: 7,
  });
  const texts = [...words, ...odd, ...special, ...unicode, ...random];
  const printed = texts.flatMap((text) => {
    const value: YamlValue = new Map<string, YamlValue>([
      ['value', text],
      ['items', [text, new Map([['name', text]])]],
      [`key ${text}`, true],
    ]);
    const one = printYaml(value);
    return one.ok ? [{ text, printed: one.text }] : [];
  });
  expect(printed.length).toBeGreaterThan(300);
  const back = read(printed.map((one) => one.printed));
  expect(back).toEqual(
    printed.map(({ text }) => ({ value: text, items: [text, { name: text }], [`key ${text}`]: true })),
  );
});
