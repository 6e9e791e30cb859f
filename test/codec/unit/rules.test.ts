/** Our codec against the rules; test/oracle/codec-unit.test.ts holds systemd to the same rows. */
import { describe, expect, test } from 'vitest';
import { interpret } from './interpret.ts';
import { allRules, expectedOf } from './rules.ts';

const table = { n: 'demo.service', N: 'demo', p: 'demo', i: '' };

describe('rules of unit files', () => {
  test.each(allRules)('$rule', (rule) => {
    const meaning = interpret([rule.file, ...(rule.dropIns ?? [])], 'demo.service', table);
    expect(meaning).toMatchObject(expectedOf(rule, 'demo'));
  });

  test('every row is there once', () => {
    expect(new Set(allRules.map((rule) => rule.rule)).size).toBe(allRules.length);
    expect(allRules.length).toBeGreaterThan(120);
  });
});
