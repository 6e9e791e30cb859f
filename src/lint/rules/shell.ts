/** Shells on command lines: what stands behind `-c` is the shell's to read. */
import type { Command } from '../../codec/unit/index.ts';

const shells = /(?:^|\/)(?:ba|da|k|z|a)?sh$/;

export function runsShell({ path, argv }: Command): boolean {
  return shells.test(path) || (/(?:^|\/)env$/.test(path) && argv.slice(1, 4).some((word) => shells.test(word)));
}
