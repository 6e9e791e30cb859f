/** `unitc/lint` as another program uses it. */
import { expect, test } from 'vitest';
import { loadBundle } from '../../src/edge/bundle.ts';
import { levelledCode, lint, reporters } from '../../src/lint.ts';

const { data } = loadBundle();
const bytes = new TextEncoder().encode('[Service]\nExecStart=/bin/true\nKillMode=none\n');
const entries = new Map([['a.service', { type: 'file', read: () => bytes } as const]]);

test('lints entries, and every reporter prints what it finds', () => {
  const { diagnostics, sources, count } = lint([{ prefix: 'units/', entries }], { data });
  expect(count).toBe(1);
  expect(diagnostics).toMatchObject([{ code: 'UC331', severity: 'warning', file: 'units/a.service' }]);
  for (const reporter of Object.values(reporters)) {
    expect(reporter(diagnostics, sources, { color: false })).toContain('units/a.service');
  }
});

test('levels are of warnings', () => {
  const levels = new Map([['UC331', 'error']] as const);
  expect(lint([{ prefix: '', entries }], { data, levels }).diagnostics[0]?.severity).toBe('error');
  expect(lint([{ prefix: '', entries }], { data, levels: new Map([['UC331', 'off']] as const) }).diagnostics).toEqual(
    [],
  );
  expect(levelledCode('kill-mode-none')).toEqual({ ok: true, code: 'UC331' });
  expect(levelledCode('UC300')).toEqual({ ok: false, reason: 'is an error, whose level is fixed' });
  expect(levelledCode('x')).toEqual({ ok: false, reason: 'is no code' });
});
