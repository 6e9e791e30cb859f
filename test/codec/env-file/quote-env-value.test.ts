import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  effectiveEnvironment,
  envAssignment,
  parseEnvFile,
  quoteDockerEnvValue,
  quoteEnvValue,
} from '../../../src/codec/env-file/index.ts';
import { runs } from '../../support/runs.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('quoteEnvValue', () => {
  test.each([
    ['', '""'],
    ['a b', '"a b"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['C:\\srv', '"C:\\\\srv"'],
    ['`id` $HOME', '"\\`id\\` \\$HOME"'],
    ["it's # fine; \t%i", '"it\'s # fine; \t%i"'],
  ])('%j is %s', (text, expected) => {
    expect(quoteEnvValue(text)).toEqual({ ok: true, text: expected });
  });

  test.each([
    ['a\nb', 'holds a newline'],
    ['a\0b', 'holds a NUL character'],
    ['a\rb', 'holds a control character, for which systemd drops the variable'],
    ['\x7f', 'holds a control character, for which systemd drops the variable'],
    ['\udc00', 'holds half of a surrogate pair, which is no character'],
    ['\ufffe', 'holds a code point that Unicode reserves as no character'],
    ['\u{1ffff}', 'holds a code point that Unicode reserves as no character'],
  ])('%j is refused', (text, reason) => {
    expect(quoteEnvValue(text)).toEqual({ ok: false, reason });
  });

  test.each(['219', '241', '252', undefined])('reads back as the value under systemd %s', (systemd) => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (first, second) => {
        for (const value of [first, second]) {
          const line = envAssignment('A', value);
          if (!line.ok) continue;
          const text = `B=1\n${line.text}\nC=2\n`;
          const document = parseEnvFile(bytes(text), systemd === undefined ? {} : { systemd });
          expect(document.problems).toEqual([]);
          expect(Object.fromEntries(effectiveEnvironment([document]))).toEqual({ A: value, B: '1', C: '2' });
        }
      }),
      runs(50),
    );
  });

  test('every text without control characters and noncharacters has a form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(quoteEnvValue(value).ok).toBe(!/[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(value.replaceAll('\t', '')));
      }),
    );
  });
});

describe('envAssignment', () => {
  test('one line without its end', () => {
    expect(envAssignment('ETCD_NAME', 'a b')).toEqual({ ok: true, text: 'ETCD_NAME="a b"' });
  });

  test.each(['', '1A', 'A-B', 'A B', 'A=', 'é', 'A\n'])('%j is not a name', (name) => {
    expect(envAssignment(name, 'x')).toEqual({
      ok: false,
      reason: `is for \`${name}\`, which is not the name of a variable`,
    });
  });

  test('what the value is refused for', () => {
    expect(envAssignment('A', 'x\ny')).toEqual({ ok: false, reason: 'holds a newline' });
  });
});

describe('quoteDockerEnvValue', () => {
  test.each(['', ' both ends ', '"quoted"', '$HOME\\', '# no comment', 'a=b', 'ünï', 'a\rb'])('%j stays', (text) => {
    expect(quoteDockerEnvValue(text)).toEqual({ ok: true, text });
  });

  test.each([
    ['a\nb', 'holds a newline'],
    ['\0', 'holds a NUL character'],
    ['a\r', 'ends in a carriage return, which docker removes'],
    ['\ud800', 'holds half of a surrogate pair, which is no character'],
    ['é'.repeat(32_501), 'is longer than 65000 bytes, and docker reads lines of at most 64 KiB'],
  ])('%j is refused', (text, reason) => {
    expect(quoteDockerEnvValue(text)).toEqual({ ok: false, reason });
  });
});
