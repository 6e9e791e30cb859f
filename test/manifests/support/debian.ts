/** Programs from Debian's packages, unpacked but not installed: nothing on this machine is started or changed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** The shared libraries a program needs, as `ldd` names them, with the loader. */
export function libraries(program: string): string[] {
  const text = execFileSync(locate('ldd', 'libc-bin'), [program], { encoding: 'utf8' });
  return [...text.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path);
}
