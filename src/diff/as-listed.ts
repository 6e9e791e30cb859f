import { sha256 } from '../core/sha256.ts';
import type { Entry } from './entry.ts';

/** What a manifest says of an entry's content; modes and owners stand beside it. */
export type ListedEntry =
  | { readonly type: 'file'; readonly sha256: string }
  | { readonly type: 'symlink'; readonly target: string }
  | { readonly type: 'directory' };

export function isAsListed(listed: ListedEntry, entry: Entry): boolean {
  if (listed.type === 'symlink') return entry.type === 'symlink' && entry.target === listed.target;
  if (listed.type === 'directory') return entry.type === 'directory';
  return entry.type === 'file' && sha256(entry.content) === listed.sha256;
}
