import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  effectiveValues,
  encodeBytes,
  lookupDirective,
  parseUnit,
  readDirectiveTable,
} from '../../src/codec/unit/index.ts';
import { refusalOf, type Values } from '../../src/systemd/refusal/index.ts';
import { refusalCases } from './refusal-cases.ts';

const table = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

function valuesOf(name: string, content: string): Values {
  const type = name.slice(name.lastIndexOf('.') + 1);
  const document = parseUnit(encodeBytes(content));
  return (section, key) => {
    const directive = lookupDirective(table, section, key, type);
    return directive === undefined ? [] : effectiveValues(document, section, key, directive).map(({ value }) => value);
  };
}

test.each(refusalCases)('$name', ({ name, content, key, loadState }) => {
  const refusal = refusalOf([name], valuesOf(name, content));
  expect(refusal && (refusal.keys[0] ?? '')).toBe(key);
  if (refusal === undefined) return;
  expect(refusal.loadState).toBe(loadState ?? 'bad-setting');
  expect(refusal.message).toMatch(/^[a-z`]/);
  expect(refusal.help).not.toBe('');
});
