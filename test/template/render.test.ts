import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import { byDefault, fromSpec, sourced } from '../../src/core/provenance.ts';
import { checkTemplate } from '../../src/template/check.ts';
import type { TemplateKind } from '../../src/template/filters.ts';
import { render } from '../../src/template/render.ts';
import type { View } from '../../src/template/view.ts';

const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

function run(text: string, view: View, kind: TemplateKind = 'unit', more: Record<string, string> = {}) {
  const bundle = { templates: { main: text, ...more }, data: {} };
  const partials = Object.fromEntries(Object.keys(more).map((name) => [name, name]));
  return render({ bundle, template: 'main', kind, view, partials, directives });
}

const value = (text: string) => sourced(text, fromSpec('a', text));

describe('values', () => {
  test('a word is quoted for systemd: blanks, percent, dollar', () => {
    expect(run('[Service]\nExecStart=/bin/a {{ x | word }}\n', { x: value('a b%$c') }).text).toBe(
      '[Service]\nExecStart=/bin/a "a b%%$$c"\n',
    );
  });
  test('a variable reference stays one', () => {
    const view = { x: sourced({ variable: 'KUBE_ARGS' }, byDefault('test')) };
    expect(run('[Service]\nExecStart=/bin/a {{ x | word }}\n', view).text).toBe(
      '[Service]\nExecStart=/bin/a $KUBE_ARGS\n',
    );
  });
  test('a value follows its key: percent is doubled only where specifiers expand', () => {
    const text =
      '[Unit]\nDescription={{ x | value }}\n[Service]\nSyslogIdentifier={{ x | value }}\nCPUQuota={{ y | value }}\n';
    expect(run(text, { x: value('50%'), y: value('50%') }).text).toBe(
      '[Unit]\nDescription=50%%\n[Service]\nSyslogIdentifier=50%%\nCPUQuota=50%\n',
    );
  });
  test('the key is known over continued lines', () => {
    expect(run('[Service]\nExecStart=/bin/a \\\n  {{ x | word }}\n', { x: value('$') }).text).toContain('$$');
  });
  test('words of a variable pass two syntaxes', () => {
    const words = { name: value('ARGS'), words: sourced(['--a=b c', '', 'q"'], byDefault('test')) };
    expect(run('{{ name | name }}={{ words | splitword | env }}\n', words, 'env-file').text).toMatch(/^ARGS="/);
  });
});

describe('refusals are the user’s, with the place and the source', () => {
  test('a newline in a word of an env file', () => {
    const { refusals } = run('A={{ x | env }}\n', { x: value('a\nb') }, 'env-file');
    expect(refusals).toEqual([
      { reason: expect.stringContaining('newline'), template: 'main', line: 1, from: [fromSpec('a', 'a\nb')] },
    ]);
  });
  test('raw settings of `unit:` stay one assignment', () => {
    for (const text of ['a\nb', 'a\\', ' a', 'a ']) {
      expect(run('[Service]\nX={{ x | raw }}\n', { x: value(text) }).refusals, JSON.stringify(text)).toHaveLength(1);
    }
  });
});

describe('mistakes of ours are errors with the template’s line', () => {
  const bad: [string, string, View, RegExp][] = [
    ['a missing value', 'a\n{{ x | word }}', {}, /main:2: `x` is missing/],
    ['a missing section', '{{#x}}a{{/x}}', {}, /`x` is missing/],
    ['no filter', '{{ x }}', { x: value('') }, /`x` has no filter/],
    ['a filter of another kind', '{{ x | sh }}', { x: value('') }, /no filter `sh` in unit/],
    ['raw output', '{{{ x }}}', { x: value('') }, /tags are not allowed/],
    ['an unknown partial', '{{> p }}', {}, /partial `p`/],
    ['a list as a value', '{{ x | word }}', { x: [] }, /`x` is not a value/],
    ['an inherited name', '{{ constructor | word }}', {}, /`constructor` is missing/],
  ];
  test.each(bad)('%s', (_name, text, view, message) => {
    expect(() => run(text, view)).toThrow(message);
  });
  test('an outer value does not stand in for a missing one in a list', () => {
    const view = { port: value('1'), items: [{ name: value('a') }] };
    expect(() => run('{{#items}}{{ port | word }}{{/items}}', view)).toThrow(/`port` is missing/);
  });
});

describe('origins', () => {
  test('every line knows its template line and its values, through lists and partials', () => {
    const view = { items: [{ x: value('p') }, { x: value('q') }], on: true };
    const text = 'one\n{{#items}}\n- {{ x | word }}\n{{/items}}\n{{#on}}\n{{> part }}\n{{/on}}\nlast\n';
    const { text: out, lines } = run(text, view, 'unit', { part: '# p1\n# p2\n' });
    expect(out).toBe('one\n- p\n- q\n# p1\n# p2\nlast\n');
    expect(lines.map(({ template }) => `${template.name}:${template.line}`)).toEqual([
      'main:1',
      'main:3',
      'main:3',
      'part:1',
      'part:2',
      'main:8',
    ]);
    expect(lines[2]?.from).toEqual([fromSpec('a', 'q')]);
  });
});

describe('static check', () => {
  test('finds what a rendering might never reach', () => {
    expect(
      checkTemplate('[Service]\n{{#a}}\nExecStart=/x \\\n {{ y | value }}\n{{/a}}\n{{ z }}\n{{& q }}\n', 'unit'),
    ).toEqual([
      { line: 4, message: '`y` stands on ExecStart= and is not quoted as a word' },
      { line: 6, message: '`z` has no filter' },
      { line: 7, message: '`&` tags are not allowed' },
    ]);
  });
});
