/** Bytes of an archive → its members. The bytes may be anybody's: nothing here trusts a name or a size. */
import { gunzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { isTreePath } from './read-manifest.ts';

export type TarMember = {
  /** Relative to the root, without `./` in front and `/` behind. */
  readonly path: string;
  /** `user:group`: names, or numbers where the archive has no names. */
  readonly owner: string;
} & (
  | { readonly type: 'file'; readonly mode: number; readonly content: Uint8Array }
  | { readonly type: 'directory'; readonly mode: number }
  | { readonly type: 'symlink'; readonly target: string }
);

export type ReadTar =
  /** Of two members of one name tar unpacks the second over the first, so that one counts. */
  | { readonly ok: true; readonly members: ReadonlyMap<string, TarMember> }
  /** `reason` completes "the archive …". */
  | { readonly ok: false; readonly reason: string };

const magicAt = 257;

/** Whether the bytes begin as a tar (ustar, pax or GNU) or as something compressed by gzip. */
export function looksLikeTar(bytes: Uint8Array): boolean {
  return isGzip(bytes) || new TextDecoder('latin1').decode(bytes.subarray(magicAt, magicAt + 5)) === 'ustar';
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** `largest`: how many bytes the archive may have when it is not compressed. */
export async function readTar(bytes: Uint8Array, largest: number): Promise<ReadTar> {
  const plain = uncompressed(bytes, largest);
  if (plain === undefined) return { ok: false, reason: `is damaged, or has more than ${largest} bytes` };
  if (plain.length === 0) return { ok: false, reason: 'is empty' };
  const members = new Map<string, TarMember>();
  const extract = tar.extract();
  extract.end(plain);
  try {
    for await (const entry of extract) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk);
      const read = memberOf(entry.header, Buffer.concat(chunks), members);
      if (typeof read === 'string') return { ok: false, reason: read };
      if (read !== undefined) members.set(read.path, read);
    }
  } catch (error) {
    return { ok: false, reason: `is damaged: ${error instanceof Error ? error.message : String(error)}` };
  }
  return { ok: true, members };
}

function uncompressed(bytes: Uint8Array, largest: number): Uint8Array | undefined {
  if (!isGzip(bytes)) return bytes.length > largest ? undefined : bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    return undefined;
  }
}

/** A text is why the archive is refused; undefined for the root itself. */
function memberOf(
  header: tar.Headers,
  content: Uint8Array,
  before: ReadonlyMap<string, TarMember>,
): TarMember | string | undefined {
  const path = withoutDots(header.name);
  if (path === '' || path === '.') return undefined;
  const shown = JSON.stringify(header.name);
  if (!isTreePath(path)) return `has a member that leaves its root: ${shown}`;
  const user = (name: string | undefined, id: number | undefined) => (name ? name : String(id ?? 0));
  const owner = `${user(header.uname, header.uid)}:${user(header.gname, header.gid)}`;
  const mode = (header.mode ?? 0) & 0o7777;
  switch (header.type ?? 'file') {
    case 'file':
    case 'contiguous-file':
      return { path, owner, type: 'file', mode, content };
    case 'directory':
      return { path, owner, type: 'directory', mode };
    case 'symlink':
      return { path, owner, type: 'symlink', target: header.linkname ?? '' };
    case 'link': {
      // A further name of one file, which came before it.
      const linked = before.get(withoutDots(header.linkname ?? ''));
      if (linked?.type === 'file') return { ...linked, path };
      return `has a hard link to what is no file before it: ${shown}`;
    }
    default:
      return `has a member that is no file, directory or symlink: ${shown}`;
  }
}

function withoutDots(name: string): string {
  return name.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');
}
