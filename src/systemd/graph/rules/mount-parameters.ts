/** What kind of mount it is: `src/core/mount.c`, `src/shared/fstab-util.c`, `src/basic/mountpoint-util.c`. */

export interface MountParameters {
  readonly what: string | undefined;
  readonly where: string;
  readonly type: string | undefined;
  /** Split at commas. */
  readonly options: readonly string[];
}

const networkTypes: ReadonlySet<string> = new Set([
  ...[
    'afs',
    'ceph',
    'cifs',
    'gfs',
    'gfs2',
    'ncp',
    'ncpfs',
    'nfs',
    'nfs4',
    'ocfs2',
    'orangefs',
    'pvfs2',
    'smb3',
    'smbfs',
  ],
  ...['davfs', 'glusterfs', 'lustre', 'sshfs'],
]);
const quotaTypes: ReadonlySet<string> = new Set(['ext2', 'ext3', 'ext4', 'reiserfs', 'jfs', 'f2fs']);

/** `fstab_test_option()`: the option, with or without a value. */
export function hasOption({ options }: MountParameters, ...names: readonly string[]): boolean {
  return options.some((option) => names.includes(option.split('=')[0] ?? ''));
}

export function isNetwork(parameters: MountParameters): boolean {
  return hasOption(parameters, '_netdev') || networkTypes.has((parameters.type ?? '').replace(/^fuse\./, ''));
}

export function isBind(parameters: MountParameters): boolean {
  return hasOption(parameters, 'bind', 'rbind') || parameters.type === 'bind' || parameters.type === 'rbind';
}

export function isLoop(parameters: MountParameters): boolean {
  return hasOption(parameters, 'loop');
}

/** `nofail` or `fail`, the last of them. */
export function isNofail({ options }: MountParameters): boolean {
  return options.findLast((option) => option === 'nofail' || option === 'fail') === 'nofail';
}

export function needsQuota(parameters: MountParameters): boolean {
  if (parameters.type !== undefined && !quotaTypes.has(parameters.type)) return false;
  if (isBind(parameters)) return false;
  return hasOption(parameters, 'usrquota', 'grpquota', 'quota', 'usrjquota', 'grpjquota');
}

/** Mounts that the system itself lives on, and virtual ones: `fstab_is_extrinsic()`. */
export function isExtrinsic(parameters: MountParameters): boolean {
  const { where } = parameters;
  if (['/', '/usr', '/etc'].includes(where)) return true;
  if (['/run/initramfs', '/proc', '/sys', '/dev'].some((path) => where === path || where.startsWith(`${path}/`)))
    return true;
  return hasOption(parameters, 'x-initrd.mount');
}
