import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packages, pureRooms, rooms } from './architecture/rooms.ts';
import { violations } from './architecture/violations.ts';

function readSources(): Map<string, string> {
  const src = new URL('../src/', import.meta.url);
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(files.map((file) => [file, readFileSync(new URL(file, src), 'utf8')]));
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
}

describe('src', () => {
  test('keeps the dependency rule', () => {
    const sources = readSources();
    expect(sources.size).toBeGreaterThan(50);
    expect(violations(sources)).toEqual([]);
  });

  test('has a room for each package of package.json, and no other', () => {
    expect(readJson('package.json')).toMatchObject({ dependencies: expect.any(Object) });
    const { dependencies } = readJson('package.json') as { dependencies: object }; // matched above
    expect(Object.keys(dependencies).sort()).toEqual(Object.keys(packages).sort());
  });

  test('is checked by biome for clocks, processes and consoles in every pure room', () => {
    const { overrides } = readJson('biome.json') as { overrides: { includes: string[] }[] }; // fails below when it is not
    const covered = overrides.flatMap(({ includes }) => includes);
    expect(covered).toEqual(expect.arrayContaining(pureRooms.map((room) => `src/${room}/**`)));
  });
});

/** Files that stand for a room; the violation is in the file that a case adds. */
const base = {
  'core/a.ts': 'export const a = 1;\n',
  'codec/unit/index.ts': "import { a } from '../../core/a.ts';\nexport const unit = a;\n",
  'spec/schema.ts': "import { z } from 'zod';\nexport const s = z;\n",
  'model/cluster.ts': "import type { s } from '../spec/schema.ts';\nexport type C = typeof s;\n",
  'components/registry.ts': "import { etcd } from './etcd/index.ts';\nexport const all = [etcd];\n",
  'components/etcd/index.ts': "import { shared } from '../shared/flags.ts';\nexport const etcd = shared;\n",
  'components/shared/flags.ts': 'export const shared = 1;\n',
  'targets/docker/index.ts': "import type { C } from '../../model/cluster.ts';\nexport type T = C;\n",
  'targets/registry.ts': "import type { T } from './docker/index.ts';\nexport type All = T;\n",
  'outputs/tar.ts':
    "import { createHash } from 'node:crypto';\nimport { gzipSync } from 'node:zlib';\nexport { createHash, gzipSync };\n",
  'edge/disk.ts': "import { readFileSync } from 'node:fs';\nexport { readFileSync };\n",
  'compile.ts': "import { all } from './components/registry.ts';\nexport { all };\n",
  'unit.ts': "export { unit } from './codec/unit/index.ts';\n",
  'cli/main.ts':
    "import { all } from '../compile.ts';\nconst lazy = await import('../edge/disk.ts');\nexport { all, lazy };\n",
};

function violationsWith(file: string, text: string): string[] {
  return violations(new Map(Object.entries({ ...base, [file]: text })));
}

describe('the check itself', () => {
  test('finds nothing in sources that keep the rule', () => {
    expect(violations(new Map(Object.entries(base)))).toEqual([]);
  });

  test.each<[string, string, string, string]>([
    [
      'an upward import',
      'core/b.ts',
      "import { unit } from '../codec/unit/index.ts';",
      'core may not import codec (../codec/unit/index.ts)',
    ],
    [
      'an import of a type',
      'codec/b.ts',
      "import type { C } from '../model/cluster.ts';",
      'codec may not import model (../model/cluster.ts)',
    ],
    [
      'a re-export',
      'codec/b.ts',
      "export * from '../model/cluster.ts';",
      'codec may not import model (../model/cluster.ts)',
    ],
    [
      'a re-export over lines',
      'codec/b.ts',
      "export {\n  type C,\n} from '../model/cluster.ts';",
      'codec may not import model (../model/cluster.ts)',
    ],
    [
      'a dynamic import',
      'codec/b.ts',
      "const m = await import('../model/cluster.ts');",
      'codec may not import model (../model/cluster.ts)',
    ],
    [
      'a side effect',
      'codec/b.ts',
      "import '../model/cluster.ts';",
      'codec may not import model (../model/cluster.ts)',
    ],
    ['a name that is computed', 'cli/b.ts', 'const m = await import(name);', 'imports what only the run decides'],
    [
      'a target that sees the spec',
      'targets/b.ts',
      "import { s } from '../spec/schema.ts';",
      'targets may not import spec (../spec/schema.ts)',
    ],
    [
      'an output that sees the model',
      'outputs/b.ts',
      "import type { C } from '../model/cluster.ts';",
      'outputs may not import model (../model/cluster.ts)',
    ],
    [
      'a component that sees a target',
      'components/b.ts',
      "import type { T } from '../targets/registry.ts';",
      'components may not import targets (../targets/registry.ts)',
    ],
    [
      'unit.ts beyond the codec',
      'unit.ts',
      "export * from './model/cluster.ts';",
      'unit may not import model (./model/cluster.ts)',
    ],
    [
      'the library with the edge',
      'index.ts',
      "export * from './edge/disk.ts';",
      'index may not import edge (./edge/disk.ts)',
    ],
    [
      'a component that sees a sibling',
      'components/flannel/index.ts',
      "import { etcd } from '../etcd/index.ts';",
      'only components/registry.ts imports components/etcd/, and its index.ts',
    ],
    [
      'the pipeline past the registry',
      'compile.ts',
      "import { etcd } from './components/etcd/index.ts';",
      'only components/registry.ts imports components/etcd/, and its index.ts',
    ],
    [
      'a package in another room',
      'model/b.ts',
      "import { z } from 'zod';",
      'imports the package zod, which is for spec/',
    ],
    ['a part of a package', 'model/b.ts', "import { z } from 'zod/v4';", 'imports the package zod, which is for spec/'],
    [
      'a package without a room',
      'cli/b.ts',
      "import pc from 'picocolors';",
      'imports the package picocolors, which has no room',
    ],
    [
      'the file system below the edge',
      'outputs/b.ts',
      "import { readFileSync } from 'node:fs';",
      'outputs may not import node:fs readFileSync',
    ],
    [
      'random bytes',
      'outputs/b.ts',
      "import { createHash, randomBytes } from 'node:crypto';",
      'outputs may not import node:crypto createHash randomBytes',
    ],
    ['all of a module', 'outputs/b.ts', "import * as crypto from 'node:crypto';", 'outputs may not import node:crypto'],
    [
      'the library with the file system',
      'index.ts',
      "import { readFileSync } from 'node:fs';",
      'index may not import node:fs readFileSync',
    ],
    [
      'a name of Node without its prefix',
      'edge/b.ts',
      "import { readFileSync } from 'fs';",
      'imports the package fs, which has no room',
    ],
    [
      'a file that is not there',
      'core/b.ts',
      "import data from '../../data/x.json';",
      'imports ../../data/x.json, which is no file of src',
    ],
    ['a room that is not on the plan', 'utils/b.ts', 'export const x = 1;', 'no room is called utils'],
  ])('%s', (_name, file, text, problem) => {
    expect(violationsWith(file, text)).toEqual([`${file}: ${problem}`]);
  });

  test('a cycle of values, not one of types', () => {
    const cycle = (type: string): string[] =>
      violations(
        new Map([
          ['core/a.ts', `import { b } from './b.ts';\nexport const a = b;\n`],
          ['core/b.ts', `import { c } from './c.ts';\nexport const b = c;\n`],
          ['core/c.ts', `import ${type}{ a } from './a.ts';\nexport const c = 1;\n`],
        ]),
      );
    expect(cycle('')).toEqual(['core/a.ts: imports itself through core/b.ts → core/c.ts → core/a.ts']);
    expect(cycle('type ')).toEqual([]);
  });

  test('an import in a comment is none', () => {
    expect(
      violationsWith('core/b.ts', "/**\nimport { x } from '../model/cluster.ts';\n */\n// import('../cli/x.ts')\n"),
    ).toEqual([]);
  });

  test('every room is on one plan', () => {
    expect(new Set(rooms).size).toBe(rooms.length);
  });
});
