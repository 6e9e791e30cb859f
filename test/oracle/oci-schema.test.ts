/** Every config.json that is compiled is one by the OCI runtime-spec's JSON Schema, as Debian packages it. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const program = path.join(import.meta.dirname, 'oci-schema.py');
/**
 * runc and crun take the recursive forms too, and the non-recursive `slave` would leave the mounts below the root
 * shared with the host. The published image of the kubelet has it as well.
 */
const known = /^linux\/rootfsPropagation: 'rslave' is not one of /;
const golden = path.join(import.meta.dirname, '../../golden');

/** For each text, what the schema has against it. */
function problems(texts: readonly string[]): string[][] {
  try {
    const output = execFileSync('python3', [program], { input: JSON.stringify(texts), encoding: 'utf8' });
    const found = z.array(z.array(z.string())).parse(JSON.parse(output));
    return found.map((list) => list.filter((problem) => !known.test(problem)));
  } catch (problem) {
    throw new Error('install python3-jsonschema and golang-github-opencontainers-specs-dev', { cause: problem });
  }
}

const files = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((name) => /\/config\.json$/.test(name));
const texts = files.sort().map((name) => readFileSync(path.join(golden, name), 'utf8'));

test('there are bundles of etcd, flanneld and services', () => {
  for (const name of ['etcd.0', 'flanneld.0', 'etcd-events.0']) {
    expect(files.some((file) => file.includes(`/${name}/`))).toBe(true);
  }
});

test('every config.json of the golden trees is valid', () => {
  const found = problems(texts);
  expect(found).toHaveLength(files.length);
  expect(Object.fromEntries(files.map((name, at) => [name, found[at]]).filter(([, list]) => list?.length))).toEqual({});
});

test('what is none is found, here and in a file that the schema refers to', () => {
  const [first = ''] = texts;
  const broken = [
    first.replace('"ociVersion"', '"version"'),
    first.replace(/"cwd": "\/"/, '"cwd": 1'),
    first.replace(/"namespaces": \[/, '"namespaces": ["pid", '),
  ];
  for (const text of broken) expect(text).not.toBe(first);
  for (const list of problems(broken)) expect(list).not.toEqual([]);
});
