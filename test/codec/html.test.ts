import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeRefusal, escapeHtml, jsonInScript } from '../../src/codec/html/index.ts';

test('text', () => {
  expect(escapeHtml(`<a href="x">&'\0\u0085\ud800\n`)).toBe(
    '&lt;a href=&quot;x&quot;&gt;&amp;&#39;\uFFFD\uFFFD\uFFFD\n',
  );
});

test('data in a script element ends nothing, and is what it was', () => {
  expect(jsonInScript('</script><!--')).toBe('"\\u003c/script\\u003e\\u003c!--"');
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
      const json = jsonInScript([value, text]);
      expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify([value, text]));
    }),
  );
});

test('code that would end its element is refused', () => {
  expect(codeRefusal('a < b')).toBeUndefined();
  expect(codeRefusal("'</SCRIPT>'")).toBe('holds what ends its element');
  expect(codeRefusal('/* </style */')).toBe('holds what ends its element');
  expect(codeRefusal("'<!--'")).toBe('holds what ends its element');
});
