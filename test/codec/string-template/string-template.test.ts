import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeTemplate, substitute, templateNames } from '../../../src/codec/string-template/index.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'$${}_aB9- \n"\\é') }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('$', '$$', '$&', "$'", '$`', '$1', '$<x>', '${' + 'A}', '__proto__'),
);

test('an escaped text becomes itself again, whatever the values', () => {
  fc.assert(
    fc.property(text, (written) => {
      const template = escapeTemplate(written);
      expect(substitute(template, {})).toEqual({ ok: true, text: written });
      expect(templateNames(template)).toEqual({ ok: true, names: [] });
    }),
  );
});

test('values are inserted as they are and not read again', () => {
  fc.assert(
    fc.property(text, text, (before, value) => {
      const template = `${escapeTemplate(before)}\${A}$A`;
      expect(substitute(template, { A: value })).toEqual({ ok: true, text: before + value + value });
    }),
  );
});

test('exactly the names of a template are needed', () => {
  fc.assert(
    fc.property(text, (template) => {
      const found = templateNames(template);
      if (!found.ok) {
        expect(template[found.offset]).toBe('$');
        expect(substitute(template, {}).ok).toBe(false);
        return;
      }
      const values = Object.fromEntries(found.names.map((name) => [name, '']));
      expect(substitute(template, values).ok).toBe(true);
      const [first] = found.names;
      if (first !== undefined) expect(substitute(template, {})).toMatchObject({ kind: 'missing', name: first });
    }),
  );
});

describe('names', () => {
  test.each([
    ['[Unit]\nDescription=$NAME ${' + 'NAME}ctl $DESTDIR $$MAINPID %n', ['NAME', 'DESTDIR']],
    ['$NAMEctl $_ $name', ['NAMEctl', '_', 'name']],
    ['$naïve', ['na']],
    ['$$$$ $$$X', ['X']],
    ['no placeholder', []],
  ])('%s', (template, names) => {
    expect(templateNames(template)).toEqual({ ok: true, names });
  });
});

describe('placeholders that Python refuses', () => {
  test.each([
    ['a $1', 2],
    ['$(cmd)', 0],
    ['$@', 0],
    ['x${' + 'V:-x}', 1],
    ['end $', 4],
    ['$$$', 2],
    ['${' + '}', 0],
    ['${' + ' A}', 0],
    ['$\n', 0],
    ['😀$é', 2],
  ])('%s', (template, offset) => {
    expect(templateNames(template)).toEqual({ ok: false, offset });
    expect(substitute(template, {})).toEqual({ ok: false, kind: 'invalid', offset });
  });
  test('the first mistake from the left is told', () => {
    expect(substitute('$A $1', {})).toEqual({ ok: false, kind: 'missing', name: 'A', offset: 0 });
    expect(substitute('$1 $A', {})).toEqual({ ok: false, kind: 'invalid', offset: 0 });
    expect(substitute('$A $1', { A: 'x' })).toEqual({ ok: false, kind: 'invalid', offset: 3 });
  });
});

test('names of JavaScript’s own properties are names without values', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(substitute(`$${name}`, {})).toMatchObject({ ok: false, kind: 'missing', name });
    expect(substitute(`$${name}`, Object.fromEntries([[name, 'x']]))).toEqual({ ok: true, text: 'x' });
  }
});
