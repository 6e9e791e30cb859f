/** Packages as the real rpmbuild makes them of a spec file. */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from './temporary-directory.ts';

/** What every spec file begins with. */
export function preamble(name: string, version = '1'): string {
  const lines = [
    `Name: ${name}`,
    `Version: ${version}`,
    'Release: 1',
    'Summary: s',
    'License: MIT',
    'BuildArch: noarch',
  ];
  return `%undefine __brp_mangle_shebangs\n${lines.join('\n')}\nAutoReqProv: no\n%description\nd\n`;
}

/** Path of the one package. `defines`: macros with their values. */
export function builtRpm(spec: string, ...defines: readonly string[]): string {
  const top = temporaryDirectory();
  writeFileSync(path.join(top, 'x.spec'), spec);
  const given = [`_topdir ${top}`, `_dbpath ${top}/db`, '_rpmfilename %%{NAME}.rpm', ...defines];
  const words = ['-bb', ...given.flatMap((one) => ['--define', one]), path.join(top, 'x.spec')];
  const { status, stderr } = spawnSync('rpmbuild', words, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const [made] = status === 0 ? readdirSync(path.join(top, 'RPMS')) : [];
  if (made === undefined) throw new Error(`rpmbuild: ${stderr}`);
  return path.join(top, 'RPMS', made);
}
