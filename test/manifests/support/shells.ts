/** The shells that are /bin/sh on the hosts: bash on Fedora and CentOS, dash on Debian, busybox on small images. */
import { locate } from './programs.ts';

export const shells = [
  ['dash', [locate('dash')]],
  ['bash --posix', [locate('bash'), '--posix']],
  ['busybox sh', [locate('busybox'), 'sh']],
] as const;
