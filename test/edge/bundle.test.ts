import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadBundle } from '../../src/edge/bundle.ts';
import { packageRoot, packageVersion } from '../../src/edge/package-root.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test('templates are keyed by path from the root, tables by path without folder and ending', () => {
  put('units/etcd.service.mustache', 'u');
  put('units/_partials/header.mustache', 'h');
  put('units/.etcd.service.swp', 'hidden');
  put('manifests/bin/wait-ready', 'w');
  put('data/host-systems.json', '{"a":1}');
  put('data/flags/etcd.json', '[]');
  put('data/readme.md', 'no table');
  const { templates, data } = loadBundle(root);
  expect(templates).toEqual({
    'manifests/bin/wait-ready': 'w',
    'units/_partials/header.mustache': 'h',
    'units/etcd.service.mustache': 'u',
  });
  expect(Object.keys(data)).toEqual(['flags/etcd', 'host-systems']);
  expect(data['host-systems']).toEqual({ a: 1 });
  expect(data['host-systems']).toBe(data['host-systems']);
});

test('a package without templates has an empty bundle', () => {
  expect(loadBundle(root)).toEqual({ templates: {}, data: {} });
});

test('the root is found from any depth and is the one named unitc', () => {
  put('package.json', '{"name":"unitc","version":"1.2.3"}');
  put('.cache/build/src/edge/x.js', '');
  put('dist/edge/package.json', '{"type":"module"}');
  expect(packageRoot(path.join(root, '.cache/build/src/edge'))).toEqual({ directory: root, version: '1.2.3' });
  expect(packageRoot(path.join(root, 'dist/edge'))).toEqual({ directory: root, version: '1.2.3' });
});

test('without a package there is an error that says where was looked', () => {
  expect(() => packageRoot(root)).toThrow(`no package.json of unitc above ${root}`);
});

test('the version is that of package.json', () => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ version: packageVersion() });
});
