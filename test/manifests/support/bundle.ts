/** A system container's bundle: NAME.0 with config.json and a root file system that has one program. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Small, but with the traps: the keys args, env and path also elsewhere, brackets and quotes inside strings. */
export const bundleConfig = {
  ociVersion: '1.0.0',
  hooks: { prestart: [{ path: '/bin/true', args: ['keep'], env: ['KEEP=1'] }] },
  process: {
    terminal: false,
    user: { uid: 0, gid: 0 },
    args: ['sh', '-c', ']"}'],
    env: ['PATH=/usr/bin', 'ETCD_LOGGER=capnslog'],
    cwd: '/',
    noNewPrivileges: true,
  },
  root: { path: 'rootfs', readonly: true },
  annotations: { 'root.path': '"path": "rootfs"', 'ü \\': '\u0001' },
};

export function writeBundle(directory: string, name: string, config: string): string {
  const bundle = join(directory, `${name}.0`);
  mkdirSync(join(bundle, 'rootfs/usr/bin'), { recursive: true });
  writeFileSync(join(bundle, 'rootfs/usr/bin/etcd'), '', { mode: 0o755 });
  writeFileSync(join(bundle, 'config.json'), config);
  return bundle;
}
