/** Directories of units, the first of which wins: src/basic/path-lookup.c; systemd.unit(5) "Unit File Load Path". */

/**
 * Of the system's manager. /usr/lib and /lib are one directory on hosts with a merged /usr; Debian 12 and
 * older look into /lib first.
 */
export const systemSearchPath: readonly string[] = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/generator.late',
];
