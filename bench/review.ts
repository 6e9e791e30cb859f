/**
 * How long a review takes, beside a plain diff of the same files in the same run:
 * npm run bench:review -- [HOSTS]
 * The hosts are copies of a node and a master of golden/ with addresses of their own; in half of them a flag of each
 * file changes. `createTwoFilesPatch` of the npm package `diff` and `git diff --no-index` know lines alone, and say the
 * same change again for each host.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { readQuadletTable } from '../src/codec/quadlet/index.ts';
import { readDirectiveTable } from '../src/codec/unit/index.ts';
import type { Entry } from '../src/diff/entry.ts';
import { review } from '../src/review/review.ts';
import type { Side } from '../src/review/side.ts';
import { hostLayout } from '../src/tree/layout.ts';

const hosts = Number(process.argv[2] ?? 1000);
const templates = ['golden/cluster-plain/hosts/master-1', 'golden/cluster-plain/hosts/node-1'].map(filesBelow);

function filesBelow(directory: string): Map<string, string> {
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const files = names.filter(
    (name) => statSync(path.join(directory, name)).isFile() && !name.endsWith('manifest.json'),
  );
  return new Map(files.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]));
}

function textsOf(host: number, changed: boolean): Map<string, string> {
  const template = templates[host % templates.length] ?? new Map();
  const address = `10.${host >> 16}.${(host >> 8) & 255}.${host & 255}`;
  return new Map(
    [...template].map(([name, text]): [string, string] => {
      const own = text.replaceAll(/10\.0\.0\.\d+/g, address);
      return [name, changed && host % 4 < 2 ? own.replaceAll('--v=0', '--v=2') : own];
    }),
  );
}

const trees = [false, true].map((changed) => Array.from({ length: hosts }, (_, host) => textsOf(host, changed)));
const [before = [], after = []] = trees;

function sideOf(name: string, all: readonly ReadonlyMap<string, string>[]): Side {
  const entryOf = (text: string): Entry => ({ type: 'file', mode: 0o644, content: new TextEncoder().encode(text) });
  const own = all.map((files, host) => {
    const snapshot = new Map([...files].map(([file, text]) => [file, entryOf(text)]));
    return [`host-${host}`, { snapshot, layout: hostLayout }] as const;
  });
  return { name: { kind: 'directory', name, generator: '' }, hosts: new Map(own) };
}

const sides = [sideOf('before', before), sideOf('after', after)] as const;
const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));
const quadlet = readQuadletTable(JSON.parse(readFileSync('data/quadlet.json', 'utf8')));

function timed<T>(run: () => T): readonly [milliseconds: number, result: T] {
  const start = performance.now();
  const result = run();
  return [performance.now() - start, result];
}

function patches(): number {
  let size = 0;
  for (const [host, files] of before.entries()) {
    for (const [file, text] of files) {
      const now = after[host]?.get(file) ?? '';
      if (text !== now) size += createTwoFilesPatch(file, file, text, now).length;
    }
  }
  return size;
}

function byGit(): number {
  const directory = mkdtempSync(path.join(tmpdir(), 'unitc-bench-'));
  for (const [index, all] of trees.entries()) {
    for (const [host, files] of all.entries()) {
      for (const [file, text] of files) {
        const target = path.join(directory, index === 0 ? 'a' : 'b', `host-${host}`, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
    }
  }
  try {
    const [time] = timed(() => {
      try {
        execFileSync('git', ['diff', '--no-index', 'a', 'b'], { cwd: directory, maxBuffer: 2 ** 30 });
      } catch {
        // It ends with 1 where there are differences.
      }
    });
    return time;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const [time, said] = timed(() => review(...sides, { generator: 'bench', directives, quadlet, systemd: 252 }));
const [rival, size] = timed(patches);
const git = byGit();
const files = before.reduce((sum, one) => sum + one.size, 0);
console.log(`${hosts} hosts, ${files} files, ${said.changes.length} changes; Node ${process.versions.node}`);
console.log(`review: ${Math.round(time)} ms`);
console.log(
  `diff 9.0.0, createTwoFilesPatch: ${Math.round(rival)} ms, ${size} characters; ${(time / rival).toFixed(2)} times`,
);
console.log(`git diff --no-index: ${Math.round(git)} ms; ${(time / git).toFixed(2)} times`);
