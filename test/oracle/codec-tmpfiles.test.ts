/** The tmpfiles.d codec against the real systemd-tmpfiles (Debian: systemd), run on an empty root. */
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expandEntry, parseTmpfiles, type TmpfilesEntry, tmpfilesLine } from '../../src/codec/tmpfiles/index.ts';
import { systemdVersion } from './user-manager.ts';

const seed = 20_261_122;

/** What stands at a path: `d 0755 0:0`, `f 0644 0:0 "content"`, `L "target"`. */
type Tree = Record<string, string>;

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'unitc-tmpfiles-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Creates what the file says in a new root, and returns what is there then and what systemd-tmpfiles says. */
function create(content: string | Uint8Array): { tree: Tree; stderr: string } {
  const root = mkdtempSync(join(directory, 'root-'));
  const file = join(directory, 'a.conf');
  writeFileSync(file, content);
  const run = spawnSync('systemd-tmpfiles', [`--root=${root}`, '--create', file], { encoding: 'utf8' });
  if (run.error !== undefined) throw new Error(`systemd-tmpfiles: ${run.error.message}: install the package systemd`);
  const tree: Tree = {};
  walk(root, '', tree);
  return { tree, stderr: run.stderr };
}

function walk(root: string, inside: string, tree: Tree): void {
  for (const name of readdirSync(join(root, inside))) {
    const path = `${inside}/${name}`;
    const stat = lstatSync(root + path);
    const rights = `${(stat.mode & 0o7777).toString(8).padStart(4, '0')} ${stat.uid}:${stat.gid}`;
    if (stat.isSymbolicLink()) tree[path] = `L ${JSON.stringify(readlinkSync(root + path))}`;
    else if (stat.isDirectory()) tree[path] = `d ${rights}`;
    else tree[path] = `f ${rights} ${JSON.stringify(readFileSync(root + path, 'utf8'))}`;
    if (stat.isDirectory()) walk(root, path, tree);
  }
}

function describeEntry({ type, mode, user, group, argument }: TmpfilesEntry): string {
  if (type === 'L') return `L ${JSON.stringify(argument)}`;
  const directory = type.startsWith('d');
  const given = typeof mode === 'string' ? Number.parseInt(mode, 8) : mode;
  const digits = (given ?? (directory ? 0o755 : 0o644)).toString(8).padStart(4, '0');
  const rights = `${digits} ${user ?? 0}:${group ?? 0}`;
  return directory ? `d ${rights}` : `f ${rights} ${JSON.stringify(argument ?? '')}`;
}

/** Which accounts exist depends on the host: here only numbers do. */
function hasAccounts({ user = '0', group = '0' }: TmpfilesEntry): boolean {
  return [user, group].every((account) => /^(0|[1-9][0-9]*)$/.test(account));
}

const tricky = fc.string({ unit: fc.constantFrom(...'ab "\'\\%#-;:$*?[{~é€'), maxLength: 12 });
const any = fc.oneof(tricky, fc.string({ unit: 'binary', maxLength: 8 }));

describe('lines that we print', () => {
  test('make exactly what they were made from', () => {
    const names = fc.sample(any, { numRuns: 400, seed }).map((name) => name.replaceAll('/', '_'));
    const contents = fc.sample(any, { numRuns: 400, seed: seed + 1 });
    const entries = names.map((name, index): TmpfilesEntry => {
      const type = ['d', 'f', 'L'][index % 3] ?? 'd';
      const path = `/n${index}${name}`;
      const argument = contents[index] || 'x';
      if (type === 'L') return { type, path, argument };
      const owner = { mode: [0o700, 0o644, 0o1777, 0o600][index % 4] ?? 0, user: '0', group: `${index}` };
      return type === 'd' ? { type, path, ...owner } : { type, path, ...owner, argument };
    });
    const expected: Tree = {};
    const lines: string[] = [];
    for (const entry of entries) {
      const line = tmpfilesLine(entry, { systemd: systemdVersion() });
      if (!line.ok) continue;
      lines.push(`${line.text}\n`);
      expected[entry.path] = describeEntry(entry);
    }
    expect(lines.length).toBeGreaterThan(250);
    const { tree, stderr } = create(lines.join(''));
    expect(stderr).toBe('');
    expect(tree).toEqual(expected);
  });

  test('copy what their argument names', () => {
    const source = join(directory, 'source');
    mkdirSync(source);
    for (const name of ['a b', '50%', 'q"u\\o']) {
      writeFileSync(join(source, name), name);
      const line = tmpfilesLine({ type: 'C', path: `/etc/${name}`, argument: `/usr/share/${name}` });
      if (!line.ok) throw new Error(line.reason);
      const root = mkdtempSync(join(directory, 'copy-'));
      mkdirSync(join(root, 'usr/share'), { recursive: true });
      writeFileSync(join(root, 'usr/share', name), name);
      const file = join(directory, 'a.conf');
      writeFileSync(file, `${line.text}\n`);
      const run = spawnSync('systemd-tmpfiles', [`--root=${root}`, '--create', file], { encoding: 'utf8' });
      expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
      expect(readFileSync(join(root, 'etc', name), 'utf8')).toBe(name);
    }
  });
});

describe('lines of others', () => {
  const systemd = systemdVersion();

  /** What our reading of the file says is there then; every path is directly under the root. */
  function predict(content: string): Tree {
    const document = parseTmpfiles(new TextEncoder().encode(content), { systemd });
    const lost = document.problems.filter((problem) => problem.loses === 'line');
    const tree: Tree = {};
    for (const line of document.lines) {
      if (line.kind !== 'entry') continue;
      const end = line.offset + line.raw.length;
      if (lost.some(({ range }) => range.start >= line.offset && range.start < end)) continue;
      const expanded = expandEntry(line);
      if (!expanded.ok) throw new Error(`${expanded.specifier} in ${JSON.stringify(line.raw)}`);
      if (hasAccounts(expanded.entry)) tree[expanded.entry.path] ??= describeEntry(expanded.entry);
    }
    return tree;
  }

  test.each([
    'd /a b\rd /c\nd /d\0d /e\n',
    '# c\n  # d\n; e\n\n\td\t/tab\t0700 \n',
    'd "/a b" 0700\nd \'/c d\'\nd /e" f"g\n"d" /quoted-type\n',
    'd /ax\\x20y\nd /q\\"u\nd /esc\\q\nd "/open\nd /end\\\n',
    'f /f1 644 - - - hello \\x41\\n %% "q" \'x\'  end  \nf /f2 - - - - "quoted"\nf /f3 - - - - \\x20lead\\x20\n',
    'f /f4 - - - - a\\qb\nf /f5 - - - - \\x00\nf /f6 - - - - \\303\\251\nf /f7 - - - - \\u00e9\\s\n',
    'L /l1 - - - - \\x20a%%b\\\\c\nL /l2 - - - - \\x2d\nL /l3 - - - - a//b/\n',
    'd /pct%%-%-%%%%%\nd /x%y\nd /y%9\n',
    'f /m1 0999\nf /m2 99999\nf /m3 00644\nf /m4 7 0 12\nf /m5 "" - \'\'\n',
    'd\nd rel\nd ""\nd -\ng /z\nd++ /x\nd! /boot-only\nd- /minus\n',
    'd /arg - - - - zzz\nd /dash - - - - -\nf /dashes - - - - --\n',
  ])('%j', (content) => {
    // A line for the boot only and one that may fail are read alike.
    const predicted = predict(content);
    delete predicted['/boot-only'];
    expect(create(content).tree).toEqual(predicted);
  });

  test('files of random pieces', () => {
    const line = fc
      .array(fc.constantFrom('z', ' ', '\t', '"', "'", '\\', '\\x5a', '\\n', '%', '%%', '#', '-', 'é', '\r'), {
        maxLength: 14,
      })
      .map((pieces) => pieces.join(''));
    const files = fc.sample(fc.array(fc.tuple(fc.constantFrom('d', 'f'), line, line), { minLength: 5, maxLength: 5 }), {
      numRuns: 60,
      seed,
    });
    for (const lines of files) {
      const content = lines
        .map(([type, path, argument], index) => `${type} /${index}${path} 0644 0 0 - ${type === 'f' ? argument : ''}\n`)
        .join('');
      expect({ content, tree: create(content).tree }).toEqual({
        content,
        tree: predict(content),
      });
    }
  });
});
