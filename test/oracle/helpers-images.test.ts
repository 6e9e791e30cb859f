/** fetch-rootfs and ensure-image with the real skopeo, umoci, podman, docker and a real registry. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Docker,
  link,
  podmanScript,
  type Registry,
  startDocker,
  startRegistry,
} from '../manifests/support/engines.ts';
import { listTree, makeTree, writeDockerArchive } from '../manifests/support/image.ts';
import { everyHost, fillPath, helperPath, locate } from '../manifests/support/programs.ts';
import { type Ran, run } from '../manifests/support/run.ts';
import { groupEnd } from '../support/process-group.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const tree = makeTree(join(directory, 'tree'), 'one');
const archive = writeDockerArchive(tree, 'lab/etcd:1', join(directory, 'image.tar'));
const tools = ['umoci', 'podman', 'docker'] as const;
type Tool = (typeof tools)[number];
let docker: Docker;
let registry: Registry;

beforeAll(async () => {
  docker = await startDocker(join(directory, 'docker'));
  registry = await startRegistry(join(directory, 'registry'));
  skopeo(`docker-archive:${archive}`, `oci:${join(directory, 'oci')}:1`);
  skopeo(`docker-archive:${archive}`, `oci-archive:${join(directory, 'oci.tar')}`);
  skopeo(`docker-archive:${archive}`, `docker://${registry.address}/lab/etcd:1`);
  makePaths();
});
afterAll(async () => {
  await registry?.stop();
  await docker?.stop();
  spawnSync(locate('umount', 'mount'), [join(directory, 'podman/overlay')]);
});

function skopeo(from: string, to: string): void {
  execFileSync(locate('skopeo'), ['copy', '--quiet', '--dest-tls-verify=false', from, to]);
}

function makePaths(): void {
  for (const tool of tools) mkdirSync(pathOf(tool));
  // podman takes registries.conf from a variable, skopeo from an option.
  const withRegistry = `#!/bin/sh\nexec ${locate('skopeo')} --registries-conf '${registry.registriesConf}' "$@"\n`;
  fillPath(pathOf('umoci'), [...everyHost, 'umoci'], { skopeo: withRegistry });
  fillPath(pathOf('podman'), everyHost, { podman: podmanScript(directory) });
  fillPath(pathOf('docker'), everyHost);
  link(docker.client, pathOf('docker'), 'docker');
}

const pathOf = (tool: Tool) => join(directory, `path-${tool}`);
const envOf = (tool: Tool) => ({
  PATH: pathOf(tool),
  ...docker.env,
  CONTAINERS_REGISTRIES_CONF: registry.registriesConf,
});

interface Atomic {
  readonly base: string;
  readonly rootfs: string;
}

function makeAtomic(): Atomic {
  const base = temporaryDirectory();
  mkdirSync(join(base, 'etcd.0'));
  const info = { image: `${registry.address}/lab/etcd:1`, created: 0 };
  writeFileSync(join(base, 'etcd.0/info'), `${JSON.stringify(info, null, 2)}\n`);
  return { base, rootfs: join(base, 'etcd.0/rootfs') };
}

function fetchRootfs(tool: Tool, atomic: Atomic, ...args: string[]): Promise<Ran> {
  const env = { ...envOf(tool), ATOMIC_OSTREE_CHECKOUT_PATH: atomic.base };
  return run(helperPath('fetch-rootfs'), ['etcd', ...args], { env, cwd: directory });
}

const sources: [Tool, string][] = [
  ['umoci', ''],
  ['umoci', 'docker-archive:image.tar'],
  ['umoci', 'oci-archive:oci.tar'],
  ['umoci', 'oci:oci:1'],
  ['umoci', 'oci:oci'],
  ['podman', ''],
  ['podman', 'docker-archive:image.tar'],
  ['podman', 'oci-archive:oci.tar'],
  ['podman', 'oci:oci:1'],
  ['podman', 'oci:oci'],
  ['docker', ''],
  ['docker', 'docker-archive:image.tar'],
];

describe.each(sources)('fetch-rootfs through %s from %j', (tool, source) => {
  it('brings every file with its owner, mode, links and capabilities', async () => {
    const atomic = makeAtomic();
    const ran = await fetchRootfs(tool, atomic, ...(source === '' ? [] : [source]));
    expect(ran).toMatchObject({ status: 0 });
    const through = tool === 'umoci' ? 'skopeo and umoci' : tool;
    const image = source === '' ? `${registry.address}/lab/etcd:1` : source;
    expect(ran.stdout).toBe(
      `fetch-rootfs: ${atomic.rootfs} is ${image}, unpacked through ${through}; ${atomic.base}/etcd -> etcd.0\n`,
    );
    // docker's export adds the places where it mounts.
    const added = /^(dev|proc|sys|etc\/(hosts|hostname|resolv\.conf|mtab))[ /]/;
    expect(listTree(atomic.rootfs).filter((line) => tool !== 'docker' || !added.test(line))).toEqual(listTree(tree));
    expect(existsSync(join(atomic.rootfs, '.dockerenv'))).toBe(false);
    expect(readlinkSync(join(atomic.base, 'etcd'))).toBe('etcd.0');
    expect(readdirSync(join(atomic.base, 'etcd.0')).sort()).toEqual(['fetched', 'info', 'rootfs']);
  });
});

describe('fetch-rootfs', () => {
  it.each(tools)('through %s fills another directory, and leaves what is there', async (tool) => {
    const atomic = makeAtomic();
    expect((await fetchRootfs(tool, atomic)).status).toBe(0);
    const into = join(atomic.base, 'etcd.0/.next');
    mkdirSync(into);
    writeFileSync(join(atomic.rootfs, 'etc/marker'), 'old');
    const env = { ...envOf(tool), ATOMIC_OSTREE_CHECKOUT_PATH: atomic.base };
    expect(await run(helperPath('fetch-rootfs'), [`--into=${into}`, 'etcd'], { env })).toMatchObject({ status: 0 });
    expect(readFileSync(join(into, 'rootfs/etc/marker'), 'utf8')).toBe('one');
    expect(readFileSync(join(atomic.rootfs, 'etc/marker'), 'utf8')).toBe('old');
    expect(readFileSync(join(into, 'fetched'), 'utf8')).toContain(`image=${registry.address}/lab/etcd:1\n`);
  });

  it.each(['podman', 'docker'] as const)('leaves no container in %s', async (tool) => {
    expect((await fetchRootfs(tool, makeAtomic())).status).toBe(0);
    expect((await run(join(pathOf(tool), tool), ['ps', '-aq'], { env: envOf(tool) })).stdout).toBe('');
  });

  it.each(tools)('through %s keeps the old one when the image does not exist', async (tool) => {
    const atomic = makeAtomic();
    expect((await fetchRootfs(tool, atomic)).status).toBe(0);
    const ran = await fetchRootfs(tool, atomic, `${registry.address}/lab/nosuch:1`);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toContain(`${registry.address}/lab/nosuch:1`);
    expect(readFileSync(join(atomic.rootfs, 'etc/marker'), 'utf8')).toBe('one');
    expect(readdirSync(join(atomic.base, 'etcd.0')).sort()).toEqual(['fetched', 'info', 'rootfs']);
  });

  it('killed at any time leaves a whole root file system, and the next run clears up', async () => {
    const other = writeDockerArchive(
      makeTree(join(directory, 'other'), 'two'),
      'lab/etcd:2',
      join(directory, 'two.tar'),
    );
    const atomic = makeAtomic();
    const env = { ...envOf('umoci'), ATOMIC_OSTREE_CHECKOUT_PATH: atomic.base };
    expect((await fetchRootfs('umoci', atomic)).status).toBe(0);
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      for (let wait = 0; wait < 400; wait += 50) {
        const source = wait % 100 === 0 ? `docker-archive:${other}` : `docker-archive:${archive}`;
        const child = spawn(helperPath('fetch-rootfs'), ['etcd', source], { env, stdio: 'ignore', detached: true });
        const end = new Promise((resolve) => child.on('exit', resolve));
        await sleep(wait);
        child.kill(signal);
        await end;
        await groupEnd(child.pid ?? 0);
        const left = readdirSync(join(atomic.base, 'etcd.0')).filter((name) => name.startsWith('.rootfs'));
        if (signal === 'SIGTERM') expect(left).toEqual([]);
        const root = existsSync(atomic.rootfs) ? atomic.rootfs : join(atomic.base, 'etcd.0', left[0] ?? '', 'replaced');
        expect(listTree(root)).toEqual(listTree(tree));
      }
    }
    expect((await fetchRootfs('umoci', atomic, `docker-archive:${other}`)).status).toBe(0);
    expect(readFileSync(join(atomic.rootfs, 'etc/marker'), 'utf8')).toBe('two');
    expect(readdirSync(join(atomic.base, 'etcd.0')).sort()).toEqual(['fetched', 'info', 'rootfs']);
  });
});

describe('ensure-image', () => {
  const ensure = (policy: string, image: string, env: Record<string, string> = {}) =>
    run(helperPath('ensure-image'), [policy, image], { env: { ...envOf('docker'), ...env } });
  const remove = (image: string) => run(docker.client, ['rmi', '-f', image], { env: docker.env });
  const isHere = async (image: string) =>
    (await run(docker.client, ['inspect', image], { env: docker.env })).status === 0;

  it('pulls what is missing, once', async () => {
    const image = `${registry.address}/lab/etcd:1`;
    await remove(image);
    const first = await ensure('missing', image);
    expect(first.status).toBe(0);
    expect(first.stdout).toContain('Downloaded newer image');
    expect(await isHere(image)).toBe(true);
    expect(await ensure('missing', image)).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect((await ensure('always', image)).stdout).toContain('Image is up to date');
    expect(await ensure('never', image)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it('never pulls when it may not', async () => {
    const image = `${registry.address}/lab/etcd:1`;
    await remove(image);
    const ran = await ensure('never', image);
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/is not here, and its pull policy is never: .*No such image/);
    expect(await isHere(image)).toBe(false);
  });

  it('starts with the local image when the registry is away', async () => {
    const image = '127.0.0.1:1/lab/etcd:local';
    const missing = await ensure('always', image);
    expect(missing.status).toBe(1);
    expect(missing.stderr).toContain(`ensure-image: ${image} cannot be pulled and is not here either\n`);
    await ensure('missing', `${registry.address}/lab/etcd:1`);
    await run(docker.client, ['tag', `${registry.address}/lab/etcd:1`, image], { env: docker.env });
    const ran = await ensure('always', image);
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain(`ensure-image: ${image} cannot be pulled, going on with the local one\n`);
  });

  it('tells an absent daemon from an absent image', async () => {
    const ran = await ensure('never', 'lab/etcd:1', { DOCKER_HOST: `unix://${directory}/nowhere` });
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/Cannot connect to the Docker daemon/);
  });
});
