/** The dependency graph and the jobs of a boot, against `systemd --test` of systemd 252: every dependency, both ways. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type GeneratedFiles, generatedDirectories } from './generated-units.ts';
import { type Comparison, compareGraphs } from './graph-comparison.ts';

const debian = '/lib/systemd/system';

async function inDirectory<T>(use: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'unitc-graph-'));
  chmodSync(directory, 0o755);
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function expectSame(found: Comparison): void {
  const { onlySystemd, onlyOurs, otherOrigin } = found;
  expect({ onlySystemd, onlyOurs, otherOrigin }).toEqual({ onlySystemd: [], onlyOurs: [], otherOrigin: [] });
  if (!found.isRandom) expect(found.jobs.ours).toEqual(found.jobs.systemd);
}

/** A default.target that comes after all of them, and so loads them. */
function targetOf(names: readonly string[], key = 'After'): string {
  const lines = names.map((name) => `${key}=${name.replace('@.', '@a-b.')}\n`);
  return `[Unit]\n${lines.join('')}`;
}

/** Also those that only have drop-ins there. */
function unitsIn(directory: string): string[] {
  const names = readdirSync(directory).map((name) => name.replace(/\.(d|wants|requires)$/, ''));
  return [...new Set(names)].filter((name) => /.\.[a-z]+$/.test(name));
}

function write(directory: string, files: GeneratedFiles): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    if (text.startsWith('-> ')) symlinkSync(text.slice(3), path);
    else writeFileSync(path, text);
  }
}

describe('Debian', () => {
  test('what default.target reaches', async () => {
    const found = await inDirectory((directory) => compareGraphs([directory, debian]));
    expect(found.edges).toBeGreaterThan(500);
    expect(found.jobs.ours.length).toBeGreaterThan(50);
    expect(found.isRandom).toBe(false);
    expectSame(found);
  });

  test('every unit', async () => {
    const found = await inDirectory((directory) => {
      writeFileSync(join(directory, 'default.target'), targetOf(unitsIn(debian)));
      return compareGraphs([directory, debian]);
    });
    expect(found.edges).toBeGreaterThan(1500);
    expectSame(found);
  });
});

describe('golden trees', () => {
  for (const tree of goldenTrees()) {
    test(tree.slice('golden/'.length), async () => {
      const units = unitsOf(tree);
      const found = await inDirectory((directory) => {
        const copy = join(directory, 'tree');
        cpSync(units, copy, { recursive: true });
        mkdirSync(join(directory, 'boot'));
        // The mounts of this machine load the units of an early boot.
        const text = `${targetOf(unitsIn(units), 'Wants')}After=multi-user.target\n`;
        writeFileSync(join(directory, 'boot/default.target'), text);
        return compareGraphs([join(directory, 'boot'), copy, debian]);
      });
      expect(found.edges).toBeGreaterThan(500);
      expectSame(found);
      expect(found.cyclic.systemd).toBe(false);
    });
  }
});

/** In either layout. */
function unitsOf(tree: string): string {
  const [first, second] = ['etc', 'usr/lib'].map((at) => join(tree, at, 'systemd/system'));
  return first !== undefined && existsSync(first) ? first : (second ?? '');
}

/** A host of each project, one with a control plane where there is one. */
function goldenTrees(): string[] {
  const below = (directory: string): string[] => readdirSync(directory).map((name) => join(directory, name));
  return below('golden').flatMap((project) => {
    const hosts = below(join(project, 'hosts')).filter((host) => existsSync(unitsOf(host)));
    return hosts.find((host) => host.endsWith('/master-1')) ?? hosts[0] ?? [];
  });
}

describe('generated units of every type', () => {
  for (const [index, files] of generatedDirectories(20, 20261128).entries()) {
    test(`directory ${index}`, async () => {
      const found = await inDirectory((directory) => {
        write(directory, files);
        return compareGraphs([directory]);
      });
      expect(found.edges).toBeGreaterThan(100);
      expectSame(found);
    });
  }
});
