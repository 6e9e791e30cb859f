import { expect, it } from 'vitest';
import { escapeData, escapeProperty } from '../../../src/codec/workflow-command/index.ts';

it('data and properties stay in one line, and properties in their place', () => {
  expect(escapeData('50%: a,b\r\n::error::c')).toBe('50%25: a,b%0D%0A::error::c');
  expect(escapeProperty('50%: a,b\r\n::error::c')).toBe('50%25%3A a%2Cb%0D%0A%3A%3Aerror%3A%3Ac');
});
