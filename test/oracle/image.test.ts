/** Python, systemd, runc, shellcheck and podman on the image form: what atomic would do with it on a host. */
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { fileOf } from '../support/compile.ts';
import { everyImage, goldenCases, goldenImages, goldenRoot } from '../support/golden-case.ts';
import { installImage, valuesOf } from '../support/installed-image.ts';
import { loadWithSystemd } from './systemd-test.ts';

const run = promisify(execFile);
const images = goldenCases().flatMap((name) =>
  [...goldenImages(name)].map(([component, tree]) => [name, component, tree] as const),
);

let work = '';
beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), 'unitc-image-'));
});
afterAll(() => rmSync(work, { recursive: true }));

/** As Atomic/syscontainers.py has it: `Template(text).substitute(values)`, which raises for a name without a value. */
const program = `
import json, string, sys
json.dump([string.Template(template).substitute(values) for template, values in json.load(sys.stdin)], sys.stdout)
`;

type Filling = readonly [template: string, values: Readonly<Record<string, string>>];

function python(fillings: readonly Filling[]): string[] {
  const input = JSON.stringify(fillings);
  const result = spawnSync('python3', ['-c', program], {
    input,
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin' },
  });
  if (result.error !== undefined) throw new Error(`python3: ${result.error.message}: install the package python3`);
  expect(result.stderr).toBe('');
  return JSON.parse(result.stdout);
}

test('there are images of both kinds: with variables to set, and with files alone', () => {
  expect(images.map(([, component]) => component)).toEqual(
    expect.arrayContaining(['etcd', 'flanneld', 'kube-scheduler']),
  );
});

test('Python fills every template of every image that a case could have, as our codec does', () => {
  const made = goldenCases().flatMap((name) => [...everyImage(name)]);
  expect(new Set(made.map(([component]) => component)).size).toBeGreaterThan(5);
  const fillings = made.flatMap(([component, tree]) => {
    const { unit, config, tmpfiles } = installImage(tree, component);
    const values = valuesOf(tree, component);
    const filling = (file: string, text: string) =>
      [[fileOf(tree, `exports/${file}`).content, values] as const, text] as const;
    return [
      filling('service.template', unit),
      filling('config.json.template', config),
      ...(tmpfiles === undefined ? [] : [filling('tmpfiles.template', tmpfiles)]),
    ];
  });
  expect(python(fillings.map(([one]) => one))).toEqual(fillings.map(([, text]) => text));
});

describe.each(images)('%s, %s', (_case, component, tree) => {
  const values = valuesOf(tree, component);
  const filled = (file: string) => python([[fileOf(tree, `exports/${file}`).content, values]]).join('');

  test('Python fills every template as our codec does', () => {
    const { unit, config, tmpfiles } = installImage(tree, component);
    expect(filled('service.template')).toBe(unit);
    expect(filled('config.json.template')).toBe(config);
    if (tmpfiles !== undefined) expect(filled('tmpfiles.template')).toBe(tmpfiles);
  });

  test('systemd reads the unit without a message, and starts what atomic starts', async () => {
    const unit = `${component}.service`;
    const stub = '[Service]\nExecStart=/bin/true\n';
    const extra = Object.fromEntries(
      ['etcd', 'docker', 'flannel-network-config', 'kube-apiserver']
        .filter((name) => name !== component)
        .map((name) => [`${name}.service`, stub]),
    );
    const loaded = (await loadWithSystemd({ [unit]: filled('service.template') }, extra)).get(unit);
    expect({ state: loaded?.loadState, messages: loaded?.messages }).toEqual({ state: 'loaded', messages: [] });
    expect(loaded?.commands.ExecStart).toEqual([['/usr/bin/runc', '--systemd-cgroup', 'run', component]]);
  });

  test('runc runs config.json over a root that has a shell, and the program gets its words and variables', async () => {
    await runBundle(tree, component, filled('config.json.template'));
  });

  test('shellcheck finds nothing in its scripts', async () => {
    const scripts = [...tree].flatMap((artifact) =>
      artifact.type === 'file' && artifact.kind === 'script' ? [artifact] : [],
    );
    expect(scripts.length).toBeGreaterThan(0);
    for (const [index, { content }] of scripts.entries()) {
      const file = path.join(work, `script-${index}`);
      writeFileSync(file, content);
      expect((await run('shellcheck', ['--norc', '-s', 'sh', file])).stdout).toBe('');
    }
  });
});

interface Config {
  process: { args: string[]; rlimits: { hard: number; soft: number }[] };
  mounts: { type: string; source: string; destination: string }[];
}

/** busybox is the shell; the program is a script that says what it got. This machine is not the host: its directories move. */
async function runBundle(tree: FileTree, component: string, text: string): Promise<void> {
  const bundle = path.join(work, 'bundle');
  rmSync(bundle, { recursive: true, force: true });
  const root = path.join(bundle, 'rootfs');
  const config: Config = JSON.parse(text);
  const at = config.process.args.indexOf('--') + 1;
  const program = config.process.args[at] ?? '';
  for (const file of ['/bin/sh', '/usr/libexec/unitc/start', program]) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  }
  cpSync('/bin/busybox', path.join(root, 'bin/sh'));
  // Debian's busybox is dynamic.
  for (const [library] of (await run('ldd', ['/bin/busybox'])).stdout.matchAll(/\/\S+/g)) {
    cpSync(library, path.join(root, library), { dereference: true });
  }
  const script = '#!/bin/sh\necho "$0" "$@"\nexport -p\n';
  for (const [file, content] of [
    ['/usr/libexec/unitc/start', fileOf(tree, 'start').content],
    [program, script],
  ] as const) {
    writeFileSync(path.join(root, file), content);
    chmodSync(path.join(root, file), 0o755);
  }
  for (const mount of config.mounts) {
    if (mount.type !== 'bind' || ['/etc/hosts', '/etc/resolv.conf'].includes(mount.source)) continue;
    mount.source = path.join(bundle, 'host', mount.destination);
    mkdirSync(mount.source, { recursive: true });
  }
  for (const limit of config.process.rlimits) Object.assign(limit, { hard: 1024, soft: 1024 });
  // The operator's file: what it says wins over what was set.
  const [file = ''] = config.process.args.slice(1, at - 1).map((word) => word.replace(/^--file=/, ''));
  const own = component.startsWith('etcd')
    ? 'ETCD_NAME="from the file"\nETCD_NEW=1\n'
    : 'KUBE_LOG_LEVEL="--v=7"\nFLANNEL_OPTIONS="-x=\'a b\'"\n';
  const target = path.join(bundle, 'host', file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, own);
  writeFileSync(path.join(bundle, 'config.json'), JSON.stringify(config));
  const { stdout } = await run('runc', ['run', '--bundle', bundle, `unitc-image-${process.pid}`]);
  expect(stdout.startsWith(program)).toBe(true);
  if (component.startsWith('etcd')) {
    expect(stdout).toContain("export ETCD_NAME='from the file'\n");
    expect(stdout).toContain("export ETCD_NEW='1'\n");
  } else {
    expect(stdout.split('\n')[0]).toContain(component === 'flanneld' ? '-x=a b' : '--v=7');
    expect(stdout).not.toMatch(/FLANNEL_OPTIONS|KUBE_LOG_LEVEL/);
  }
}

test('podman builds the Containerfile, with an empty image in the place of the registry’s', async () => {
  const context = path.join(work, 'context');
  cpSync(path.join(goldenRoot, 'centos-atomic/images/etcd'), context, { recursive: true });
  const text = readFileSync(path.join(context, 'Containerfile'), 'utf8').replace(/^FROM .*$/m, 'FROM scratch');
  writeFileSync(path.join(context, 'Containerfile'), text);
  const store = ['--root', path.join(work, 'store'), '--runroot', path.join(work, 'run'), '--storage-driver', 'vfs'];
  const name = 'localhost/unitc-image:1';
  await run('podman', [...store, 'build', '--quiet', '--tag', name, context]);
  const { stdout } = await run('podman', [...store, 'image', 'inspect', name]);
  const [{ Labels }] = JSON.parse(stdout);
  expect(Labels).toMatchObject({ 'atomic.type': 'system', name: 'etcd', version: '3.1.0' });
  const archive = path.join(work, 'image.tar');
  await run('podman', [...store, 'save', '--quiet', '--format', 'docker-archive', '--output', archive, name]);
  const layers = await run('sh', ['-c', 'tar -xOf "$1" --wildcards "*.tar" | tar -tvi', 'sh', archive]);
  expect(layers.stdout).toMatch(/^-rwxr-xr-x .* usr\/libexec\/unitc\/start$/m);
  expect(layers.stdout).toMatch(/ exports\/manifest\.json$/m);
  expect(layers.stdout).toMatch(/^-rwxr-xr-x .* exports\/hostfs\/usr\/local\/bin\/etcdctl$/m);
});
