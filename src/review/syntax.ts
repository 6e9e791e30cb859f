/** Which syntax a file has: by what the compiler says of it, else by its path and bytes. */
import { quadletFileName } from '../codec/quadlet/index.ts';
import { textOf } from '../diff/text-of.ts';
import { unitFileName } from '../systemd/index.ts';
import type { FileKind } from '../tree/artifact.ts';
import type { Syntax } from './model.ts';

/** Directories of tmpfiles.d(5) and sysusers.d(5). */
const lineDirectories = /(?:^|\/)(?:tmpfiles|sysusers)\.d\/[^/]+\.conf$/;
/** Where Debian and Fedora keep variables of services, and packages of Kubernetes and etcd theirs. */
const envFiles = /^etc\/(?:default|sysconfig|kubernetes|etcd)\/[^/.]+$|^etc\/(?:etcd\/[^/]+\.conf|sysconfig\/.+)$/;

export function syntaxOf(path: string, kind: FileKind | undefined, content: Uint8Array | undefined): Syntax {
  const text = content === undefined ? '' : textOf(content);
  if (text === undefined) return 'binary';
  if (kind !== undefined) return kind;
  if (/(?:^|\/)systemd\/system\//.test(path) && unitFileName(path) !== undefined) return 'unit';
  if (/(?:^|\/)containers\/systemd\//.test(path) && quadletFileName(path) !== undefined) return 'unit';
  if (lineDirectories.test(path)) return 'tmpfiles';
  if (path.endsWith('.json')) return 'json';
  if (text.startsWith('#!')) return 'script';
  return envFiles.test(path) ? 'env-file' : 'text';
}
