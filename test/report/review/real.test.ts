/** Every format of reviews of specs that are compiled. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPage } from '../../../src/edge/page.ts';
import { type ReviewOptions, reviewFormats } from '../../../src/report/review/index.ts';
import { review } from '../../../src/review/review.ts';
import { reviewOptions, sideOfSpec } from '../../support/review.ts';

const options: ReviewOptions = { color: false, context: 3, width: 100, page: loadPage() };
const example = (name: string) => readFileSync(`examples/${name}/cluster.yaml`, 'utf8');
const replaced = (text: string, ...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((whole, [old, now]) => {
    expect(whole).toContain(old);
    return whole.replace(old, now);
  }, text);

const upstream = example('upstream');
const changed = replaced(
  upstream,
  ['version: "3.6.6"', 'version: "3.6.5"'],
  ['clusterDomain: cluster.local', 'clusterDomain: lab.local'],
  ['node-2: { address: 10.0.0.22', 'node-3: { address: 10.0.0.23'],
  ['etcd: { delivery: arguments }', 'etcd: { delivery: arguments, flags: { snapshot-count: "5000" } }'],
);
const said = review(sideOfSpec(upstream), sideOfSpec(changed), reviewOptions);

function printed(format: string, of = said): string {
  const print = reviewFormats[format];
  if (print === undefined) throw new Error(`no format ${format}`);
  return print(of, options);
}

const formats = Object.keys(reviewFormats);

test.each(formats)('%s is the same each time, and of the JSON alone', (format) => {
  expect(printed(format)).toBe(printed(format));
  expect(printed(format, JSON.parse(printed('json')))).toBe(printed(format));
});

test.each(formats.filter((format) => !['sarif', 'github'].includes(format)))('%s names files and hosts', (format) => {
  const text = printed(format);
  for (const { path } of said.changes) expect(text).toContain(path);
  for (const host of ['node-1', 'node-2', 'node-3']) expect(text).toContain(host);
});

test.each(['text', 'markdown', 'html', 'json'])('%s says what differs, and why', (format) => {
  const text = printed(format);
  for (const word of ['--cluster-domain', 'lab.local', '--snapshot-count', 'kubernetes.clusterDomain']) {
    expect(text).toContain(word);
  }
});

test('a comment on many hosts is a comment still', () => {
  expect(printed('markdown').length).toBeLessThanOrEqual(60_000);
  const short = reviewFormats.markdown?.(said, { ...options, limit: 8000 }) ?? '';
  expect(short.length).toBeLessThanOrEqual(8000);
  expect(short).toMatch(/left out: .*[0-9]+ of 24 files in detail/);
});
