import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type JsonPath,
  type JsonValue,
  parseJson,
  printJson,
  printJsonWithPaths,
} from '../../../src/codec/json/index.ts';
import { runs } from '../../support/runs.ts';

const json: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
  ),
})).value;

/** What stands at a path of a value. */
function follow(value: JsonValue, path: JsonPath): unknown {
  let here: unknown = value;
  for (const step of path) here = Object.entries(here ?? {}).find(([key]) => key === String(step))?.[1];
  return here;
}

function valueIn(text: string): JsonValue {
  const read = parseJson(text);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

describe('printJson', () => {
  test('two blanks, keys as given, a line end at the end', () => {
    expect(printJson({ b: [1, 'x', []], a: { c: null }, e: {} })).toEqual({
      ok: true,
      text: '{\n  "b": [\n    1,\n    "x",\n    []\n  ],\n  "a": {\n    "c": null\n  },\n  "e": {}\n}\n',
    });
  });

  test.each<[JsonValue, string]>([
    [Number.NaN, 'holds a number that JSON cannot write'],
    [{ a: [Number.POSITIVE_INFINITY] }, 'holds a number that JSON cannot write'],
    [['\ud800'], 'holds half of a surrogate pair, which is no character'],
    [{ '\udc00': 1 }, 'holds half of a surrogate pair, which is no character'],
  ])('%j is refused', (value, reason) => {
    expect(printJson(value)).toEqual({ ok: false, reason });
  });

  test('is what JSON.stringify prints, and reads back', () => {
    fc.assert(
      fc.property(json, (value) => {
        const printed = printJson(value);
        expect(printed).toEqual({ ok: true, text: `${JSON.stringify(value, undefined, 2)}\n` });
        if (printed.ok) expect(valueIn(printed.text)).toEqual(value);
      }),
    );
  });
});

describe('printJsonWithPaths', () => {
  test('a path for each line, the closing bracket with its container', () => {
    const { text, paths } = printJsonWithPaths({ process: { args: ['/usr/bin/etcd', '--name'] }, mounts: [] });
    expect(text.split('\n').map((line, index) => `${line} ⇐ ${JSON.stringify(paths[index])}`)).toEqual([
      '{ ⇐ []',
      '  "process": { ⇐ ["process"]',
      '    "args": [ ⇐ ["process","args"]',
      '      "/usr/bin/etcd", ⇐ ["process","args",0]',
      '      "--name" ⇐ ["process","args",1]',
      '    ] ⇐ ["process","args"]',
      '  }, ⇐ ["process"]',
      '  "mounts": [] ⇐ ["mounts"]',
      '} ⇐ []',
      ' ⇐ undefined',
    ]);
  });

  test('every line has the path of what it shows', () => {
    fc.assert(
      fc.property(json, (value) => {
        const { text, paths } = printJsonWithPaths(value);
        const lines = text.split('\n').slice(0, -1);
        expect(paths).toHaveLength(lines.length);
        for (const [index, line] of lines.entries()) {
          const path = paths[index] ?? [];
          const found = follow(value, path);
          const shown = line.slice(2 * path.length).replace(/,$/, '');
          const last = path.at(-1);
          const label = typeof last === 'string' ? `${JSON.stringify(last)}: ` : '';
          const starts = [`${label}${JSON.stringify(found)}`, `${label}{`, `${label}[`, '}', ']'];
          expect(starts).toContain(shown);
        }
      }),
    );
  });
});

describe('parseJson', () => {
  test.each<[string, JsonValue]>([
    ['null', null],
    [' \t\r\n[1, -0.5e+3]\n', [1, -500]],
    ['"\\u00e9\\n\\/"', 'é\n/'],
    ['{"a":1,"a":2}', { a: 2 }],
    ['{"b":{},"a":[]}', { b: {}, a: [] }],
  ])('%j', (text, value) => {
    expect(valueIn(text)).toEqual(value);
  });

  test('where each value begins', () => {
    const read = parseJson('{"a": [1, {"b": 2}],\n "c": 3, "c": 4}');
    expect(read.ok && [...read.offsets]).toEqual([
      ['["a"]', 1],
      ['["a",0]', 7],
      ['["a",1]', 10],
      ['["a",1,"b"]', 11],
      ['["c"]', 30],
    ]);
  });

  test('a key named __proto__ is a key', () => {
    const parsed = parseJson('{"__proto__": {"x": 1}}');
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(Object.entries(parsed.value ?? {})).toEqual([['__proto__', { x: 1 }]]);
  });

  test.each<[string, number, string]>([
    ['', 0, 'ends where a value is expected'],
    ['[1,', 3, 'ends where a value is expected'],
    ['[1,]', 3, 'has no value here'],
    ['{"a" 1}', 5, 'has no `:` behind a key'],
    ['{a: 1}', 1, 'has no key in double quotes here'],
    ['{"a":1,}', 7, 'has no key in double quotes here'],
    ['{"a":1 "b":2}', 7, 'has neither `,` nor `}` here'],
    ['[1 2]', 3, 'has neither `,` nor `]` here'],
    ['[] x', 3, 'goes on behind its value'],
    ['01', 1, 'goes on behind its value'],
    ['"a', 0, 'has a string that is not closed or holds what must be escaped'],
    ['"a\tb"', 0, 'has a string that is not closed or holds what must be escaped'],
    ['"\\x41"', 0, 'has a string that is not closed or holds what must be escaped'],
    ['// c\n1', 0, 'has no value here'],
    ['\ufeff1', 0, 'has no value here'],
    ['['.repeat(100_000), 513, 'is nested deeper than 512 levels'],
  ])('%.20j fails', (text, offset, reason) => {
    expect(parseJson(text)).toEqual({ ok: false, offset, reason });
  });

  test('accepts exactly what JSON.parse accepts', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '-',
      '.',
      'e',
      '0',
      ' ',
      'true',
      'nul',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('');
        let expected: unknown;
        try {
          expected = expect.objectContaining({ ok: true, value: JSON.parse(text) });
        } catch {
          expected = expect.objectContaining({ ok: false });
        }
        expect(parseJson(text)).toEqual(expected);
      }),
      runs(200),
    );
  });

  test('a huge string is read', () => {
    const text = JSON.stringify('x'.repeat(3_000_000));
    expect(parseJson(text).ok).toBe(true);
  });
});
