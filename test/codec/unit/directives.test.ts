import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  effectiveValues,
  encodeBytes,
  lookupDirective,
  parseUnit,
  readDirectiveTable,
} from '../../../src/codec/unit/index.ts';

const json: unknown = JSON.parse(readFileSync('data/directives.json', 'utf8'));
const table = readDirectiveTable(json);

describe('the table of directives', () => {
  test('a row', () => {
    expect(lookupDirective(table, 'Service', 'ExecStart', 'service')).toEqual({
      name: 'ExecStart',
      sections: ['Service'],
      type: 'commandLine',
      parser: 'exec',
      list: true,
      empty: 'reset',
      quoting: 'unquote+cunescape',
      specifiers: 'full',
      fatal: true,
      since: 33,
      deprecated: false,
    });
    expect(lookupDirective(table, 'Service', 'Type', 'service')?.valueSince).toEqual({
      exec: 240,
      'notify-reload': 253,
    });
    expect(lookupDirective(table, 'Service', 'Sockets', 'service')?.quoting).toBe('none');
    expect(lookupDirective(table, 'Service', 'StartLimitInterval', 'service')?.since).toBe(42);
  });

  test('by section and unit type', () => {
    expect(lookupDirective(table, 'Unit', 'After', 'timer')?.empty).toBe('noop');
    expect(lookupDirective(table, 'Service', 'ExecStart', 'timer')).toBeUndefined();
    expect(lookupDirective(table, 'Unit', 'ExecStart', 'service')).toBeUndefined();
    expect(lookupDirective(table, 'Unit', 'after', 'service')).toBeUndefined();
    expect(lookupDirective(table, 'Unit', 'After', 'constructor')).toBeUndefined();
    expect(lookupDirective(table, 'Socket', 'Environment', 'socket')).toBe(
      lookupDirective(table, 'Service', 'Environment', 'service'),
    );
  });

  test('a broken table is refused', () => {
    const row = { name: 'A', sections: ['S'], type: 't', parser: 'p', empty: 'reset', since: 1 };
    const tableOf = (change: object) => ({
      sectionsByUnitType: { service: ['S'] },
      directives: [{ ...row, ...change }],
    });
    expect(readDirectiveTable(tableOf({})).bySection.get('S')?.get('A')?.name).toBe('A');
    expect(() => readDirectiveTable(null)).toThrow(TypeError);
    expect(() => readDirectiveTable({ sectionsByUnitType: { service: [1] }, directives: [] })).toThrow(TypeError);
    for (const change of [
      { name: 1 },
      { sections: 'S' },
      { empty: 'x' },
      { since: '1' },
      { type: 0 },
      { parser: 0 },
      { emptySince: 'x' },
      { values: [1] },
      { deprecatedValues: { a: 1 } },
      { quoting: 'x' },
      { specifiers: 'x' },
      { removed: 'x' },
      { replacedBy: 1 },
      { valueSince: { a: 'b' } },
    ]) {
      expect(() => readDirectiveTable(tableOf(change)), JSON.stringify(change)).toThrow(TypeError);
    }
  });
});

describe('effective values', () => {
  const list = { list: true, empty: 'reset' } as const;
  const noop = { list: true, empty: 'noop' } as const;
  const scalar = { list: false, empty: 'reset' } as const;
  const rejected = { list: false, empty: 'invalid' } as const;
  const files = (...texts: string[]) => texts.map((text) => parseUnit(encodeBytes(text)));

  test.each([
    ['a list', list, ['2', '3']],
    ['a list that cannot be cleared', noop, ['1', '2', '3']],
    ['a scalar', scalar, ['3']],
    ['a scalar that refuses to be empty', rejected, ['3']],
  ] as const)('%s', (_title, directive, expected) => {
    const documents = files('[S]\nK=1\n[T]\nK=x\n', '[S]\nK=\nK=2\nL=y\n', '[S]\nK=3\n');
    expect(effectiveValues(documents, 'S', 'K', directive).map((entry) => entry.value)).toEqual(expected);
  });

  test.each([
    [list, []],
    [noop, ['1']],
    [scalar, []],
    [rejected, ['1']],
  ] as const)('an empty assignment at the end: %j', (directive, expected) => {
    expect(effectiveValues(files('[S]\nK=1\n', '[S]\nK=\n'), 'S', 'K', directive).map((entry) => entry.value)).toEqual(
      expected,
    );
  });

  test('where it stands', () => {
    const [entry] = effectiveValues(files('[S]\nK=1\n', '[S]\n\nK=2\n'), 'S', 'K', scalar);
    expect(entry?.document).toBe(1);
    expect(entry?.assignment.keyAt).toEqual({ line: 3, column: 1 });
    expect(effectiveValues(parseUnit(encodeBytes('[S]\nK=1\n')), 'S', 'K', scalar)[0]?.document).toBe(0);
  });

  test.each([
    ['Unit', 'ConditionPathExists', 'ConditionHost', true],
    ['Unit', 'ConditionPathExists', 'AssertHost', false],
    ['Unit', 'AssertPathExists', 'AssertHost', true],
    ['Socket', 'ListenStream', 'ListenFIFO', true],
    ['Timer', 'OnCalendar', 'OnBootSec', true],
    ['Timer', 'OnCalendar', 'OnClockChange', false],
    ['Path', 'PathExists', 'DirectoryNotEmpty', true],
    ['Path', 'PathExists', 'Unit', false],
    ['Service', 'ExecStart', 'ExecStop', false],
  ])('[%s] %s= and an empty %s=', (section, key, other, cleared) => {
    const documents = files(`[${section}]\n${key}=1\n`, `[${section}]\n${other}=\n${key}=2\n`);
    expect(effectiveValues(documents, section, key, list).map((entry) => entry.value)).toEqual(
      cleared ? ['2'] : ['1', '2'],
    );
  });
});
