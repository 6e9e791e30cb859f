/** What docs/applying.md shows is what comes out, and what it has one type is there. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { contents, first, Host, second } from '../manifests/support/apply-host.ts';
import { masterAndNode as spec } from '../support/specs.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const page = readFileSync('docs/applying.md', 'utf8');
const shown = /```text\n(.*?)```/s.exec(page)?.[1] ?? '';

describe('docs/applying.md', () => {
  let at: string;
  const run = (...words: string[]) => unitc(['-C', at, ...words]);

  beforeAll(async () => {
    at = temporaryDirectory();
    writeFileSync(path.join(at, 'cluster.yaml'), spec);
    expect((await run('build', 'cluster.yaml', '-o', 'OUT')).exit).toBe(0);
    writeFileSync(path.join(at, 'cluster.yaml'), `${spec}components: { kube-scheduler: { flags: { v: 5 } } }\n`);
  });

  it('shows the plan that comes out', async () => {
    const { stdout } = await run('plan', 'cluster.yaml', '--against', 'OUT', '--host', 'master-1');
    expect(stdout).toBe(shown);
  });

  it('has commands that the command line takes', async () => {
    const commands = [...page.matchAll(/^unitc (.*?)(?: +#.*)?$/gm)].map(([, words = '']) => words.split(' '));
    expect(commands.length).toBe(5);
    for (const words of commands) {
      const place = words.map((word) => (word === '/mnt' || word === '/' ? 'OUT/master-1' : word));
      expect((await run(...place)).exit, words.join(' ')).toBe(0);
    }
  });

  it('names what the script does and keeps', async () => {
    const host = new Host();
    await host.apply(first);
    const before = host.files;
    await host.apply(second);
    expect(page).toContain('`/var/lib/unitc/apply/previous`');
    expect(Object.keys(contents(`${host.root}/var/lib/unitc/apply/previous`))).toContain('etc/etcd/etcd.conf');
    const [, option = ''] = /libexec\/unitc\/apply (--rollback)$/m.exec(page) ?? [];
    expect((await host.run([option])).status).toBe(0);
    expect(host.files).toEqual(before);
    expect(page).toContain('`nothing to do`');
    expect(await host.apply(first)).toMatch(/\nnothing to do\n$/);
  });
});
