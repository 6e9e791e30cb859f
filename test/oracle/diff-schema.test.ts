/** What `unitc diff --format json` prints is valid by the published schema, as python3-jsonschema reads it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { reviewJson } from '../../src/report/review/json.ts';
import type { Review } from '../../src/review/model.ts';
import { review } from '../../src/review/review.ts';
import { fixture, none } from '../report/review/fixture.ts';
import { reviewOptions, sideOfSpec } from '../support/review.ts';

const program = path.join(import.meta.dirname, 'diff-schema.py');

function problems(texts: readonly string[]): string[][] {
  try {
    const output = execFileSync('python3', [program], { input: JSON.stringify(texts), encoding: 'utf8' });
    return z.array(z.array(z.string())).parse(JSON.parse(output));
  } catch (problem) {
    throw new Error('install python3-jsonschema', { cause: problem });
  }
}

const printed = (one: Review) => reviewJson(one, { color: false, context: 3, width: 80 });

const spec = (version: string, more = '') => `host: { os: debian, release: "12" }
images: { mirror: "r.lab:5000" }
kubernetes: { version: "${version}", serviceCIDR: 10.254.0.0/16 }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
  master-2: { address: 192.0.2.2, roles: [etcd] }
  master-3: { address: 192.0.2.3, roles: [etcd] }
${more}`;

test('reviews are valid', () => {
  const specs = review(
    sideOfSpec(spec('1.18.20')),
    sideOfSpec(spec('1.19.16', '  master-4: { address: 192.0.2.4, roles: [etcd] }\n')),
    reviewOptions,
  );
  expect(specs.changes.length).toBeGreaterThan(20);
  expect(problems([fixture, none, specs].map(printed))).toEqual([[], [], []]);
});

test('what is none is refused', () => {
  const text = printed(fixture);
  const broken = [
    text.replace('"version": 1', '"version": 2'),
    text.replace('"kind": "changed"', '"kind": "other"'),
    text.replace('"daemonReload"', '"reload"'),
    text.replace('"mode": "0644"', '"mode": 420'),
    text.replace('"line": 21', '"line": 0'),
    text.replace('"side": "after"', '"side": "left"'),
  ];
  expect(broken).not.toContain(text);
  expect(problems(broken).map((found) => found.length > 0)).toEqual(broken.map(() => true));
});
