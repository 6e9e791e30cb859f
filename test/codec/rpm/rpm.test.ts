import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  quoteSpecDependency,
  quoteSpecName,
  quoteSpecPath,
  quoteSpecText,
  quoteSpecUnit,
  quoteSpecVersion,
} from '../../../src/codec/rpm/index.ts';

const text = (printed: ReturnType<typeof quoteSpecText>) => (printed.ok ? printed.text : undefined);

describe('a line of text', () => {
  it('has nothing left for RPM to expand', () => {
    expect(text(quoteSpecText('50% of %{name} %(id) # "quotes"'))).toBe('50%% of %%{name} %%(id) # "quotes"');
  });

  it('is one line, whatever it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const quoted = quoteSpecText(value);
        if (!quoted.ok) return;
        expect(quoted.text).not.toMatch(/[\n\r]|(?<!%)(%%)*%(?!%)/);
        expect(quoted.text.replaceAll('%%', '%')).toBe(value);
      }),
    );
  });

  it.each(['', ' a', 'a ', 'a\nb', 'a\tb', 'a\\', '\ud800'])('is not %j', (value) => {
    expect(quoteSpecText(value).ok).toBe(false);
  });
});

it.each([
  [
    quoteSpecPath,
    ['/etc/etcd.conf', '/usr/lib/systemd/system/a@.service'],
    ['etc/a', '/a b', '/a*', '/a%{b}', '/a"', '/{a,b}', '/'],
  ],
  [quoteSpecName, ['unitc-lab', '0ad', 'a+b_c.d'], ['-a', 'a b', 'a%', '', 'a(b)']],
  [quoteSpecVersion, ['1.0', '1.0~rc1^2', 'a'], ['1-0', '1 0', '', '%{x}', '.1']],
  [
    quoteSpecDependency,
    ['etcd', '/usr/bin/runc', 'a = 1-2', 'a >= 1'],
    ['a b', 'a = ', 'a = 1-2-3', 'a = 1 b', 'a, b', 'a = %x', '(a or b)'],
  ],
  [quoteSpecUnit, ['etcd.service', 'a-b@c.timer'], ['a b', '$(id)', 'a;b', 'a\\x2db.mount', '', '`id`']],
] as const)('%o takes what RPM reads as it stands, and nothing else', (quote, good, bad) => {
  for (const value of good) expect(quote(value), value).toEqual({ ok: true, text: value });
  for (const value of bad) expect(quote(value).ok, value).toBe(false);
});
