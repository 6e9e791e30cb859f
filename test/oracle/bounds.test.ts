/** Bounds as their judges see them: the kernel behind runc, docker's own parser and daemon, systemd. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Docker, startDocker } from '../manifests/support/engines.ts';
import { makeTree, writeDockerArchive } from '../manifests/support/image.ts';
import { locate } from '../manifests/support/programs.ts';
import { run } from '../manifests/support/run.ts';
import { fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { loadWithSystemd } from './systemd-test.ts';

const directory = temporaryDirectory();
const spec = (service: object, os = 'fedora-coreos') =>
  JSON.stringify({
    host: { os },
    hosts: { 'master-1': { address: '10.0.0.1', roles: ['etcd'] } },
    services: { bounded: service },
  });
const bounds = {
  capabilities: ['CAP_NET_ADMIN', 'CAP_KILL'],
  resources: { memory: '64Mi', cpus: '0.5', pids: 32, files: 512 },
};

describe('runc', () => {
  const bundle = join(directory, 'bundle');
  const program = '/usr/bin/bounded';
  beforeAll(() => {
    mkdirSync(join(bundle, 'rootfs/usr/bin'), { recursive: true });
    execFileSync(locate('gcc'), ['-static', '-o', join(bundle, 'rootfs', program), 'test/oracle/bounds.c']);
  });
  const told = (settings: object) => {
    const service = { target: 'system-container', image: 'lab/bounded:1', command: program, ...settings };
    const { content } = fileOf(treeOf(spec(service)), 'var/lib/containers/atomic/bounded.0/config.json');
    // This machine may not raise its own limit.
    writeFileSync(join(bundle, 'config.json'), content.replaceAll('16384', '1024'));
    return execFileSync(locate('runc'), ['run', '--bundle', bundle, `unitc-bounds-${process.pid}`], {
      encoding: 'utf8',
    });
  };

  it('gives a program of another user exactly these capabilities, and keeps its limits', () => {
    const text = told({ ...bounds, user: '65534' });
    expect(text).toContain('Uid: 65534\n');
    // Bits 5 and 12.
    for (const set of ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb']) expect(text).toContain(`Cap${set}:\t0000000000001020\n`);
    expect(text).toContain('Files: 512 512\n');
    expect(text).toMatch(/^67108864$/m);
    // The two versions of control groups print it differently.
    expect(text).toMatch(/^50000( 100000)?$/m);
    expect(text).toMatch(/^32$/m);
  });
  it('takes all capabilities away, from root too', () => {
    const text = told({ capabilities: [] });
    expect(text).toContain('Uid: 0\n');
    for (const set of ['Inh', 'Prm', 'Eff', 'Bnd', 'Amb']) expect(text).toContain(`Cap${set}:\t0000000000000000\n`);
    expect(text).not.toMatch(/^67108864$/m);
  });
});

describe('docker', () => {
  let docker: Docker;
  beforeAll(async () => {
    docker = await startDocker(join(directory, 'docker'));
    const archive = writeDockerArchive(
      makeTree(join(directory, 'tree'), 'one'),
      'lab/etcd:1',
      join(directory, 'i.tar'),
    );
    expect((await run(docker.client, ['load', '--input', archive], { env: docker.env })).status).toBe(0);
  });
  afterAll(() => docker?.stop());

  /** The options of the unit, but for the container's start. */
  const created = async (settings: object): Promise<unknown> => {
    const service = { image: 'lab/etcd:1', args: ['/usr/bin/etcd'], ...settings };
    const [, , ...words] = argvOf(treeOf(spec(service)), 'bounded.service');
    const made = await run(docker.client, ['create', ...words], { env: docker.env });
    expect({ status: made.status, stderr: made.stderr.toString() }).toEqual({ status: 0, stderr: '' });
    const { stdout } = await run(docker.client, ['inspect', 'bounded'], { env: docker.env });
    await run(docker.client, ['rm', 'bounded'], { env: docker.env });
    // docker reads its volumes into a map, and takes them from there in whatever order.
    const sorted = (key: string, value: unknown) => (key === 'Binds' && Array.isArray(value) ? value.sort() : value);
    const [container]: unknown[] = JSON.parse(stdout.toString(), sorted);
    return container;
  };

  it('takes them as bounds of the container', async () => {
    const container = await created({ ...bounds, selinux: { type: 'spc_t' } });
    expect(container).toMatchObject({
      HostConfig: {
        CapDrop: ['ALL'],
        CapAdd: ['NET_ADMIN', 'KILL'],
        Memory: 67108864,
        CpuPeriod: 100000,
        CpuQuota: 50000,
        PidsLimit: 32,
        Ulimits: [{ Name: 'nofile', Soft: 512, Hard: 512 }],
        SecurityOpt: ['label=type:spc_t'],
        NetworkMode: 'host',
      },
      Config: { Cmd: ['/usr/bin/etcd'], Entrypoint: null },
    });
  });
  it('takes mounts with their options, relabelled or not', async () => {
    const mounts = [
      { source: '/', target: '/host', options: ['ro', 'rslave'] },
      { source: directory, options: ['rw'] },
    ];
    expect(await created({ mounts, command: '/bin/x' })).toMatchObject({
      HostConfig: { Binds: ['/:/host:ro,rslave', `${directory}:${directory}:rw`], SecurityOpt: ['label=disable'] },
      Config: { Entrypoint: ['/bin/x'] },
    });
    const own = join(directory, 'own');
    mkdirSync(own);
    expect(
      await created({ mounts: [{ source: own, target: '/srv/own', options: ['ro'] }], selinux: 'relabel' }),
    ).toMatchObject({ HostConfig: { Binds: [`${own}:/srv/own:ro,z`], SecurityOpt: null } });
  });
});

it('systemd loads the unit of a program of the host without a message, for old and new hosts', async () => {
  const settings = { target: 'host', command: '/bin/true', user: 'daemon', selinux: { type: 'spc_t' } };
  const unit = (service: object, os?: string) =>
    fileOf(treeOf(spec(service, os)), 'etc/systemd/system/bounded.service').content;
  const loaded = await loadWithSystemd({
    'new.service': unit({ ...settings, ...bounds }),
    'empty.service': unit({ ...settings, capabilities: [] }),
  });
  expect(loaded.size).toBe(2);
  for (const { loadState, messages } of loaded.values()) {
    expect({ loadState, messages }).toEqual({ loadState: 'loaded', messages: [] });
  }
  // systemd knows the setting of old hosts still, and says that it is old.
  const { pids: _, ...resources } = bounds.resources;
  const old = unit({ ...settings, user: 'root', ...bounds, resources }, 'centos-atomic');
  const [only] = (await loadWithSystemd({ 'old.service': old })).values();
  expect(only?.loadState).toBe('loaded');
  for (const { text } of only?.messages ?? []) expect(text).toMatch(/MemoryLimit=/);
});
