/** The figures of docs/hardening.md are those of the files that come out, and of the published image. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const page = readFileSync('docs/hardening.md', 'utf8');
/** The cells of the first table behind the name of its row. */
const row = (name: string) => {
  const line = page.split('\n').find((text) => text.startsWith(`| ${name} |`)) ?? expect.fail(`no row ${name}`);
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
};
const strings = z.array(z.string());
const configuration = z.object({
  process: z.object({
    capabilities: z.object({ bounding: strings }),
    noNewPrivileges: z.boolean().optional(),
    rlimits: z.array(z.object({ type: z.literal('RLIMIT_NOFILE'), hard: z.number() })),
  }),
  linux: z.object({
    seccomp: z.object({ syscalls: z.array(z.object({ names: strings, action: z.string() })) }).optional(),
    maskedPaths: strings.optional(),
    readonlyPaths: strings.optional(),
  }),
});
const read = (file: string, change = (text: string) => text) =>
  configuration.parse(JSON.parse(change(readFileSync(file, 'utf8'))));
const bundles = 'golden/centos-atomic/hosts/master-1/var/lib/containers/atomic';
const columns = [
  // A variable of the template is JSON text by itself.
  [
    'etcd, published',
    0,
    read('test/support/published/etcd/config.json.template', (text) => text.replace('$ADDTL_MOUNTS', '')),
  ],
  ['etcd', 1, read(`${bundles}/etcd.0/config.json`)],
  ['flanneld', 3, read(`${bundles}/flanneld.0/config.json`)],
] as const;

describe.each(columns)('%s', (_, column, { process, linux }) => {
  test('the first table says what its config.json says', () => {
    const allowed = linux.seccomp?.syscalls.filter(({ action }) => action === 'SCMP_ACT_ALLOW');
    const names = new Set(allowed?.flatMap(({ names }) => names));
    expect(row('capabilities')[column]).toBe(String(process.capabilities.bounding.length));
    expect(row('`noNewPrivileges`')[column]).toBe(process.noNewPrivileges === true ? 'yes' : 'no');
    expect(row('system calls')[column]).toBe(allowed ? `${names.size} names` : 'all');
    expect(row('masked paths')[column]).toBe(String(linux.maskedPaths?.length ?? 0));
    expect(row('read-only paths')[column]).toBe(String(linux.readonlyPaths?.length ?? 0));
    expect(row('RLIMIT_NOFILE')[column]).toBe(String(process.rlimits[0]?.hard));
  });
});

describe.each(columns.slice(1))('%s', (name, _, { process, linux }) => {
  test('the other tables name the same capabilities and paths', () => {
    const kept = [...page.matchAll(/^\| (\w+) \| `(CAP_\w+)` \|/gm)].filter(([, process]) => process === name);
    expect(kept.map(([, , capability]) => capability).sort()).toEqual([...process.capabilities.bounding].sort());
    const paths = (key: string) =>
      [
        ...row(key)
          .join()
          .matchAll(/`([^`]+)`/g),
      ].map(([, path]) => path);
    expect(paths('masked')).toEqual(linux.maskedPaths);
    const writable = name === 'flanneld' ? ['/proc/sys'] : [];
    expect(paths('read-only').filter((path) => !writable.includes(path ?? ''))).toEqual(linux.readonlyPaths);
  });
});
