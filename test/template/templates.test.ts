import { expect, test } from 'vitest';
import { loadBundle } from '../../src/edge/bundle.ts';
import { checkTemplate } from '../../src/template/check.ts';
import type { TemplateKind } from '../../src/template/filters.ts';

const { templates } = loadBundle();
const mustache = Object.entries(templates).filter(([name]) => name.endsWith('.mustache'));

function kindOf(name: string): TemplateKind {
  if (name === 'units/_partials/atomic.mustache') return 'service-template';
  if (name.startsWith('units/')) return 'unit';
  if (name.startsWith('manifests/rpm/')) return 'rpm-spec';
  return name.startsWith('manifests/bin/') || name === 'manifests/images.conf.mustache' ? 'script' : 'env-file';
}

test.each(mustache)('%s passes the static check', (name, text) => {
  expect(checkTemplate(text, kindOf(name))).toEqual([]);
});

test('there are templates for every component', () => {
  expect(mustache.length).toBeGreaterThan(8);
});
