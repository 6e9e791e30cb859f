/** fetch-rootfs and ensure-image against a real registry that asks for a password and speaks plain http. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Docker,
  link,
  podmanScript,
  type Registry,
  startDocker,
  startRegistry,
} from '../manifests/support/engines.ts';
import { makeTree, writeDockerArchive } from '../manifests/support/image.ts';
import { everyHost, fillPath, helperPath, locate } from '../manifests/support/programs.ts';
import { run } from '../manifests/support/run.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const login = 'lab:open sesame';
const htpasswd = 'lab:$2b$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW';
const directory = temporaryDirectory();
const secret = join(directory, "registry's login.json");
const wrong = join(directory, 'wrong.json');
const tools = ['umoci', 'podman', 'docker'] as const;
type Tool = (typeof tools)[number];
let docker: Docker;
let registry: Registry;
let image = '';

beforeAll(async () => {
  docker = await startDocker(join(directory, 'docker'));
  registry = await startRegistry(join(directory, 'registry'), { htpasswd });
  image = `${registry.address}/lab/etcd:1`;
  for (const [file, text] of [
    [secret, login],
    [wrong, 'lab:guess'],
  ] as const) {
    const auths = { [registry.address]: { auth: Buffer.from(text).toString('base64') } };
    writeFileSync(file, JSON.stringify({ auths }), { mode: 0o600 });
  }
  const archive = writeDockerArchive(makeTree(join(directory, 'tree'), 'one'), 'lab/etcd:1', join(directory, 'i.tar'));
  const copy = ['copy', '--quiet', '--dest-tls-verify=false', '--dest-authfile', secret];
  execFileSync(locate('skopeo'), [...copy, `docker-archive:${archive}`, `docker://${image}`]);
  for (const tool of tools) mkdirSync(pathOf(tool));
  fillPath(pathOf('umoci'), [...everyHost, 'umoci', 'skopeo']);
  fillPath(pathOf('podman'), everyHost, { podman: podmanScript(directory) });
  fillPath(pathOf('docker'), everyHost);
  link(docker.client, pathOf('docker'), 'docker');
});
afterAll(async () => {
  await registry?.stop();
  await docker?.stop();
  spawnSync(locate('umount', 'mount'), [join(directory, 'podman/overlay')]);
});

const pathOf = (tool: Tool) => join(directory, `path-${tool}`);

/** What a compiled host has in /etc/unitc/images.conf. */
function imagesConf(pullSecret?: string, insecureRegistry?: string): string {
  const file = join(temporaryDirectory(), 'images.conf');
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = [
    ...(pullSecret === undefined ? [] : [`pull_secret=${quoted(pullSecret)}`]),
    ...(insecureRegistry === undefined ? [] : [`insecure_registry=${quoted(insecureRegistry)}`]),
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

async function fetchRootfs(tool: Tool, conf: string) {
  const base = temporaryDirectory();
  mkdirSync(join(base, 'etcd.0'));
  const env = { PATH: pathOf(tool), HOME: base, ...docker.env, UNITC_IMAGES_CONF: conf };
  const program = helperPath('fetch-rootfs');
  const ran = await run(program, ['etcd', image], { env: { ...env, ATOMIC_OSTREE_CHECKOUT_PATH: base } });
  return { ...ran, base, left: readdirSync(join(base, 'etcd.0')) };
}

describe.each(tools)('fetch-rootfs through %s', (tool) => {
  it('pulls with the credentials, over plain http', async () => {
    const { status, base, left } = await fetchRootfs(tool, imagesConf(secret, registry.address));
    expect({ status, left }).toEqual({ status: 0, left: ['fetched', 'rootfs'] });
    expect(readFileSync(join(base, 'etcd.0/rootfs/etc/marker'), 'utf8')).toBe('one');
    await run(docker.client, ['rmi', '-f', image], { env: docker.env });
    await run(join(pathOf('podman'), 'podman'), ['rmi', '-f', image], { env: { PATH: pathOf('podman') } });
  });
  it('fails without them, and with those of somebody else', async () => {
    for (const file of [undefined, wrong]) {
      const ran = await fetchRootfs(tool, imagesConf(file, registry.address));
      expect(ran).toMatchObject({ status: 1, left: [] });
      expect(ran.stderr).toMatch(/authentication required|unauthorized|no basic auth credentials/);
    }
  });
});

it.each(['umoci', 'podman'] as const)('%s takes no plain http from a registry that is not named', async (tool) => {
  const ran = await fetchRootfs(tool, imagesConf(secret, 'registry.lab:5000'));
  expect(ran).toMatchObject({ status: 1, left: [] });
  expect(ran.stderr).toContain('server gave HTTP response to HTTPS client');
});

describe('ensure-image', () => {
  const ensure = (conf: string) => {
    const env = { PATH: pathOf('docker'), HOME: directory, ...docker.env, UNITC_IMAGES_CONF: conf };
    return run(helperPath('ensure-image'), ['missing', image], { env: { ...env, TMPDIR: directory } });
  };
  const left = () => readdirSync(directory).filter((name) => name.startsWith('ensure-image'));

  it('pulls with the credentials, and leaves no copy of them', async () => {
    expect((await ensure(imagesConf())).stderr).toContain('no basic auth credentials');
    expect((await ensure(imagesConf(wrong))).status).toBe(1);
    expect(await ensure(imagesConf(secret))).toMatchObject({ status: 0, stderr: '' });
    expect(left()).toEqual([]);
  });
});
