/** Each quoting filter on a text that means something else without it; mutations.txt names these tests. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDirectiveTable } from '../../src/codec/unit/index.ts';
import { fromSpec, sourced } from '../../src/core/provenance.ts';
import type { TemplateKind } from '../../src/template/filters.ts';
import { render } from '../../src/template/render.ts';

const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

function rendered(template: string, kind: TemplateKind, text: string): string {
  const bundle = { templates: { main: template }, data: {} };
  const view = { x: sourced(text, fromSpec('a', text)) };
  return render({ bundle, template: 'main', kind, view, partials: {}, directives }).text;
}

test('sh: a text stays one word of a script', () => {
  expect(rendered('x={{ x | sh }}\n', 'script', "it's $HOME; `id`")).toBe("x='it'\\''s $HOME; `id`'\n");
});

test('listword: a name with a percent sign keeps it', () => {
  expect(rendered('[Unit]\nAfter={{ x | listword }}\n', 'unit', 'a%i.mount')).toBe('[Unit]\nAfter=a%%i.mount\n');
});

test('envword: an assignment with blanks and quotes stays one', () => {
  expect(rendered('[Service]\nEnvironment={{ x | envword }}\n', 'unit', 'A=b "c" %i')).toBe(
    '[Service]\nEnvironment="A=b \\"c\\" %%i"\n',
  );
});
