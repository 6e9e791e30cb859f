import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  checkValue,
  lookupDirective,
  readDirectiveTable,
  type ValueProblem,
} from '../../../../src/codec/unit/index.ts';

const json: unknown = JSON.parse(readFileSync('data/directives.json', 'utf8'));
const table = readDirectiveTable(json);

function check(section: string, key: string, value: string, systemd = 252): readonly ValueProblem[] {
  const unitType = section === 'Unit' ? 'service' : section.toLowerCase();
  const directive = lookupDirective(table, section, key, unitType);
  if (directive === undefined) throw new Error(`${section}.${key} is no directive`);
  return checkValue(directive, value, { unitType, systemd });
}

describe('values', () => {
  test('a problem says what is wrong, where, and what to write', () => {
    expect(check('Service', 'RemainAfterExit', 'yep')).toEqual([
      { effect: 'ignored', message: '`yep` is not a boolean', help: 'write `yes` or `no`', start: 0, end: 3 },
    ]);
    expect(check('Service', 'RemainAfterExit', 'On')).toEqual([]);
  });

  test('an empty value is judged by the directive', () => {
    expect(check('Service', 'RemainAfterExit', '').map(({ effect }) => effect)).toEqual(['ignored']);
    expect(check('Service', 'DynamicUser', '').map(({ effect }) => effect)).toEqual(['fatal']);
    expect(check('Service', 'ExecStart', '')).toEqual([]);
  });
});
