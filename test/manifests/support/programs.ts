/** The programs under test, and what they find on PATH. */
import { accessSync, constants, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const binDir = fileURLToPath(new URL('../../../manifests/bin/', import.meta.url));
export const helpers = [
  'ensure-image',
  'wait-ready',
  'oci-config',
  'fetch-rootfs',
  'docker-opts',
  'put-if-absent',
  'layer-packages',
  'copy-kubectl',
  'copy-defaults',
  'add-accounts',
  'install-container',
  'etcd-snapshot',
  'etcd-restore',
  'slot',
  'apply',
  'preflight',
] as const;
export type Helper = (typeof helpers)[number];

export function helperPath(name: Helper): string {
  return join(binDir, name);
}

/** Where a program is; fails with the name of the Debian package that has it. */
export function locate(program: string, debianPackage = program): string {
  const path = `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/sbin`;
  for (const directory of path.split(delimiter)) {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return join(directory, program);
    } catch {}
  }
  throw new Error(`this test runs ${program}; install it: apt-get install ${debianPackage}`);
}

/** Fills a directory that serves as PATH: names are linked to the real programs, texts become scripts. */
export function fillPath(
  directory: string,
  real: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
): string {
  for (const name of real) symlinkSync(locate(name), join(directory, name));
  for (const [name, text] of Object.entries(scripts)) writeFileSync(join(directory, name), text, { mode: 0o755 });
  return directory;
}

/** What the programs take for granted on every host; awk, curl, docker and the like are added by a test. */
export const everyHost = [
  ...['sh', 'cat', 'chmod', 'cp', 'date', 'env', 'grep', 'head', 'id', 'ln', 'ls', 'mkdir', 'mktemp', 'mv', 'readlink'],
  ...['rm', 'sed', 'sleep', 'sort', 'sync', 'tail', 'tar', 'timeout', 'tr'],
] as const;

/** A script that appends its name and arguments, each ended by NUL, and a newline to `log`. */
export function recorder(log: string, then = ''): string {
  return `#!/bin/sh\n{ printf '%s\\0' "\${0##*/}" "$@"; echo; } >>'${log}'\n${then}\n`;
}

/** The calls that recorders wrote, as argument lists. */
export function recorded(log: string): string[][] {
  const text = readFileSync(log, 'utf8');
  return text
    .split('\0\n')
    .slice(0, -1)
    .map((call) => call.split('\0'));
}
