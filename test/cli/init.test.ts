/** `unitc init`: the sample compiles as it is written, and with every key that it shows set. */
import { lstatSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { vocabulary } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { exampleNames, exampleText } from '../../src/edge/examples.ts';
import { jsonSchema } from '../../src/spec/json-schema.ts';
import { codesOf, compileText } from '../support/compile.ts';
import { unitc } from './run-case.ts';

const sample = exampleText('starter');
/** `#key` and what is nested in it; `# Words` stay. */
const whole = sample.replace(/^( *)#(?! \S|$)/gm, '$1');

describe('the sample', () => {
  test('compiles without a word', () => {
    const result = compileText(sample);
    expect(codesOf(result)).toEqual([]);
    expect([...result.trees.keys()]).toEqual(['master-1']);
  });

  test('compiles with every key set', () => {
    const base = 'host: { os: centos-atomic }\nhosts: {}\n';
    const result = compileText(whole, { 'base.yaml': base });
    expect(codesOf(result)).toEqual([]);
    expect(result.trees.get('master-1')?.get('etc/systemd/system/etcd-events.service')).toBeDefined();
    // Nothing but words is left behind a `#`.
    expect(whole.match(/^ *#(?! \S|$).*/gm)).toBeNull();
  });

  test('shows every key of the schema; those that exclude others, by name', () => {
    const keys = new Set<string>();
    JSON.stringify(jsonSchema(vocabulary(loadBundle())), (name, value: unknown) => {
      if (name === 'properties') for (const key of Object.keys(Object(value))) keys.add(key);
      return value;
    });
    expect(keys.size).toBeGreaterThan(30);
    for (const key of ['configFile', 'criSocket', 'external', 'endpoints', 'discovery']) {
      keys.delete(key);
      expect(sample).toContain(`\`${key}\``);
    }
    expect([...keys].filter((key) => !new RegExp(`(^|[ {#,])${key}:`, 'm').test(whole))).toEqual([]);
  });
});

describe('unitc init', () => {
  let at: string;
  beforeEach(() => {
    at = mkdtempSync(path.join(tmpdir(), 'init-'));
  });
  afterEach(() => rmSync(at, { recursive: true }));
  const run = (...words: string[]) => unitc(['-C', at, 'init', ...words]);
  const text = (file: string) => readFileSync(path.join(at, file), 'utf8');

  test('writes cluster.yaml, which checks, and says what is next', async () => {
    const ran = await run();
    expect(ran).toMatchObject({ exit: 0, stdout: '' });
    expect(ran.stderr).toMatch(/\nnext: unitc check cluster\.yaml\n$/);
    expect(text('cluster.yaml').split('\n')[0]).toBe('# yaml-language-server: $schema=./unitc.schema.json');
    expect(text('cluster.yaml').split('\n').slice(1)).toEqual(sample.split('\n').slice(1));
    expect((await unitc(['-C', at, 'check', '--strict', 'cluster.yaml'])).exit).toBe(0);
  });

  test.each(exampleNames())('writes the example %s, which compiles', async (name) => {
    expect((await run('deep/er/x y.yaml', '--example', name)).stderr).toContain(
      "next: unitc check 'deep/er/x y.yaml'\n",
    );
    expect((await unitc(['-C', at, 'check', 'deep/er/x y.yaml'])).exit).toBe(0);
  });

  test('prints to standard output', async () => {
    const ran = await run('-', '--example', 'centos-atomic');
    expect(ran).toMatchObject({ exit: 0, stderr: '' });
    expect(ran.stdout.split('\n').slice(1)).toEqual(exampleText('centos-atomic').split('\n').slice(1));
  });

  test('never writes over a file, nor through a symlink', async () => {
    writeFileSync(path.join(at, 'cluster.yaml'), 'mine\n');
    symlinkSync('elsewhere', path.join(at, 'link.yaml'));
    expect((await run()).exit).toBe(2);
    expect((await run('link.yaml')).exit).toBe(2);
    expect((await run('.')).exit).toBe(2);
    expect(text('cluster.yaml')).toBe('mine\n');
    expect(lstatSync(path.join(at, 'elsewhere'), { throwIfNoEntry: false })).toBeUndefined();
  });
});
