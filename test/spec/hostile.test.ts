import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/core/diagnostic.ts';
import { loadSpec } from '../../src/spec/load.ts';
import { maxLength } from '../../src/spec/yaml/limits.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { runs } from '../support/runs.ts';
import { vocabulary } from './vocabulary.ts';

function load(text: string, files: Readonly<Record<string, string>> = {}) {
  const all: Readonly<Record<string, string>> = { ...files, 'spec.yaml': text };
  const read = (file: string): string | undefined => (Object.hasOwn(all, file) ? all[file] : undefined);
  return loadSpec({ entry: 'spec.yaml', read }, vocabulary);
}

/** What is wrong with a result: positions outside the text they name, messages that are not for people. */
function flaws(text: string, files: Readonly<Record<string, string>>): string[] {
  const { diagnostics, sources, spec } = load(text, files);
  const found: string[] = [];
  if ((spec === undefined) !== hasErrors(diagnostics)) found.push('a spec with errors, or none without');
  for (const { file, range, message, help, related } of diagnostics) {
    for (const place of [{ file, range }, ...(related ?? [])]) {
      const length = sources.get(place.file ?? '')?.length;
      const { start, end } = place.range ?? { start: 0, end: 0 };
      if (length === undefined || start < 0 || end < start || end > length) {
        found.push(`${message}: ${place.file}:${start}-${end} of ${length}`);
      }
    }
    if (/[\p{Cc}\p{Cs}]|invalid input|undefined|\[object/iu.test(`${message}${help}`)) found.push(message);
  }
  return found;
}

function expectSound(text: string, files: Readonly<Record<string, string>> = {}): void {
  expect(flaws(text, files).slice(0, 5)).toEqual([]);
}

const keys = [
  ...['apiVersion', 'name', 'extends', 'host', 'os', 'release', 'images', 'mirror', 'kubernetes', 'version', 'etcd'],
  ...[
    'hosts',
    'address',
    'roles',
    'components',
    'flags',
    'args',
    'env',
    'unit',
    'Service',
    'mounts',
    'source',
    'ports',
  ],
  ...['<<', '__proto__', 'constructor', '*a', '&a b', '1', 'true', '~', '? x', '"\\n"', 'kube-apiserver', 'pki', 'dir'],
];
const words = [
  ...[
    'debian',
    '1.10',
    '0644',
    '.inf',
    '0x1F',
    '1e400',
    '~',
    '""',
    "'x'",
    '"\\ud800"',
    '*a',
    '&a x',
    '!!int 5',
    '|',
    '>-',
  ],
  ...['/srv/../x', 'quay.io/a:b', '10.0.0.1', '10.0.0.0/8', 'https://u:p@h', '-----BEGIN X-----', '{}', '[]', '{', ']'],
];
const key = fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 6 }));
const word = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', maxLength: 12 }));

const { flow } = fc.letrec<{ flow: string; map: string; list: string }>((tie) => ({
  flow: fc.oneof({ depthSize: 'small', withCrossShrink: true }, word, tie('map'), tie('list')),
  map: fc.array(fc.tuple(key, tie('flow')), { maxLength: 5 }).map((pairs) => {
    return `{ ${pairs.map(([name, value]) => `${name}: ${value}`).join(', ')} }`;
  }),
  list: fc.array(tie('flow'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
}));

const line = fc.tuple(fc.nat(4), fc.constantFrom('', '- '), key, flow).map(([indent, dash, name, value]) => {
  return `${'  '.repeat(indent)}${dash}${name}: ${value}`;
});
const document = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('any text', () => {
  it('is read or refused with a position inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => expectSound(text)),
      runs(20),
    );
  });

  it('that resembles a spec too', () => {
    fc.assert(
      fc.property(document, document, (text, base) => {
        expectSound(text, { 'base.yaml': base });
        expectSound(`extends: ./base.yaml\n${text}`, { 'base.yaml': base });
      }),
      runs(20),
    );
  });

  it('as a value of any field of a sound spec', () => {
    const field = fc.constantFrom('name', 'host', 'images', 'kubernetes', 'pki', 'roles', 'hosts', 'components');
    fc.assert(
      fc.property(field, fc.jsonValue({ maxDepth: 4 }), (name, value) => {
        const sound = { host: { os: 'debian' }, hosts: {} };
        expectSound(JSON.stringify({ ...sound, [name]: value }));
      }),
      runs(20),
    );
  });

  it('as a scalar in a component is kept exactly or refused', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    fc.assert(
      fc.property(text, fc.constantFrom('flags', 'env', 'unit'), (value, where) => {
        const part = where === 'unit' ? { Service: { X: value } } : { x: value };
        const spec = { host: { os: 'debian' }, hosts: {}, components: { etcd: { [where]: part } } };
        const loaded = load(JSON.stringify(spec));
        if (loaded.spec === undefined) expect(loaded.diagnostics.length).toBeGreaterThan(0);
        else expect(loaded.spec).toEqual(spec);
      }),
      runs(20),
    );
  });
});

describe('bombs', () => {
  const many = 5_000;
  const block = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('');
  const bombs: Readonly<Record<string, string>> = {
    'open lists': '['.repeat(many),
    'closed lists': `${'['.repeat(many)}${']'.repeat(many)}`,
    'open maps': '{'.repeat(many),
    'maps in maps': '{a: '.repeat(many),
    'dashes in one line': '- '.repeat(many),
    'dashes and a dedent': `${'- '.repeat(many)}a\nb: 1`,
    'question marks': '? '.repeat(many),
    'indented maps': `${block}b: 1\n`,
    quotes: '"'.repeat(many),
    anchors: '&a '.repeat(many),
    aliases: '*a '.repeat(many),
    tags: '! '.repeat(many),
    documents: '---\n'.repeat(many),
    directives: '%A\n'.repeat(many),
    'closing brackets': ']'.repeat(many),
    'alias chain': `a0: &a0 [x]\n${Array.from({ length: 2000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`,
    'alias doubling': `a0: &a0 [x]\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
    'many unknown keys': Array.from({ length: many }, (_, i) => `k${i}: 1\n`).join(''),
    'one key many times': 'k: 1\n'.repeat(many),
    'a large text': `a: ${'b '.repeat(maxLength)}`,
  };

  it.each(Object.entries(bombs))('%s', (_, text) => {
    const started = cpuTime();
    expectSound(text);
    expect(load(text).spec).toBeUndefined();
    expect(cpuTime() - started).toBeLessThan(10_000);
  });

  it('in a chain of files that never ends', () => {
    let files = 0;
    const read = (): string => {
      files++;
      return 'extends: ./next/base.yaml\n';
    };
    const { diagnostics } = loadSpec({ entry: 'spec.yaml', read }, vocabulary);
    expect(diagnostics.map(({ code }) => code)).toEqual(['UC007']);
    expect(files).toBeLessThan(100);
  });
});
