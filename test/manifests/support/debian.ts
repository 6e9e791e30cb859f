/** Programs from Debian's packages, unpacked but not installed: nothing on this machine is started or changed. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locate } from './programs.ts';

const cache = fileURLToPath(new URL('../../../.cache/debian/', import.meta.url));

/** The directory where the files of a package lie as they would under `/`; downloaded once. */
export function unpacked(debianPackage: string): string {
  const target = join(cache, debianPackage);
  if (existsSync(target)) return target;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, '.new-'));
  try {
    download(debianPackage, work);
    const [archive] = readdirSync(work).filter((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error(`apt-get brought no ${debianPackage}`);
    execFileSync(locate('dpkg'), ['-x', join(work, archive), join(work, 'files')]);
    if (!existsSync(target)) renameSync(join(work, 'files'), target);
  } catch (error) {
    // Another test file may have been faster with the same rename.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

function download(debianPackage: string, directory: string): void {
  const args = ['-qq', '-o', 'APT::Sandbox::User=root', 'download', debianPackage];
  try {
    execFileSync(locate('apt-get', 'apt'), args, { cwd: directory, stdio: 'pipe' });
  } catch (error) {
    throw new Error(
      `this test needs Debian's ${debianPackage}: apt-get ${args.join(' ')} failed (apt-get update first?)`,
      {
        cause: error,
      },
    );
  }
}

/** A root file system with Debian's etcd and etcdctl in `folder`, other programs at their paths, and what they load. */
export function etcdRootfs(rootfs: string, folder: string, others: readonly (readonly [string, string])[] = []): void {
  const programs = [
    [join(unpacked('etcd-server'), 'usr/bin/etcd'), join(folder, 'etcd')],
    [join(unpacked('etcd-client'), 'usr/bin/etcdctl'), join(folder, 'etcdctl')],
    ...others,
  ] as const;
  for (const directory of ['etc', 'proc', 'sys', 'dev', 'run', folder])
    mkdirSync(join(rootfs, directory), { recursive: true });
  for (const [from, to] of programs) {
    copyFileSync(from, join(rootfs, to));
    for (const library of libraries(from)) {
      mkdirSync(join(rootfs, dirname(library)), { recursive: true });
      copyFileSync(library, join(rootfs, library));
    }
  }
}

/** The shared libraries a program needs, as `ldd` names them, with the loader. */
function libraries(program: string): string[] {
  const text = execFileSync(locate('ldd', 'libc-bin'), [program], { encoding: 'utf8' });
  return [...text.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path);
}
