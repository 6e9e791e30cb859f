import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { printYaml, quoteYaml, type YamlValue } from '../../../src/codec/yaml/index.ts';
import { runs } from '../../support/runs.ts';

const map = (entries: Record<string, YamlValue>) => new Map(Object.entries(entries));

function textOf(value: YamlValue): string {
  const printed = printYaml(value);
  return printed.ok ? printed.text : `refused: ${printed.path.join('.')} ${printed.reason}`;
}

describe('printYaml', () => {
  const document = map({
    apiVersion: 'kubeadm.k8s.io/v1beta4',
    etcd: map({ external: map({ endpoints: ['https://10.0.0.11:2379', 'https://[fd00::1]:2379'] }) }),
    apiServer: map({
      extraArgs: [map({ name: 'v', value: '2' }), map({ name: 'audit-log-path', value: '-' })],
      extraVolumes: [],
    }),
    nested: [[1, 2], [], map({})],
    taints: [],
    empty: map({}),
    port: 6443,
    readOnly: true,
  });

  test('block style, a path for each line', () => {
    const printed = printYaml(document);
    if (!printed.ok) throw new Error(printed.reason);
    expect(printed.text).toBe(`apiVersion: kubeadm.k8s.io/v1beta4
etcd:
  external:
    endpoints:
      - https://10.0.0.11:2379
      - "https://[fd00::1]:2379"
apiServer:
  extraArgs:
    - name: v
      value: "2"
    - name: audit-log-path
      value: "-"
  extraVolumes: []
nested:
  - - 1
    - 2
  - []
  - {}
taints: []
empty: {}
port: 6443
readOnly: true
`);
    expect(printed.paths.map((path) => path.join('.'))).toEqual([
      ...['apiVersion', 'etcd', 'etcd.external', 'etcd.external.endpoints'],
      ...['etcd.external.endpoints.0', 'etcd.external.endpoints.1', 'apiServer', 'apiServer.extraArgs'],
      ...['apiServer.extraArgs.0.name', 'apiServer.extraArgs.0.value'],
      ...['apiServer.extraArgs.1.name', 'apiServer.extraArgs.1.value', 'apiServer.extraVolumes', 'nested'],
      ...['nested.0.0', 'nested.0.1', 'nested.1', 'nested.2', 'taints', 'empty', 'port', 'readOnly'],
    ]);
  });

  test('says where a value cannot be written', () => {
    expect(textOf(map({ a: map({ b: ['x', '\ud800'] }) }))).toBe(
      'refused: a.b.1 holds half of a surrogate pair, which is no character',
    );
    for (const number of [1.5, Number.NaN, 1e300])
      expect(textOf(map({ a: number }))).toMatch(/^refused: a is no whole/);
  });
});

describe('quoteYaml', () => {
  test.each([
    ...['yes', 'No', 'on', 'OFF', 'y', 'true', 'null', '~', '', ' ', 'a ', '1', '1.35', '1e3', '0x1F', '0o17', '017'],
    ...['1_000', '12:30:45', '1:30', '2001-01-01', '.5', '.inf', '-', '---', '...', '#', 'a #b', ': ', 'a: b', 'a:'],
    ...['%', '@', '`', '!x', '&x', '*x', '?', '|', '>', '{}', '[]', "'", '"', '\\', '\t', '\n', '\0', '\x7f', '\x85'],
    ...['=', '<<', '\u2028', '\ufeff', '\u00a0', '\u{e0001}', '\u{10ffff}'],
  ])('%j is quoted', (text) => {
    const quoted = quoteYaml(text);
    expect(quoted).toMatchObject({ ok: true, text: expect.stringMatching(/^"/) });
  });

  test.each(['a', '10.0.0.11', '10.96.0.0/12', 'https://10.0.0.11:2379', 'v1.35.0', 'a=b,c=d', '/etc/x', '1.35.0'])(
    '%j is plain',
    (text) => {
      expect(quoteYaml(text)).toEqual({ ok: true, text });
    },
  );

  test('unicode stays readable', () => {
    expect(quoteYaml('é😀')).toEqual({ ok: true, text: '"é😀"' });
  });
});

describe('for any text', () => {
  const scalar = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9a-fnoxyes_:.+~-]{0,8}$/),
  );
  const value = fc.letrec<{ value: YamlValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.integer(),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(scalar, tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
    ),
  })).value;

  function plain(of: YamlValue): unknown {
    if (of instanceof Map) return new Map([...of].map(([key, child]) => [key, plain(child)]));
    return Array.isArray(of) ? of.map(plain) : of;
  }

  test.each(['1.1', '1.2'] as const)('a reader of YAML %s reads the same', (version) => {
    fc.assert(
      fc.property(value, (of) => {
        const printed = printYaml(of);
        if (!printed.ok) return;
        const lines = printed.text.split('\n').length - 1;
        expect(printed.paths).toHaveLength(lines);
        const back: unknown = parse(printed.text, { version, mapAsMap: true, merge: false, logLevel: 'silent' });
        // -0 is 0 in every text.
        expect(JSON.stringify(back, maps)).toEqual(JSON.stringify(plain(of), maps));
      }),
      runs(100),
    );
  });

  function maps(_key: string, of: unknown): unknown {
    return of instanceof Map ? { map: [...of] } : of;
  }
});
