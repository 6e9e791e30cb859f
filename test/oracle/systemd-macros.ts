/** What systemd has for RPM; fetched once, see systemd-macros.sh. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Folder of all of it. */
export const rpmOfSystemd = path.resolve('.cache/systemd-macros');
/** The file of macros, as `--rpm-macros` takes it. */
export const macros = path.join(rpmOfSystemd, 'macros.systemd');

export function fetchMacros(): void {
  execFileSync('test/oracle/systemd-macros.sh', [rpmOfSystemd]);
}
