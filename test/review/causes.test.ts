/** Why something changed, of two specs by the real compiler. */
import { describe, expect, it, test } from 'vitest';
import type { Cause, Review } from '../../src/review/model.ts';
import { review } from '../../src/review/review.ts';
import { isRelated, specChanges } from '../../src/review/spec-changes.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';
import { reviewOptions, sideOfResult, sideOfSpec } from '../support/review.ts';

const spec = `host: { os: debian, release: "12" }
kubernetes: { version: "1.18.20", serviceCIDR: 10.254.0.0/16 }
images: { mirror: "registry.lab:5000" }
components:
  etcd: { flags: { snapshot-count: "1000" } }
hosts:
  master-1: { address: 192.0.2.2, roles: [etcd, control-plane] }
  master-2: { address: 192.0.2.3, roles: [etcd] }
`;

function between(before: string, after: string): Review {
  return review(sideOfSpec(before), sideOfSpec(after), reviewOptions);
}

/** As `kind place: text`, of the elements of a file on a host. */
function said(found: Review, path: string, host = 'master-1'): string[] {
  const file = found.changes.find((change) => change.path === path && change.hosts.includes(host));
  const causes = file?.elements.flatMap((element) => element.causes) ?? [];
  return [...new Set([...causes, ...(file?.causes ?? [])].map(phrase))];
}

function phrase(cause: Cause): string {
  if (cause.kind === 'spec') return `${cause.side} ${cause.file}:${cause.line} ${cause.path}: ${cause.text?.trim()}`;
  if (cause.kind === 'generator') return `generator ${cause.before} -> ${cause.after}`;
  return `${cause.kind} ${cause.kind === 'default' ? cause.by : cause.rule}`;
}

describe('of two specs', () => {
  it('names the place that was changed', () => {
    const found = between(spec, spec.replace('"1000"', '"2000"'));
    expect(said(found, 'etc/etcd/etcd.conf')).toEqual([
      'after cluster.yaml:5 components.etcd.flags.snapshot-count: etcd: { flags: { snapshot-count: "2000" } }',
    ]);
  });

  it('names the place that is gone, as the older spec has it', () => {
    const found = between(spec, spec.replace(/components:\n.*\n/, ''));
    expect(said(found, 'etc/etcd/etcd.conf')[0]).toBe(
      'before cluster.yaml:5 components.etcd.flags.snapshot-count: etcd: { flags: { snapshot-count: "1000" } }',
    );
  });

  it('names of a flag that comes to a line what it comes from, and nothing of its neighbours', () => {
    const scheduler = (flags: string) => spec.replace('hosts:', `  kube-scheduler: { flags: { ${flags} } }\nhosts:`);
    const found = between(scheduler('v: 1, kube-api-qps: 10'), scheduler('v: 1, kube-api-qps: 10, kube-api-burst: 20'));
    expect(said(found, 'etc/kubernetes/scheduler')).toEqual([
      expect.stringMatching(/^after cluster\.yaml:6 components\.kube-scheduler\.flags\.kube-api-burst: /),
    ]);
  });

  it('names of a section that is new the component, where no line comes from it', () => {
    const plain = spec.replace(/components:\n.*\n/, '');
    const port = plain.replace('hosts:', 'components:\n  kubelet: {}\n  etcd:\n    ports: { client: 4001 }\nhosts:');
    const found = between(plain, port);
    const all = found.changes.flatMap(({ path, hosts: [host] }) => said(found, path, host));
    expect(all.filter((one) => one.startsWith('after')).length).toBeGreaterThan(0);
    expect(all.filter((one) => / components: /.test(one))).toEqual([]);
    expect(all.some((one) => one.startsWith('after cluster.yaml:6 components.etcd: '))).toBe(true);
  });

  it('names the host that every member knows', () => {
    const more = `${spec}  master-3: { address: 192.0.2.4, roles: [etcd] }\n`;
    const found = between(spec, more);
    expect(said(found, 'etc/etcd/etcd.conf')[0]).toBe(
      'after cluster.yaml:9 hosts.master-3: master-3: { address: 192.0.2.4, roles: [etcd] }',
    );
    expect(said(found, 'etc/etcd/etcd.conf', 'master-3')[0]).toMatch(/^after cluster\.yaml:9 hosts\.master-3/);
  });

  it('names the version, which decides without standing in the lines', () => {
    const found = between(spec, spec.replace('1.18.20', '1.16.15'));
    for (const { path, hosts } of found.changes) {
      for (const cause of said(found, path, hosts[0])) {
        expect(cause).toMatch(/^(after cluster\.yaml:2 kubernetes\.version|default|derived)/);
      }
    }
    expect(found.changes.length).toBeGreaterThan(2);
  });

  it('names another version of unitc where the specs say the same', () => {
    const before = sideOfSpec(spec);
    const newer = sideOfSpec(spec);
    const hosts = new Map(
      [...newer.hosts].map(([name, host]) => {
        const files = [...host.snapshot].map(([path, entry]) => {
          if (path !== 'etc/etcd/etcd.conf' || entry.type !== 'file') return [path, entry] as const;
          const content = Buffer.from(Buffer.from(entry.content).toString().replace('1000', '3000'));
          return [path, { ...entry, content }] as const;
        });
        return [name, { ...host, snapshot: new Map(files) }];
      }),
    );
    const after = { ...newer, name: { ...newer.name, generator: 'unitc 9.0.0' }, hosts };
    const found = review(before, after, reviewOptions);
    expect(said(found, 'etc/etcd/etcd.conf')[0]).toMatch(/^generator unitc \S+ -> unitc 9\.0\.0$/);
  });
});

describe('specChanges', () => {
  it('has the outermost of what is on one side, and the innermost of what is on both', () => {
    const before = { a: { b: 1, c: [1, 2] }, d: 1 };
    const after = { d: 1, a: { c: [1, 3], b: 1 }, e: { f: 1 } };
    expect(specChanges(before, after)).toEqual([['a', 'c', 1], ['e']]);
    expect(specChanges(before, { ...before, d: [1] })).toEqual([['d']]);
    expect(specChanges(before, structuredClone(before))).toEqual([]);
  });

  it('relates a path to what it lies in', () => {
    expect(isRelated(['a'], ['a', 'b'])).toBe(true);
    expect(isRelated(['a', 'b'], ['a'])).toBe(true);
    expect(isRelated(['a', 'b'], ['a', 'c'])).toBe(false);
    expect(isRelated([], ['a'])).toBe(true);
  });
});

const cases = goldenCases();
test.each(cases.map((name, index) => [name, cases[(index + 1) % cases.length] ?? name]))(
  'from golden/%s to golden/%s nothing is without a cause',
  (before, after) => {
    const side = (name: string) => sideOfResult(compileGolden(name), 'spec.yaml');
    // Hosts have other names: what is compared is the first of each.
    const [old, now] = [side(before), side(after)].map((one) => {
      const [host] = one.hosts.values();
      return { ...one, hosts: new Map(host === undefined ? [] : [['host', host]]) };
    });
    if (old === undefined || now === undefined) throw new Error('a side is missing');
    const { changes } = review(old, now, reviewOptions);
    expect(changes.length).toBeGreaterThan(0);
    const silent = changes.flatMap((file) => [
      ...(file.causes.length + file.elements.length === 0 ? [file.path] : []),
      ...file.elements.filter(({ causes }) => causes.length === 0).map(({ at }) => `${file.path} ${at.join(' ')}`),
    ]);
    expect(silent).toEqual([]);
  },
);
