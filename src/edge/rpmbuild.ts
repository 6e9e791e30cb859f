/** The real rpmbuild: source packages → packages, the same bytes wherever and whenever it runs. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RpmSources } from '../rpm/index.ts';
import type { PackageHeader } from '../rpm/package-file.ts';
import { Failure, hasCode } from './failure.ts';
import { readRpmHeader } from './rpm-file.ts';

export interface RpmbuildOptions {
  readonly as: 'rpm' | 'srpm';
  readonly epoch: number;
  /** A file with systemd's macros, where RPM has none by itself. */
  readonly macros?: string;
}

const withoutRpmbuild = 'write the sources with `--as rpm-spec`, and build them elsewhere';

export interface BuiltPackage {
  readonly bytes: Uint8Array;
  /** What rpm reads of it, where it is no source package. */
  readonly header?: PackageHeader;
}

/** By file name. */
export function rpmbuild({ files, specs }: RpmSources, options: RpmbuildOptions): Map<string, BuiltPackage> {
  const top = fs.mkdtempSync(path.join(tmpdir(), 'unitc-rpm-'));
  try {
    for (const directory of ['SOURCES', 'RPMS', 'SRPMS', 'BUILD']) fs.mkdirSync(path.join(top, directory));
    for (const [name, bytes] of files) fs.writeFileSync(path.join(top, 'SOURCES', name), bytes);
    const loaded = options.macros === undefined ? [] : ['--load', path.resolve(options.macros)];
    const common = [...loaded, ...defines(top)];
    mustHaveMacros(common, options);
    const what = options.as === 'rpm' ? '-bb' : '-bs';
    // What the macros are in is no package then, and nothing else is needed for a build.
    const dependencies = options.macros === undefined && options.as === 'rpm' ? [] : ['--nodeps'];
    for (const spec of specs) {
      run('rpmbuild', [what, ...dependencies, ...common, path.join(top, 'SOURCES', spec)], options);
    }
    const made = path.join(top, options.as === 'rpm' ? 'RPMS' : 'SRPMS');
    return new Map(
      fs
        .readdirSync(made)
        .sort()
        .map((name) => [name, builtPackage(path.join(made, name), options)]),
    );
  } finally {
    fs.rmSync(top, { recursive: true, force: true });
  }
}

function builtPackage(file: string, { as }: RpmbuildOptions): BuiltPackage {
  const bytes = fs.readFileSync(file);
  if (as === 'srpm') return { bytes };
  const read = readRpmHeader(file);
  if (!read.ok) throw new Failure(`rpmbuild made a package that ${read.reason}`);
  return { bytes, header: read.header };
}

function defines(top: string): string[] {
  return [
    `_topdir ${top}`,
    `_dbpath ${top}/db`,
    '_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm',
    '_buildhost reproducible',
    'use_source_date_epoch_as_buildtime 1',
    'clamp_mtime_to_source_date_epoch 1',
    'source_date_epoch_from_changelog 0',
  ].flatMap((one) => ['--define', one]);
}

/** Without them they stay in the spec as they are written, and rpmbuild complains of something else. */
function mustHaveMacros(common: readonly string[], options: RpmbuildOptions): void {
  const text = run('rpmbuild', [...common, '--eval', '%{_presetdir} %{systemd_post a.service}'], options);
  if (!text.includes('%{')) return;
  throw new Failure(
    "RPM has no macros of systemd's here",
    `install systemd-rpm-macros, or name a file that has them with --rpm-macros; or ${withoutRpmbuild}`,
  );
}

function run(program: string, args: readonly string[], { epoch }: RpmbuildOptions): string {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    SOURCE_DATE_EPOCH: String(epoch),
  };
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', env, timeout: 300_000 });
  if (hasCode(error, 'ENOENT')) {
    throw new Failure('there is no rpmbuild here', `install rpm-build, or rpm on Debian; or ${withoutRpmbuild}`);
  }
  if (error !== undefined || status !== 0) {
    throw new Failure(`rpmbuild failed: ${error?.message ?? (stderr.trim() || `exit status ${status}`)}`);
  }
  return stdout;
}
