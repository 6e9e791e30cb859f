/** tmpfiles.d(5): files, directories and links that systemd-tmpfiles makes. */
export { type TmpfilesEntry, type TmpfilesOptions, tmpfilesLine } from './tmpfiles-line.ts';
