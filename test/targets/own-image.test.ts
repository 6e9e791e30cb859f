/** `launch: image` of a rendered system container: what a host has is what atomic writes from the image, word for word. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { compileImage } from '../../src/compile-image.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { compileGolden, goldenCases } from '../support/golden-case.ts';
import { installImage, manifestOf, valuesOf } from '../support/installed-image.ts';

const options = { bundle: loadBundle(), version: '0.0.0' };

type Compiled = ReturnType<typeof compileText>;

function madeOf({ cluster, diagnostics }: Compiled, component: string, host?: string) {
  if (cluster === undefined) throw new Error(JSON.stringify(diagnostics));
  return compileImage(cluster, { component, ...(host !== undefined && { host }) }, options);
}

function imageOf(compiled: Compiled, component: string, host?: string): FileTree {
  const made = madeOf(compiled, component, host);
  if (!made.ok) throw new Error(made.message);
  return made.tree;
}

function hostOf({ trees, diagnostics }: Compiled, host: string): FileTree {
  const tree = trees.get(host);
  if (tree === undefined) throw new Error(JSON.stringify(diagnostics));
  return tree;
}

/** Everything that atomic writes by itself, except what only the registry knows. */
function expectInstalled(tree: FileTree, image: FileTree, name: string): void {
  const content = (path: string) => fileOf(tree, path).content;
  const bundle = `var/lib/containers/atomic/${name}.0`;
  const { unit, config, tmpfiles, hostFiles } = installImage(image, name);
  expect(content(`etc/systemd/system/${name}.service`)).toBe(unit);
  expect(content(`${bundle}/${name}.service`)).toBe(unit);
  expect(content(`etc/tmpfiles.d/${name}.conf`)).toBe(tmpfiles);
  expect(content(`${bundle}/tmpfiles-${name}.conf`)).toBe(tmpfiles);
  expect(content(`${bundle}/config.json`)).toBe(config);
  const info = JSON.parse(content(`${bundle}/info`));
  expect(info.values).toMatchObject(valuesOf(image, name));
  expect(info['rename-installed-files']).toEqual(manifestOf(image).renameFiles);
  const helpers = [...hostFiles].filter(([path]) => path.startsWith('/usr/local/libexec/'));
  expect(helpers.length).toBeGreaterThan(0);
  for (const [path, text] of helpers) {
    expect(content(path.slice(1)), path).toBe(text);
    const digest = createHash('sha256').update(text).digest('hex');
    expect(info['installed-files-checksum'][path], path).toBe(digest);
  }
  expect(Object.keys(info['installed-files-checksum'])).toEqual(info['installed-files']);
  expect(info['installed-files']).toEqual([
    `/usr/local/libexec/unitc/${name}`,
    ...helpers.map(([path]) => path).sort(),
  ]);
}

const spec = (components: string, { os = 'fedora-atomic', hosts = '' } = {}) => `host: { os: ${os} }
images: { mirror: "registry.lab:5000" }
etcd: { version: "3.4.3" }
kubernetes: { version: "1.7.3" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
${hosts}components:
${components}`;
const named = 'launch: image, image: "registry.lab:5000/system/x:1"';

describe('the golden case', () => {
  const { cluster } = compileGolden('launch-image');
  const instances = (cluster?.hosts ?? []).flatMap((host) => host.instances);
  const own = instances.filter(({ settings }) => settings.launch.value === 'image');
  const names = own.map(({ name, host }) => [name, host.name] as const);

  test('has one image for several hosts, and programs of three kinds', () => {
    expect(names).toHaveLength(5);
    expect(new Set(names.map(([name]) => name)).size).toBe(3);
  });

  test.each(names)('%s on %s', (name, host) => {
    const compiled = compileGolden('launch-image');
    expectInstalled(hostOf(compiled, host), imageOf(compiled, name), name);
  });

  test('is the only one: elsewhere units start the program', () => {
    const others = goldenCases().filter((name) => name !== 'launch-image' && name !== 'fedora-atomic');
    for (const name of others) {
      for (const tree of compileGolden(name).trees.values()) {
        for (const { path } of tree) expect(path).not.toMatch(/^var\/lib\/containers\/atomic\/.*\.service$/);
      }
    }
  });
});

describe.each([
  [
    'bounds, mounts and what is added to the unit',
    `{ ${named}, user: "5:6", resources: { memory: 1Gi }, mounts: [{ source: /srv/x }], unit: { Service: { Environment: "A=$$b %h" } } }`,
  ],
  ['a data directory elsewhere', `{ ${named}, dataDir: /srv/etcd, env: { A: "$b" } }`],
  ['snapshots', `{ ${named}, snapshots: { dir: /srv/s } }`],
  ['a program at another path', `{ ${named}, command: /opt/etcd/etcd }`],
])('%s', (_, etcd) => {
  const compiled = compileText(spec(`  etcd: ${etcd}\n`));

  test('is in the image too', () => {
    expect(codesOf(compiled)).toEqual([]);
    expectInstalled(hostOf(compiled, 'master-1'), imageOf(compiled, 'etcd'), 'etcd');
  });
});

test('configuration and etcdctl are those of the host: atomic leaves alone what it finds', () => {
  const tree = treeOf(spec(`  etcd: { ${named} }\n`));
  const plain = treeOf(spec('  etcd: { launch: unit }\n'));
  expect(fileOf(tree, 'etc/etcd/etcd.conf').content).toBe(fileOf(plain, 'etc/etcd/etcd.conf').content);
  expect(fileOf(tree, 'usr/local/bin/etcdctl').content).toBe(fileOf(plain, 'usr/local/bin/etcdctl').content);
  expect(tree.get('usr/local/libexec/unitc/fetch-rootfs')).toBeDefined();
  expect(JSON.parse(fileOf(tree, 'var/lib/containers/atomic/etcd.0/info').content).image).toBe(
    'registry.lab:5000/system/x:1',
  );
});

test('the image is made from the default one, through the mirror, and not from itself', () => {
  const from = (components: string) =>
    /^FROM (.*)$/m.exec(fileOf(imageOf(compileText(spec(components)), 'etcd'), 'Containerfile').content)?.[1];
  expect(from(`  etcd: { ${named} }\n`)).toBe('registry.lab:5000/coreos/etcd:v3.4.3');
  expect(from('  etcd: { image: "registry.lab:5000/system/x:1" }\n')).toBe('registry.lab:5000/system/x:1');
});

test('a default image that nobody serves any more cannot be made into another', () => {
  const scheduler = `  kube-scheduler: { target: system-container, family: distribution, image: "registry.lab:5000/x:1"`;
  const others = '  kube-apiserver: { image: "a.lab/x:1" }\n  kube-controller-manager: { image: "a.lab/x:2" }\n';
  const told = (settings: string) =>
    codesOf(compileText(spec(`${scheduler}${settings} }\n${others}`).replace(/^images:.*\n/m, '')));
  expect(told(', launch: image')).toEqual(['UC104']);
  expect(told('')).toEqual([]);
});

test('a second instance has its own directories, and an image of its own', () => {
  const compiled = compileText(
    spec(`  etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 }, ${named} }\n`),
  );
  const tree = hostOf(compiled, 'master-1');
  expectInstalled(tree, imageOf(compiled, 'etcd-events'), 'etcd-events');
  expect(fileOf(tree, 'etc/systemd/system/etcd-events.service').content).toContain(
    '\nEnvironmentFile=-/etc/etcd-events/etcd.conf\n',
  );
});

test('runc is where the host has it', () => {
  const { content } = fileOf(
    treeOf(spec(`  etcd: { ${named} }\n`, { os: 'debian' })),
    'etc/systemd/system/etcd.service',
  );
  expect(content).toContain("\nExecStart=/usr/sbin/runc --systemd-cgroup run 'etcd'\n");
});

describe('an image for several hosts', () => {
  const two = (components: string) =>
    spec(`  etcd: { ${named} }\n`, {
      hosts: `  b: { address: 10.0.0.2, roles: [etcd]${components} }\n  c: { address: 10.0.0.3, roles: [etcd] }\n`,
    });

  test('is refused where their settings would make two', () => {
    const { diagnostics } = compileText(two(', components: { etcd: { env: { A: "1" } } }'));
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      [
        'UC184',
        'the hosts `b` and `c` cannot have the same image of `etcd`: `exports/config.json.template` in it would differ',
      ],
    ]);
  });

  test('is one for those that name it', () => {
    const other = ', components: { etcd: { env: { A: "1" }, image: "registry.lab:5000/system/x:2" } }';
    const compiled = compileText(two(other));
    expect(codesOf(compiled)).toEqual([]);
    expect(madeOf(compiled, 'etcd')).toMatchObject({
      ok: false,
      message: 'the hosts `b` and `c` do not take the same image',
    });
    for (const host of ['master-1', 'b', 'c']) {
      expectInstalled(hostOf(compiled, host), imageOf(compiled, 'etcd', host), 'etcd');
    }
    const { defaultValues } = manifestOf(imageOf(compiled, 'etcd', 'c'));
    expect(defaultValues).toMatchObject({ ETCD_NAME: '', ETCD_INITIAL_CLUSTER_TOKEN: 'cluster' });
  });

  test('is not for hosts whose units start the program', () => {
    const compiled = compileText(two(', components: { etcd: { launch: unit } }'));
    expect(madeOf(compiled, 'etcd')).toMatchObject({ ok: false });
    expectInstalled(hostOf(compiled, 'c'), imageOf(compiled, 'etcd', 'c'), 'etcd');
    expect(fileOf(hostOf(compiled, 'b'), 'etc/systemd/system/etcd.service').content).toContain('/oci-config ');
  });
});

test('a default that atomic would put into the unit, where it means something else, is refused where it is written', () => {
  const urls = 'http://192.168.122.2:2379,http://127.0.0.1:2379,http://[fe80::1%25eth0]:2379';
  const { diagnostics } = compileText(spec(`  etcd: { ${named}, flags: { listen-client-urls: "${urls}" } }\n`));
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n')).toContain(
    'cannot be the default of `ETCD_LISTEN_CLIENT_URLS`: atomic puts it into the unit as it is',
  );
});
