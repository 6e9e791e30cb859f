/** The programs that will meet the golden trees on a host: systemd-analyze, shellcheck, systemd-tmpfiles, runc. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const hosts = readdirSync('golden').flatMap((name) =>
  readdirSync(path.join('golden', name, 'hosts')).map((host) => path.join('golden', name, 'hosts', host)),
);

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

/** A root with the distribution's units, stand-ins for the engines, and the tree of one host. */
async function rootWith(tree: string, name: string): Promise<string> {
  const root = path.join(work, name);
  await mkdir(path.join(root, 'usr/lib/systemd'), { recursive: true });
  await cp('/lib/systemd/system', path.join(root, 'usr/lib/systemd/system'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  await symlink('usr/lib', path.join(root, 'lib'));
  for (const program of ['usr/bin/docker', 'usr/bin/runc', 'usr/sbin/runc', 'usr/bin/systemd-tmpfiles']) {
    await mkdir(path.dirname(path.join(root, program)), { recursive: true });
    await writeFile(path.join(root, program), '', { mode: 0o755 });
  }
  const docker = '[Unit]\nDescription=stand-in\n[Service]\nExecStart=/usr/bin/docker\n';
  await writeFile(path.join(root, 'usr/lib/systemd/system/docker.service'), docker);
  await cp(tree, root, { recursive: true });
  return root;
}

describe.each(hosts)('%s', (tree) => {
  const name = tree.replaceAll('/', '-');

  test('systemd-analyze verify is silent', async () => {
    const root = await rootWith(tree, name);
    const units = readdirSync(path.join(tree, 'etc/systemd/system'));
    expect(units.length).toBeGreaterThan(0);
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', `--root=${root}`, ...units]);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  test('shellcheck finds nothing in any script', async () => {
    const scripts = filesBelow(path.join(tree, 'usr/local'));
    expect(scripts.length).toBeGreaterThan(0);
    const { stdout } = await run('shellcheck', ['-s', 'sh', ...scripts]);
    expect(stdout).toBe('');
  });

  test('systemd-tmpfiles creates what the lines say', async () => {
    const lines = filesBelow(path.join(tree, 'etc/tmpfiles.d'));
    const root = path.join(work, `${name}-tmpfiles`);
    await mkdir(root);
    for (const file of lines) {
      const { stdout, stderr } = await run('systemd-tmpfiles', [`--root=${root}`, '--create', path.resolve(file)]);
      expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    }
    expect(existsSync(path.join(root, 'var/lib/etcd'))).toBe(true);
  });

  test('runc runs every config.json over a stub root', async () => {
    const bundles = filesBelow(path.join(tree, 'var/lib/containers')).filter((file) => file.endsWith('/config.json'));
    expect(bundles.length).toBeGreaterThan(0);
    for (const file of bundles) await runBundle(file, path.join(work, `${name}-bundle`));
  });
});

/** The program of the stub root says what it was started with; directories that are mounted exist on this machine. */
async function runBundle(file: string, bundle: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const config: unknown = JSON.parse(text);
  const program = /"args": \[\s*"([^"]+)"/.exec(text)?.[1] ?? '';
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
    text.replace(/"hard": 16384,\s*"soft": 16384/, '"hard": 1024, "soft": 1024'),
  );
  await writeFile(path.join(bundle, 'config.json'), local);
  const { stdout } = await run('runc', ['run', '--bundle', bundle, `unitc-stub-${process.pid}`]);
  expect(stdout).toBe(`${program}\n`);
  expect(config).toMatchObject({ ociVersion: '1.0.0', root: { path: 'rootfs', readonly: true } });
}
