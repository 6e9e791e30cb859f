/** docs/packaging.md: its commands run, and its table is that of the layouts. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hostLayout, packageLayout } from '../../src/tree/layout.ts';
import { unitc } from '../cli/run-case.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const page = readFileSync('docs/packaging.md', 'utf8');

describe('docs/packaging.md', () => {
  let at: string;
  beforeAll(() => {
    at = temporaryDirectory();
    writeFileSync(path.join(at, 'cluster.yaml'), readFileSync('golden/package-layout/spec.yaml'));
  });

  it('has commands that do what it says', async () => {
    const [command = ''] = /^unitc build .*--layout package -o OUT$/m.exec(page) ?? [];
    expect((await unitc(['-C', at, ...command.split(' ').slice(1)])).exit).toBe(0);
    expect(existsSync(path.join(at, 'OUT/master-1/usr/lib/systemd/system/etcd.service'))).toBe(true);
    for (const helper of page.matchAll(/`(\/usr\/libexec\/unitc\/[a-z-]+) /g)) {
      expect(existsSync(path.join(at, 'OUT/master-1', helper[1] ?? '')), helper[1]).toBe(true);
    }
  });

  it('has a command for cloud-init', async () => {
    writeFileSync(path.join(at, 'first.yaml'), readFileSync('golden/first-boot/spec.yaml'));
    const [command = ''] = /^unitc build .*\.user-data'$/m.exec(page) ?? [];
    const words = command.replaceAll("'", '').replace('cluster.yaml', 'first.yaml').split(' ').slice(1);
    expect((await unitc(['-C', at, ...words])).exit).toBe(0);
    expect(readFileSync(path.join(at, 'dist/master-1.user-data'), 'utf8')).toMatch(/^#cloud-config\n/);
  });

  it('names the version of Butane configs', async () => {
    writeFileSync(path.join(at, 'first.yaml'), readFileSync('golden/first-boot/spec.yaml'));
    expect(page).toContain("-o 'dist/{host}.bu'");
    expect((await unitc(['-C', at, 'build', 'first.yaml', '-o', 'dist/{host}.bu'])).exit).toBe(0);
    const text = readFileSync(path.join(at, 'dist/master-1.bu'), 'utf8');
    const [, version] = /^version: "?([\d.]+)/m.exec(text) ?? [];
    expect(page).toContain(`\`version: ${version}\``);
  });

  it.each(['containerfile', 'sysext', 'confext'])(
    'has a command for %s, and where what it makes lies',
    async (kind) => {
      // The golden case refines another one by a relative path.
      const [command = ''] = new RegExp(`^unitc build .*--as ${kind} .*$`, 'm').exec(page) ?? [];
      const words = command.split(' ').slice(1);
      const out = words.at(-1) ?? '';
      const where = [...words.slice(0, -1), path.join(at, out)];
      const spec = where.map((word) => (word === 'cluster.yaml' ? 'golden/system-image/spec.yaml' : word));
      expect((await unitc(spec)).exit).toBe(0);
      const host = kind === 'containerfile' ? 'master-1' : 'unitc-lab-master-1';
      expect(readdirSync(path.join(at, out))).toContain(host);
      expect(page).toContain(`${out}/${host}`);
    },
  );

  it('has a command for Ignition configs', async () => {
    writeFileSync(path.join(at, 'first.yaml'), readFileSync('golden/first-boot/spec.yaml'));
    const [command = ''] = /^unitc build .*\.ign'$/m.exec(page) ?? [];
    const words = command.replaceAll("'", '').replace('cluster.yaml', 'first.yaml').split(' ').slice(1);
    expect((await unitc(['-C', at, ...words])).exit).toBe(0);
    const config = JSON.parse(readFileSync(path.join(at, 'dist/master-1.ign'), 'utf8'));
    expect(page).toContain(`**The specification is ${config.ignition.version},**`);
  });

  it.each(['units', 'bin', 'helpers', 'descriptions', 'defaults', 'manifest'] as const)(
    'says where each layout has %s',
    (key) => {
      const row = page.split('\n').find((line) => line.includes(`| \`${packageLayout[key]}`)) ?? '';
      expect(row).toContain(`| \`${hostLayout[key]}`);
    },
  );

  it('names the packages that come out, and their spec files', async () => {
    const [command = ''] = /^unitc build .*--as rpm-spec -o SOURCES$/m.exec(page) ?? [];
    expect((await unitc(['-C', at, ...command.split(' ').slice(1)])).exit).toBe(0);
    const specs = readdirSync(path.join(at, 'SOURCES')).filter((file) => file.endsWith('.spec'));
    const text = specs.map((file) => readFileSync(path.join(at, 'SOURCES', file), 'utf8')).join('');
    const packages = [...text.matchAll(/^%files -n (\S+)/gm)].map(([, name = '']) => name);
    const named = [...page.matchAll(/`(unitc-lab-[a-z0-9-]+)`/g)].map(([, name = '']) => name);
    expect(packages.filter((name) => !named.includes(name))).toEqual([]);
    expect(specs.sort()).toEqual(['unitc-lab-host-master-1.spec', 'unitc-lab-host-node-1.spec', 'unitc-lab.spec']);
    for (const name of ['kubernetes-master', 'kubernetes-node', 'etcd', 'flannel']) {
      expect(text).toMatch(new RegExp(`^Conflicts: +${name}$`, 'm'));
      expect(page).toContain(`\`${name}\``);
    }
  });
});
