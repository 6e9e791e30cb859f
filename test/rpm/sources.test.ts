/** The source packages of every golden spec whose programs are not the distribution's. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/compile.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { packageRoles } from '../../src/inventory/package-roles.ts';
import { packageSpecs, packagesOf } from '../../src/package-sources.ts';
import { pathFindings } from '../../src/rpm/rules/paths.ts';
import { packageLayout } from '../../src/tree/layout.ts';
import { goldenCases, goldenRoot } from '../support/golden-case.ts';

const tool = { bundle: loadBundle(), version: '0.0.0' };

function question(name: string) {
  const read = (file: string) => readFileSync(path.join(goldenRoot, name, file), 'utf8');
  const { cluster, trees } = compile({ entry: 'spec.yaml', read }, { ...tool, layout: packageLayout });
  if (cluster === undefined) throw new Error(`${name} does not compile`);
  return { cluster, trees, epoch: 0 };
}

const packaged = (name: string) => packageRoles(question(name).cluster).packaged.length > 0;

/** Paths of %files by package. */
function files(text: string): Map<string, string[]> {
  const sections = text.split(/^%files/m).slice(1);
  return new Map(
    sections.map((section) => {
      const name = /^ -n (\S+)/.exec(section)?.[1] ?? /^Name: +(\S+)/m.exec(text)?.[1] ?? '';
      return [name, [...section.matchAll(/^(?!%dir).*%attr\(.*\) (\/\S+)$/gm)].map(([, at = '']) => at)];
    }),
  );
}

describe.each(goldenCases().filter((name) => !packaged(name)))('golden/%s', (name) => {
  const asked = question(name);
  const specs = packageSpecs(asked, tool);
  const contents = new Map([...specs.values()].flatMap(({ text }) => [...files(text)]));

  it('gives each host exactly the files of its tree, by its package and those that this one requires', () => {
    for (const [host, tree] of asked.trees) {
      const own = `unitc-${asked.cluster.name.value}-host-${host}`;
      const text = specs.get(`${own}.spec`)?.text ?? '';
      const needed = [...text.matchAll(/^Requires: +(unitc-\S+) = /gm)].map(([, one = '']) => one);
      const all = [own, ...needed].flatMap((one) => contents.get(one) ?? []);
      expect(new Set(all).size, 'no file twice').toBe(all.length);
      const got = all.filter((at) => !at.endsWith('.preset') && !at.startsWith('/usr/libexec/unitc/'));
      const wanted = [...tree].map((one) => `/${one.path}`).filter((at) => !at.startsWith('/usr/libexec/unitc/'));
      expect(got.sort()).toEqual(wanted.sort());
      for (const helper of [...tree].filter((one) => one.path.startsWith('usr/libexec/unitc/'))) {
        expect(all).toContain(`/${helper.path}`);
      }
    }
  });

  it('has no path that rpm-ostree does not take', () => {
    const plain = { type: 'file', mode: 0o644, owner: 'root', group: 'root', size: 0, config: false } as const;
    const all = [...contents.values()].flat().map((at) => ({ ...plain, path: at, noreplace: false, ghost: false }));
    expect(all.length).toBeGreaterThan(10);
    expect(pathFindings(all)).toEqual([]);
  });

  it('has no scriptlet but systemd’s macros, and every file of /etc as configuration', () => {
    for (const { text, refusals } of specs.values()) {
      expect(refusals).toEqual([]);
      const scriptlets = [...text.matchAll(/^%(?:pre|post|preun|postun|posttrans)(?: .*)?\n((?:.+\n)*)/gm)];
      for (const [, body = ''] of scriptlets)
        expect(body).toMatch(/^%systemd_(post|preun|postun_with_restart)( [\w@.-]+)+\n$/);
      for (const line of text.split('\n').filter((one) => / \/etc\//.test(one))) {
        expect(line).toMatch(/^%dir |^%config\(noreplace\) /);
      }
    }
  });

  it('restarts neither system containers, which slot updates, nor docker', () => {
    for (const { text } of specs.values()) {
      const restarted = [...text.matchAll(/^%systemd_postun_with_restart (.*)$/gm)].flatMap(([, all = '']) =>
        all.split(' '),
      );
      expect(restarted).not.toContain('docker.service');
      for (const [, container] of text.matchAll(/unitc\/containers\/([^/\n]+)\.0\/info$/gm)) {
        expect(restarted).not.toContain(`${container}.service`);
      }
    }
  });
});

it('programs of the distribution’s packages are refused by name', async () => {
  expect(await packagesOf(question('rpm-layered'), tool)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^`[\w-]+` of the host `[\w-]+` runs from a package of the distribution/),
  });
});

it('the same sources have the same bytes', async () => {
  const [one, two] = [
    await packagesOf(question('centos-atomic'), tool),
    await packagesOf(question('centos-atomic'), tool),
  ];
  if (!one.ok || !two.ok) throw new Error('refused');
  expect([...one.sources.files]).toEqual([...two.sources.files]);
  expect(one.sources.specs[0]).toBe('unitc-lab.spec');
});

it('versions of what is replaced are numbers as packages have them', () => {
  const text = `name: lab
host: { os: debian }
images: { family: distribution, mirror: m.lab }
kubernetes: { version: v1.5.2 }
etcd: { version: "3.4.23-rc.1-x" }
hosts: { one: { address: 192.0.2.1, roles: [etcd, control-plane] } }
`;
  const { cluster } = compile({ entry: 'c.yaml', read: () => text }, tool);
  if (cluster === undefined) throw new Error('does not compile');
  const replaced = packageRoles(cluster).roles.flatMap(({ replaces }) => replaces ?? []);
  expect(replaced.map(({ name, version }) => `${name} ${version}`)).toEqual([
    'kubernetes-master 1.5.2',
    'kubernetes-node 1.5.2',
    'etcd 3.4.23',
  ]);
});
