import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plainValues, renderWrapper } from './support/etcdctl.ts';
import { binDir, helperPath, helpers } from './support/programs.ts';

it('every program in manifests/bin is tested', () => {
  expect(readdirSync(binDir).filter((name) => !name.endsWith('.mustache'))).toEqual(
    expect.arrayContaining([...helpers]),
  );
  expect(readdirSync(binDir)).toContain('etcdctl.mustache');
});

describe.each(helpers)('%s', (name) => {
  const text = readFileSync(helperPath(name), 'utf8');

  it('is executable and has its purpose and usage in the header', () => {
    expect(statSync(helperPath(name)).mode & 0o777).toBe(0o755);
    expect(text.startsWith(`#!/bin/sh\n# ${name}: `)).toBe(true);
    expect(text).toMatch(new RegExp(`^# usage: ${name} `, 'm'));
    expect(text).toMatch(/^# exit status: 0 /m);
  });

  it('is plain ASCII with newlines only, as every shell and locale reads it', () => {
    expect(text).toMatch(/^[\n -~]*$/);
  });
});

describe('the etcdctl wrapper', () => {
  it('has the header on the second line and no tag left', () => {
    const lines = renderWrapper({ ...plainValues, header: 'two\nlines' }).split('\n');
    expect(lines.slice(0, 2)).toEqual(['#!/bin/sh', '# two lines']);
    expect(lines.join('\n')).not.toContain('{{');
  });

  it('escapes every tag by name', () => {
    const template = readFileSync(join(binDir, 'etcdctl.mustache'), 'utf8');
    const tags = [...template.matchAll(/\{\{.*?\}\}/g)].map(([tag]) => tag);
    expect(tags.length).toBeGreaterThan(10);
    for (const tag of tags) expect(tag).toMatch(/^\{\{( \w+ \| (sh|comment) |[#^/]byOwnName)\}\}$/);
  });
});
