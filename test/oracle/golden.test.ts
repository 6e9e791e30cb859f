/** The programs that will meet the golden trees on a host: systemd-analyze, shellcheck, systemd-tmpfiles, runc. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { substitute } from '../../src/codec/string-template/index.ts';

const run = promisify(execFile);
const hosts = readdirSync('golden').flatMap((name) =>
  readdirSync(path.join('golden', name, 'hosts')).map((host) => path.join('golden', name, 'hosts', host)),
);

/** What the host, its engines and its packages bring. */
const programs = [
  ...['docker', 'runc', 'systemd-tmpfiles', 'mount', 'etcd', 'flanneld', 'kubelet', 'kube-proxy'].map(
    (name) => `usr/bin/${name}`,
  ),
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) => `usr/bin/${name}`),
  'usr/sbin/runc',
  'usr/bin/smartctl_exporter',
  'opt/bin/kubelet',
  'usr/lib/systemd/systemd-modules-load',
  'usr/lib/systemd/systemd-sysctl',
];

let work = '';
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'unitc-golden-'));
});
afterAll(() => rm(work, { recursive: true }));

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const packagePlaces = {
  units: 'usr/lib/systemd/system',
  scripts: ['usr/libexec', 'usr/bin'],
  tmpfiles: 'usr/lib/tmpfiles.d',
  bundles: 'usr/lib/unitc/containers',
};
const hostPlaces: typeof packagePlaces = {
  units: 'etc/systemd/system',
  scripts: ['usr/local'],
  tmpfiles: 'etc/tmpfiles.d',
  bundles: 'var/lib/containers',
};

/** Where the layout of a tree has what. */
function placesOf(tree: string): typeof packagePlaces {
  return existsSync(path.join(tree, hostPlaces.units)) ? hostPlaces : packagePlaces;
}

/** A root with the distribution's units, stand-ins for the engines, and the tree of one host. */
async function rootWith(tree: string, name: string): Promise<string> {
  const root = path.join(work, name);
  await mkdir(path.join(root, 'usr/lib/systemd'), { recursive: true });
  await cp('/lib/systemd/system', path.join(root, 'usr/lib/systemd/system'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await symlink('usr/lib', path.join(root, 'lib'));
  for (const program of programs) {
    await mkdir(path.dirname(path.join(root, program)), { recursive: true });
    await writeFile(path.join(root, program), '', { mode: 0o755 });
  }
  const docker = '[Unit]\nDescription=stand-in\n[Service]\nExecStart=/usr/bin/docker\n';
  await writeFile(path.join(root, 'usr/lib/systemd/system/docker.service'), docker);
  // The package's unit, below the drop-in of kubeadm.
  await writeFile(path.join(root, 'usr/lib/systemd/system/kubelet.service'), docker.replace('/docker', '/kubelet'));
  await cp(tree, root, { recursive: true });
  await writeInstalledUnits(path.join(root, placesOf(tree).units));
  return root;
}

/** What atomic writes for containers that it installs: the tree has only drop-ins of these units. */
async function writeInstalledUnits(units: string): Promise<void> {
  for (const [image, name] of Object.entries({ etcd: 'etcd', flannel: 'flanneld' })) {
    if (!existsSync(path.join(units, `unitc-install-${name}.service`))) continue;
    const template = await readFile(`test/support/published/${image}/service.template`, 'utf8');
    const unit = substitute(template, {
      NAME: name,
      DESTDIR: `/var/lib/containers/atomic/${name}.0`,
      EXEC_START: `/usr/bin/runc --systemd-cgroup run '${name}'`,
      EXEC_STOP: `/usr/bin/runc --systemd-cgroup kill '${name}'`,
      AFTER: 'etcd.service',
      REQUIRED_BY: '',
    });
    if (!unit.ok) throw new Error(`test/support/published/${image}: ${unit.kind}`);
    await writeFile(path.join(units, `${name}.service`), unit.text);
  }
}

/** By text: most hosts have the same programs. */
const checked = new Map<string, Promise<string>>();

function shellcheck(script: string): Promise<string> {
  const text = readFileSync(script, 'utf8');
  const finding = checked.get(text) ?? run('shellcheck', ['-s', 'sh', script]).then(({ stdout }) => stdout);
  checked.set(text, finding);
  return finding;
}

describe.each(hosts)('%s', (tree) => {
  const name = tree.replaceAll('/', '-');

  test('systemd-analyze verify is silent', async () => {
    const root = await rootWith(tree, name);
    // docker.service stands for its drop-ins, which are read with it.
    const units = readdirSync(path.join(tree, placesOf(tree).units)).map((name) => name.replace(/\.d$/, ''));
    expect(units.length).toBeGreaterThan(0);
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', `--root=${root}`, ...units]);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  test('shellcheck finds nothing in any script', async () => {
    const scripts = placesOf(tree).scripts.flatMap((at) => filesBelow(path.join(tree, at)));
    const found = await Promise.all(scripts.map(shellcheck));
    expect(found.join('')).toBe('');
  });

  test('systemd-tmpfiles creates what the lines say', async () => {
    const lines = filesBelow(path.join(tree, placesOf(tree).tmpfiles));
    const root = path.join(work, `${name}-tmpfiles`);
    // The accounts of the packages.
    await mkdir(path.join(root, 'etc'), { recursive: true });
    await writeFile(path.join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\netcd:x:990:990::/:/bin/false\n');
    await writeFile(path.join(root, 'etc/group'), 'root:x:0:\netcd:x:990:\n');
    const words = (file: string) => [`--root=${root}`, '--create', path.resolve(file)];
    const said: string[] = [];
    for (const file of lines) {
      const { stdout, stderr } = await run('systemd-tmpfiles', words(file));
      said.push(stdout, stderr);
    }
    // Few hosts have no such file.
    expect(said.join('')).toBe('');
    for (const file of lines) {
      for (const [, type, made = ''] of readFileSync(file, 'utf8').matchAll(/^([df]) (\S+) /gm)) {
        const status = statSync(path.join(root, made));
        expect(type === 'd' ? status.isDirectory() : status.isFile(), made).toBe(true);
      }
    }
  });

  test('runc runs every config.json over a stub root', async () => {
    const bundles = filesBelow(path.join(tree, placesOf(tree).bundles)).filter((file) => file.endsWith('/config.json'));
    const printed: string[] = [];
    for (const file of bundles) printed.push(await runBundle(file, path.join(work, `${name}-bundle`)));
    // Hosts that run everything in docker, or from packages, have none.
    expect(printed).toEqual(bundles.map((file) => `${programOf(readFileSync(file, 'utf8'))}\n`));
  });
});

test('there are bundles, state and scripts on some host', () => {
  const packaged = Object.values(packagePlaces).flat();
  for (const at of ['var/lib/containers', 'etc/tmpfiles.d', 'usr/local', ...packaged]) {
    expect(
      hosts.some((tree) => existsSync(path.join(tree, at))),
      at,
    ).toBe(true);
  }
});

function programOf(config: string): string {
  return /"args": \[\s*"([^"]+)"/.exec(config)?.[1] ?? '';
}

/** What it prints: the program of the stub root says what it was started with; mounted directories are made here. */
async function runBundle(file: string, bundle: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  const config: unknown = JSON.parse(text);
  const program = programOf(text);
  const sources = [...text.matchAll(/"type": "bind",\s*"source": "([^"]+)"/g)].map((match) => match[1] ?? '');
  await mkdir(path.join(bundle, 'rootfs', path.dirname(program)), { recursive: true });
  await run('gcc', [
    '-static',
    '-o',
    path.join(bundle, 'rootfs', program),
    '-x',
    'c',
    path.resolve('test/oracle/stub.c'),
  ]);
  const moved: Record<string, string> = {};
  for (const source of sources.filter((one) => !['/etc/hosts', '/etc/resolv.conf'].includes(one))) {
    moved[source] = path.join(bundle, 'host', source);
    await mkdir(moved[source], { recursive: true });
  }
  // Only where the host's directories are is changed: this machine is not the host.
  const local = Object.entries(moved).reduce(
    (json, [source, to]) => json.replaceAll(`"source": "${source}"`, `"source": "${to}"`),
    text.replace(/"hard": \d+,\s*"soft": \d+/, '"hard": 1024, "soft": 1024'),
  );
  await writeFile(path.join(bundle, 'config.json'), local);
  const { stdout } = await run('runc', ['run', '--bundle', bundle, `unitc-stub-${process.pid}`]);
  expect(config).toMatchObject({ ociVersion: '1.0.0', root: { path: 'rootfs', readonly: true } });
  return stdout;
}
