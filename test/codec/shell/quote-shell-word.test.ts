import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteShellWord } from '../../../src/codec/shell/index.ts';

describe('quoteShellWord', () => {
  test.each([
    ['etcd', 'etcd'],
    ['/usr/bin/etcd', '/usr/bin/etcd'],
    ['--name=master-1', '--name=master-1'],
    ['registry:5000/a@sha256', 'registry:5000/a@sha256'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$HOME `id` "x"', '\'$HOME `id` "x"\''],
    ['a\nb', "'a\nb'"],
    ['*', "'*'"],
    ['~root', "'~root'"],
    ['{a,b}', "'{a,b}'"],
    ['100%', "'100%'"],
    ['ünï', "'ünï'"],
  ])('%j is %s', (text, expected) => {
    expect(quoteShellWord(text)).toEqual({ ok: true, text: expected });
  });

  test.each(['A=1', 'PATH+=x', '=ls', 'if', 'done', 'time'])('%s would mean something as the first word', (text) => {
    expect(quoteShellWord(text)).toEqual({ ok: true, text: `'${text}'` });
  });

  test('a NUL character has no place in a script', () => {
    expect(quoteShellWord('a\0b')).toEqual({ ok: false, reason: 'holds a NUL character' });
  });

  test('half of a surrogate pair is refused', () => {
    expect(quoteShellWord('a\ud800')).toEqual({
      ok: false,
      reason: 'holds half of a surrogate pair, which is no character',
    });
  });

  test('a bare word has only characters that no shell looks at', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printed = quoteShellWord(text);
        if (!printed.ok) expect(text).toContain('\0');
        else if (!printed.text.startsWith("'")) expect(printed.text).toMatch(/^[A-Za-z0-9_@+=:,./-]+$/);
      }),
    );
  });
});
