/**
 * FileTree → tar, to be unpacked at `/`. The same tree gives the same bytes.
 *
 * Members are only what we own: files, symlinks and directories of the tree, never `./`, `usr/` or
 * `usr/local/`. With a directory member, tar replaces a symlink of that name by a real directory, and on
 * ostree hosts usr/local is one (`../var/usrlocal`).
 */
import tar from 'tar-stream';
import type { Artifact } from '../tree/artifact.ts';
import type { FileTree } from '../tree/file-tree.ts';
import type { Output, OutputOptions } from './output.ts';

export const tarOutput: Output = { name: 'tar', endings: ['.tar'], encode };

async function encode(tree: FileTree, options: OutputOptions): Promise<Uint8Array> {
  const pack = tar.pack();
  for (const artifact of tree) {
    const content = artifact.type === 'file' ? Buffer.from(artifact.content, 'utf8') : undefined;
    if (content === undefined) pack.entry(header(artifact, options));
    else pack.entry({ ...header(artifact, options), size: content.length }, content);
  }
  pack.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of pack) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** tar-stream's own extension, which its types leave out: records of the extended header. */
type Header = tar.Headers & { pax?: Record<string, string> };

function header(artifact: Artifact, options: OutputOptions): Header {
  const owners = { uid: numericId(artifact.owner), gid: numericId(artifact.group) };
  const common = {
    // By custom, so that a listing shows what is a directory.
    name: artifact.type === 'directory' ? `${artifact.path}/` : artifact.path,
    // biome-ignore lint/style/noRestrictedGlobals: not the clock, tar-stream takes the given epoch as a Date
    mtime: new Date(options.epoch * 1000),
    ...owners,
    uname: nameOf(artifact.owner),
    gname: nameOf(artifact.group),
    ...largeIds(owners),
  };
  // tar-stream takes a mode of 0 for a missing one; the bit above the permissions is masked away by it.
  const present = 0o10000;
  if (artifact.type === 'symlink') {
    return { ...common, type: 'symlink', linkname: artifact.target, mode: present | 0o777 };
  }
  return { ...common, type: artifact.type, mode: present | (artifact.mode & 0o7777) };
}

/** The header's fields hold six octal digits, and tar-stream cuts a larger number to them silently. */
function largeIds(owners: Readonly<Record<string, number>>): Pick<Header, 'pax'> {
  const large = Object.entries(owners).filter(([, id]) => id > 0o777777);
  return large.length === 0 ? {} : { pax: Object.fromEntries(large.map(([key, id]) => [key, String(id)])) };
}

/** tar looks the name up first, on the host that unpacks, so a named owner needs no number of ours. */
function numericId(owner: string): number {
  return /^\d+$/.test(owner) ? Number(owner) : 0;
}

function nameOf(owner: string): string {
  return /^\d+$/.test(owner) ? '' : owner;
}
