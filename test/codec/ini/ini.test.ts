import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type IniDialect,
  type IniTree,
  type IniValue,
  iniTree,
  parseIni,
  printIni,
} from '../../../src/codec/ini/index.ts';
import { runs } from '../../support/runs.ts';

const dialects: readonly IniDialect[] = ['dnf', 'gcfg'];

function text(tree: IniTree, dialect: IniDialect): string {
  const result = printIni(tree, dialect);
  if (!result.ok) throw new Error(`${result.path.join('.')} ${result.reason}`);
  return result.text;
}

describe('a repository', () => {
  const repository = iniTree({
    'kubernetes-1.5': {
      name: 'Kubernetes for $releasever - $basearch',
      metalink: 'https://mirrors.lab/metalink?repo=fedora-$releasever&arch=$basearch',
      enabled: 1,
      gpgcheck: true,
      skip_if_unavailable: 'False',
      proxy: '',
    },
    '10': { name: "it's ours: 100% = all", baseurl: 'http://registry.lab/10/' },
  });
  const file = `[10]
name=it's ours: 100% = all
baseurl=http://registry.lab/10/

[kubernetes-1.5]
name=Kubernetes for $releasever - $basearch
metalink=https://mirrors.lab/metalink?repo=fedora-$releasever&arch=$basearch
enabled=1
gpgcheck=true
skip_if_unavailable=False
proxy=
`;
  test('is written as dnf reads it', () => {
    expect(text(repository, 'dnf')).toBe(file);
  });
  test('is read back', () => {
    const parsed = parseIni(file);
    if (!parsed.ok) throw new Error(parsed.reason);
    expect([...(parsed.tree.get('kubernetes-1.5') ?? [])].slice(2)).toEqual([
      ['enabled', '1'],
      ['gpgcheck', 'true'],
      ['skip_if_unavailable', 'False'],
      ['proxy', ''],
    ]);
  });
});

test('a cloud configuration, with a subsection and a key of several values', () => {
  const tree: IniTree = new Map([
    [
      'Global',
      new Map<string, IniValue>([
        ['auth-url', 'https://keystone.lab:5000/v3?a=b'],
        ['node-tags', ['a', 'b']],
      ]),
    ],
    [
      'LoadBalancerClass "my.class"',
      new Map<string, IniValue>([
        ['create-monitor', true],
        ['note', "don't"],
      ]),
    ],
  ]);
  expect(text(tree, 'gcfg')).toBe(`[Global]
auth-url=https://keystone.lab:5000/v3?a=b
node-tags=a
node-tags=b

[LoadBalancerClass "my.class"]
create-monitor=true
note=don't
`);
});

test('no sections are no text', () => {
  expect(printIni(new Map(), 'dnf')).toEqual({ ok: true, text: '' });
});

describe('what a reader would not take as it was meant is refused, with its place', () => {
  const bad: [IniDialect, string, string, IniValue, string][] = [
    ['dnf', 's', 'k', 'a\nb', 'holds a newline'],
    ['dnf', 's', 'k', 'a\0', 'holds a control character'],
    ['dnf', 's', 'k', '\ud800', 'holds half of a surrogate pair, which is no character'],
    ['dnf', 's', 'k', 'a ;b', 'holds `;` or `#`, which begins a comment for some readers'],
    ['gcfg', 's', 'k', '#', 'holds `;` or `#`, which begins a comment for some readers'],
    ['dnf', 's', 'k', ' a', 'begins or ends with a blank, which readers cut off'],
    ['gcfg', 's', 'k', 'a\u00a0', 'begins or ends with a blank, which readers cut off'],
    ['dnf', 's', 'k', '"a"', 'begins or ends with a quote, which dnf keeps as a character'],
    ['gcfg', 's', 'k', 'a "b" c', 'holds a double quote, which is taken away when it is read'],
    ['gcfg', 's', 'k', 'C:\\x', 'holds a backslash, which begins an escape'],
    ['dnf', 's', 'k', 'a\\nb', 'holds a backslash, which some readers take for an escape'],
    ['gcfg', 's', 'k', "'1'", 'would be quoted, escaped or read back as something else'],
    ['dnf', 's', 'k', '[a', 'would be quoted, escaped or read back as something else'],
    ['dnf', 's', 'k', ['a', 'b'], 'is a list, and only one of several lines would count'],
    ['gcfg', 's', 'k', [], 'is an empty list, so it would not be written'],
    ['gcfg', 's', 'constructor', ['a', 'b'], 'would be quoted, escaped or read back as something else'],
    ['dnf', 's', 'k', Number.NaN, 'is no finite number'],
    ['gcfg', 's', '__proto__', 'x', 'is not made of letters, digits and `-` alone'],
    ['dnf', 's', '__proto__', 'x', 'is not made of letters, digits, `_` and `-` alone'],
    ['dnf', 's', 'k[]', 'x', 'is not made of letters, digits, `_` and `-` alone'],
    ['dnf', 's', '', 'x', 'is not made of letters, digits, `_` and `-` alone'],
    ['gcfg', 's', 'a_b', 'x', 'is not made of letters, digits and `-` alone'],
  ];
  test.each(bad)('%s [%s] %s=%j', (dialect, section, key, value, reason) => {
    const tree: IniTree = new Map([[section, new Map([[key, value]])]]);
    expect(printIni(tree, dialect)).toEqual({ ok: false, reason, path: [section, key] });
  });
  test.each([
    ['dnf', 'main', 'has the name of the settings of dnf itself'],
    ['dnf', 'default', 'has the name whose keys yum takes for all sections'],
    ['dnf', 'a b', 'is not made of letters, digits and `-_.:` alone'],
    ['dnf', '', 'is not made of letters, digits and `-_.:` alone'],
    ['dnf', 'a]\n[b', 'holds a newline'],
    ['gcfg', 'a.b', 'is neither a name nor a name with a second one in double quotes'],
    ['gcfg', 'a "b" c', 'is neither a name nor a name with a second one in double quotes'],
    ['gcfg', '__proto__', 'is neither a name nor a name with a second one in double quotes'],
  ] as const)('%s section %j', (dialect, section, reason) => {
    const tree: IniTree = new Map([[section, new Map([['k', 'v']])]]);
    expect(printIni(tree, dialect)).toEqual({ ok: false, reason, path: [section] });
  });
  test('names that a reader takes for one', () => {
    expect(printIni(iniTree({ s: { Key: 1, key: 2 } }), 'dnf')).toMatchObject({ ok: false, path: ['s', 'key'] });
    expect(printIni(iniTree({ Global: { a: 1 }, global: { a: 1 } }), 'gcfg')).toEqual({
      ok: false,
      reason: 'is there twice',
      path: ['global'],
    });
    expect(printIni(iniTree({ A: { a: 1 }, a: { a: 1 } }), 'dnf')).toMatchObject({ ok: true });
    expect(printIni(iniTree({ 'A "x"': { a: 1 }, 'A "X"': { a: 1 } }), 'gcfg')).toMatchObject({ ok: true });
  });
  test('a section without keys', () => {
    expect(printIni(iniTree({ s: {} }), 'gcfg')).toMatchObject({ ok: false, path: ['s'] });
  });
});

test('names of JavaScript’s own properties are ordinary', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  const tree: IniTree = new Map(names.map((name) => [name, new Map(names.map((key) => [key, 'x']))]));
  const parsed = parseIni(text(tree, 'dnf'));
  expect(parsed).toEqual({ ok: true, tree });
  const proto: IniTree = new Map([['__proto__', new Map([['k', 'v']])]]);
  expect(parseIni(text(proto, 'dnf'))).toEqual({ ok: true, tree: proto });
  expect(Object.hasOwn(Object.prototype, 'k')).toBe(false);
});

const characters = fc.constantFrom(...('ab09 -_.:=;#"\'\\[]{}$%\t\n\r,é😀\ue000\u00a0'.match(/./gsu) ?? []));
const hostile = fc.oneof(
  fc.string({ unit: characters, maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('true', 'false', 'null', '{"j":1}', "'1'", '"x', 'a=b', '=', '__proto__', 'rem', '[x]', '$basearch'),
);
const name = fc.oneof(
  { weight: 12, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,5}$/) },
  { weight: 1, arbitrary: hostile },
);
const scalar = fc.oneof(hostile, fc.integer(), fc.boolean(), fc.webUrl({ withQueryParameters: true }));
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 3 }) },
);
const tree = fc
  .array(fc.tuple(name, fc.array(fc.tuple(name, value), { maxLength: 3 })), { maxLength: 3 })
  .map((sections): IniTree => new Map(sections.map(([section, keys]) => [section, new Map(keys)])));

describe.each(dialects)('%s', (dialect) => {
  test('for any tree: what is printed reads back as the same texts, or it is refused with a place in it', () => {
    let written = 0;
    fc.assert(
      fc.property(tree, (sections) => {
        const result = printIni(sections, dialect);
        if (!result.ok) {
          expect(result.path.length).toBeGreaterThan(0);
          const [section = '', key] = result.path;
          expect(key === undefined ? sections.has(section) : sections.get(section)?.has(key)).toBe(true);
          return;
        }
        written += sections.size;
        const parsed = parseIni(result.text);
        if (!parsed.ok) throw new Error(`line ${parsed.line} ${parsed.reason}: ${result.text}`);
        expect(parsed.tree).toEqual(asTexts(sections));
      }),
      runs(300),
    );
    expect(written).toBeGreaterThan(30);
  });
  test('for any value: a plain reader finds it as it was given, or it is refused', () => {
    let written = 0;
    fc.assert(
      fc.property(hostile, (one) => {
        const result = printIni(new Map([['s', new Map([['k', one]])]]), dialect);
        if (!result.ok) return;
        written++;
        expect(result.text).toBe(`[s]\nk=${one}\n`);
      }),
      runs(120),
    );
    expect(written).toBeGreaterThan(50);
  });
});

function asTexts(sections: IniTree): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
  const texts = (given: IniValue) => {
    if (!Array.isArray(given)) return String(given);
    return given.length === 1 ? String(given[0]) : given.map(String);
  };
  return new Map([...sections].map(([section, keys]) => [section, new Map([...keys].map(([k, v]) => [k, texts(v)]))]));
}

describe('reading', () => {
  test('comments, blank lines, blanks around `=`, CRLF, a byte order mark, keys before a section', () => {
    const parsed = parseIni(
      '\uFEFF# c\r\n\r\nID = fedora\r\n; d\r\n[remote "a.b"]\r\nurl=https://h/?a=b\r\ngpg-verify=false\r\n',
    );
    expect(parsed).toEqual({
      ok: true,
      tree: new Map([
        ['', new Map([['ID', 'fedora']])],
        [
          'remote "a.b"',
          new Map([
            ['url', 'https://h/?a=b'],
            ['gpg-verify', 'false'],
          ]),
        ],
      ]),
    });
  });
  test.each([
    ['k="v"', 1, 'has quotes, an escape or a comment behind the value, which readers differ about'],
    ['k=\'{"j":1}\'', 1, 'has quotes, an escape or a comment behind the value, which readers differ about'],
    ['k=v ; c', 1, 'has quotes, an escape or a comment behind the value, which readers differ about'],
    ['k=a\\;b', 1, 'has quotes, an escape or a comment behind the value, which readers differ about'],
    ['[s]\nbare', 2, 'has no `=`'],
    ['=v', 1, 'has no key'],
    ['__proto__=v', 1, 'has the key `__proto__`, which is no setting of any program'],
    ['[s]\nk=v\n  more', 3, 'is indented, which continues the value before it for some readers'],
    ['[s]\nk=v\n[s]\n', 3, 'begins a section that is there already'],
    ['[s', 1, 'is no simple header'],
    ['[a#b]', 1, 'is no simple header'],
    ['k=a\0b', 1, 'holds a control character'],
    ['k=a\rb', 1, 'holds a control character'],
  ])('%j is refused', (file, line, reason) => {
    expect(parseIni(file)).toEqual({ ok: false, line, reason });
  });
  test('any text is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 40 }), (file) => {
        const parsed = parseIni(file);
        if (!parsed.ok) expect(parsed.reason).not.toBe('');
        else for (const keys of parsed.tree.values()) for (const one of keys.values()) expect(one).toBeDefined();
      }),
    );
  });
});
