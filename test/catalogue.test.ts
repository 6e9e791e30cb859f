/** Every diagnostic code is explained, shown by an example that gives it and one that does not, and reported somewhere. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeBytes } from '../src/codec/unit/index.ts';
import { compile } from '../src/compile.ts';
import { boundsEntries } from '../src/core/catalogue/bounds.ts';
import { changesEntries } from '../src/core/catalogue/changes/index.ts';
import { catalogue, type Entry, type Example, isCode } from '../src/core/catalogue/index.ts';
import { internalEntries } from '../src/core/catalogue/internal.ts';
import { modelEntries } from '../src/core/catalogue/model/index.ts';
import { outputsEntries } from '../src/core/catalogue/outputs.ts';
import { packagesEntries } from '../src/core/catalogue/packages.ts';
import { specEntries } from '../src/core/catalogue/spec/index.ts';
import { treesEntries } from '../src/core/catalogue/trees.ts';
import { unitsEntries } from '../src/core/catalogue/units/index.ts';
import type { Snapshot } from '../src/diff/entry.ts';
import { loadBundle } from '../src/edge/bundle.ts';
import { writeDirectory } from '../src/edge/output-directory.ts';
import { lint } from '../src/lint/lint.ts';
import type { LintEntry } from '../src/lint/root.ts';
import { review } from '../src/review/review.ts';
import type { Side } from '../src/review/side.ts';
import { lintPackage } from '../src/rpm/rules/lint-package.ts';
import { hostLayout } from '../src/tree/layout.ts';
import { examplePackage } from './support/example-package.ts';
import { reviewOptions, sideOfTexts } from './support/review.ts';

const entries: readonly (readonly [string, Entry])[] = Object.entries(catalogue);

const ranges: readonly (readonly [string, Readonly<Record<string, Entry>>])[] = [
  ['UC0', specEntries],
  ['UC1', modelEntries],
  ['UC2', boundsEntries],
  ['UC3', unitsEntries],
  ['UC5', treesEntries],
  ['UC6', outputsEntries],
  ['UC7', changesEntries],
  ['UC8', packagesEntries],
  ['UC9', internalEntries],
];

/** The sources under src/, or those of the catalogue alone. */
function sources(catalogueOnly: boolean): string {
  const src = new URL('../src/', import.meta.url);
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file.startsWith('core/catalogue/') === catalogueOnly)
    .map((file) => readFileSync(new URL(file, src), 'utf8'))
    .join('\n');
}

describe('the catalogue', () => {
  test.each(ranges)('keeps the codes of %s in the place of that range', (range, part) => {
    const pattern = new RegExp(`^${range}[0-9]{2}$`);
    expect(Object.keys(part).filter((code) => !pattern.test(code))).toEqual([]);
  });

  test('holds every range, and each code once', () => {
    const codes = ranges.flatMap(([, part]) => Object.keys(part));
    expect([...codes].sort()).toEqual(Object.keys(catalogue).sort());
    const written = [...sources(true).matchAll(/^ {2}(UC\d+): \{$/gm)].map((match) => match[1]);
    expect([...written].sort()).toEqual([...codes].sort());
  });

  test('gives each code a name of its own', () => {
    const names = entries.map(([, { name }]) => name);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(entries)('%s says what, why and the cure', (_code, { title, what, why, cure }) => {
    for (const text of [title, what, why, cure]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
      expect(text).not.toMatch(/invalid input|TODO/i);
    }
    for (const line of [title, why, cure]) expect(line).not.toMatch(/\n|\.$/);
    expect(what).toMatch(/\.$/);
  });
});

describe('src', () => {
  const passes = sources(false);

  test.each(entries)('reports %s somewhere', (code) => {
    expect(passes).toContain(`'${code}'`);
  });

  test('names no code that the catalogue does not hold', () => {
    const named = new Set([...passes.matchAll(/\bUC\d{3}\b/g)].map((match) => match[0]));
    expect([...named].filter((code) => !isCode(code))).toEqual([]);
  });
});

type Change = Extract<Example, { readonly kind: 'change' }>;
type Tree = Extract<Example, { readonly kind: 'tree' }>;

describe('examples', () => {
  const bundle = loadBundle();

  function compiled(text: string, files: Readonly<Record<string, string>> = {}): ReturnType<typeof compile> {
    const read = (file: string) => (file === 'cluster.yaml' ? text : files[file]);
    return compile({ entry: 'cluster.yaml', read }, { bundle, version: '0.0.0-test' });
  }

  function linted({ files, modes = {}, links = {} }: Omit<Tree, 'kind'>, named: boolean, podman?: string): string[] {
    const symlinks = Object.entries(links).map(([link, target]) => [link, { type: 'symlink', target }] as const);
    const entries = Object.entries(files).map(([file, text]) => {
      return [file, { type: 'file', mode: modes[file] ?? 0o644, read: () => encodeBytes(text) }] as const;
    });
    return unique(
      lint([{ prefix: '', entries: new Map<string, LintEntry>([...entries, ...symlinks]), named }], {
        data: bundle.data,
        ...(podman !== undefined && { podman }),
      }).diagnostics,
    );
  }

  function reviewed({ before, after, hosts = ['master-1'], modes = {} }: Change): string[] {
    const sideOf = (files: Readonly<Record<string, string>>, index: 0 | 1): Side => {
      const snapshot: Snapshot = new Map(
        Object.entries(files).map(([file, text]) => {
          return [file, { type: 'file', mode: modes[file]?.[index] ?? 0o644, content: encodeBytes(text) }] as const;
        }),
      );
      return { ...sideOfTexts({}), hosts: new Map(hosts.map((host) => [host, { snapshot, layout: hostLayout }])) };
    };
    return unique(review(sideOf(before, 0), sideOf(after, 1), reviewOptions).risks);
  }

  /** The codes that an example gives, each once. */
  function codesOf(example: Example): string[] {
    if (example.kind === 'spec') return unique(compiled(example.text, example.files).diagnostics);
    if (example.kind === 'unit') return linted({ files: { [example.name]: example.text } }, true, example.podman);
    if (example.kind === 'tree') return linted(example, false);
    if (example.kind === 'change') return reviewed(example);
    if (example.kind === 'package') return unique(lintPackage('x.rpm', examplePackage(example)).diagnostics);
    const { trees, diagnostics } = compiled(example.spec);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const out = mkdtempSync(join(tmpdir(), 'unitc-example-'));
    try {
      for (const [file, content] of Object.entries(example.existing)) {
        mkdirSync(dirname(join(out, file)), { recursive: true });
        writeFileSync(join(out, file), content);
      }
      return unique(writeDirectory({ out, trees, complete: true }).diagnostics);
    } finally {
      rmSync(out, { recursive: true });
    }
  }

  function unique(findings: readonly { readonly code: string }[]): string[] {
    return [...new Set(findings.map(({ code }) => code))].sort();
  }

  const shown = entries.filter(([code]) => !code.startsWith('UC9'));

  test.each(shown)('the bad example of %s gives exactly that code', (code, { bad }) => {
    if (bad === undefined) throw new Error('no bad example');
    expect(codesOf(bad)).toEqual([code]);
  });

  test.each(shown)('the good example of %s does not give it, and no error', (code, { good }) => {
    if (good === undefined) throw new Error('no good example');
    const codes = codesOf(good);
    expect(codes).not.toContain(code);
    expect(codes.filter((other) => isCode(other) && catalogue[other].severity === 'error')).toEqual([]);
  });

  test('a bug of ours has none', () => {
    for (const [code, { bad, good }] of entries) {
      if (code.startsWith('UC9')) expect([bad, good]).toEqual([undefined, undefined]);
    }
  });
});
