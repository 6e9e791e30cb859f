/** Services: on which hosts, in which layers, and what each engine is told. */
import { describe, expect, test } from 'vitest';
import { imageUses } from '../../src/inventory/images.ts';
import { codesOf, compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf, launchedBy } from '../support/launch.ts';

const image = 'image: "quay.io/a/b:1"';
const spec = (services: string, more = '') =>
  `host: { os: centos-atomic }\nimages: { mirror: "m.lab" }\nhosts:\n  master-1: { address: 10.0.0.1, roles: [etcd, control-plane] }\n  other-1: { address: 10.0.0.2, roles: [other]${more} }\nroles: { other: { services: { of-role: { ${image}, env: { A: role, B: role } } } } }\nservices:\n${services}`;
const hosts = (text: string, name: string) =>
  [...compileText(text).trees].flatMap(([host, tree]) =>
    tree.get(`etc/systemd/system/${name}.service`) === undefined ? [] : [host],
  );

describe('which hosts', () => {
  const more = `, services: { of-host: { ${image} } }`;
  const text = spec(`  all: { ${image} }\n  some: { ${image}, on: [etcd] }\n  none: { ${image}, on: [] }\n`, more);
  test('those that an entry is for, without `on`', () => {
    expect(hosts(text, 'all')).toEqual(['master-1', 'other-1']);
    expect(hosts(text, 'of-role')).toEqual(['other-1']);
    expect(hosts(text, 'of-host')).toEqual(['other-1']);
  });
  test('those of the roles in `on`', () => {
    expect(hosts(text, 'some')).toEqual(['master-1']);
    expect(hosts(text, 'none')).toEqual([]);
    expect(codesOf(compileText(text))).toEqual(['UC108']);
  });
  test('layers: cluster, role, host', () => {
    const layered = spec(
      `  of-role: { target: docker, on: [other], env: { A: all, B: all, C: all } }\n`,
      `, services: { of-role: { env: { A: host } } }`,
    );
    const argv = argvOf(treeOf(layered, 'other-1'), 'of-role.service');
    expect(argv.filter((_, at) => argv[at - 1] === '--env')).toEqual(['A=host', 'B=role', 'C=all']);
    expect(hosts(layered, 'of-role')).toEqual(['other-1']);
  });
  test('docker on a host brings flannel to it', () => {
    expect(hosts(spec(`  all: { ${image} }\nflannel: {}\n`), 'flanneld')).toEqual(['master-1', 'other-1']);
  });
});

describe('what it runs', () => {
  const tree = (service: string) => treeOf(spec(`  ab: { ${service} }\n`));
  const words = 'flags: { a.b: [1, 2], c: true }, args: ["-d", { name: e, value: f }]';
  const expected = ['--a.b=1,2', '--c=true', '-d', '--e=f'];
  test('under docker the image’s own entry point, with the words behind the image', () => {
    const argv = argvOf(tree(`${image}, ${words}`), 'ab.service');
    expect(argv).not.toContain('--entrypoint');
    expect(argv.slice(argv.indexOf('quay.io/a/b:1'))).toEqual(['quay.io/a/b:1', ...expected]);
  });
  test('under docker another program where the spec names it', () => {
    const argv = argvOf(tree(`${image}, ${words}, command: /bin/b`), 'ab.service');
    expect(argv.slice(argv.indexOf('--entrypoint'))).toEqual(['--entrypoint', '/bin/b', 'quay.io/a/b:1', ...expected]);
  });
  test('mounts of the host are shared before docker is asked to share them', () => {
    const unit = (options: string) =>
      fileOf(tree(`${image}, mounts: [{ source: /srv, options: [${options}] }]`), 'etc/systemd/system/ab.service')
        .content;
    expect(unit('rshared')).toContain('\nExecStartPre=/usr/bin/mount --make-rshared /\n');
    expect(unit('rslave')).not.toContain('make-rshared');
  });
  test('in a system container', () => {
    const made = tree(`${image}, ${words}, target: system-container, command: /bin/b, dataDir: /srv/b, user: "7:8"`);
    expect(launchedBy(made, 'ab.service')).toEqual(['/bin/b', ...expected]);
    const config: unknown = JSON.parse(fileOf(made, 'var/lib/containers/atomic/ab.0/config.json').content);
    expect(config).toMatchObject({ process: { args: ['/bin/b', ...expected], user: { uid: 7, gid: 8 } } });
    expect(fileOf(made, 'etc/tmpfiles.d/ab.conf').content).toMatch(
      /\nd \/srv\/b 0700 7 8 - -\nZ \/srv\/b - 7 8 - -\n$/,
    );
  });
  test('on the host', () => {
    const made = tree(`target: host, command: /usr/bin/b, ${words}, dataDir: /srv/b`);
    expect(argvOf(made, 'ab.service')).toEqual(['/usr/bin/b', ...expected]);
    expect(fileOf(made, 'etc/tmpfiles.d/ab.conf').content).toMatch(/\nd \/srv\/b 0755 root root - -\n$/);
    expect(fileOf(made, 'etc/systemd/system/ab.service').content).not.toContain('ensure-image');
  });
  test('nothing asks whether it is ready', () => {
    for (const target of ['docker', 'system-container', 'host']) {
      const made = tree(`${image}, target: ${target}, command: /bin/b`);
      expect(fileOf(made, 'etc/systemd/system/ab.service').content).not.toContain('wait-ready');
    }
  });
});

test('its image is pulled as it is written, mirror or not', () => {
  const { cluster } = compileText(spec(`  ab: { ${image} }\n`));
  if (cluster === undefined) throw new Error('does not compile');
  expect(imageUses(cluster).find(({ component }) => component === 'ab')).toEqual({
    component: 'ab',
    kind: 'service',
    hosts: ['master-1', 'other-1'],
    source: 'quay.io/a/b:1',
    pulled: 'quay.io/a/b:1',
    mirrored: false,
  });
});
