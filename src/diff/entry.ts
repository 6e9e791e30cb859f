/** What a tree holds at a path, wherever the tree comes from: a spec, a directory, an archive. */

interface Common {
  /** `user:group`, names or numbers; undefined where the source of the tree does not say. */
  readonly owner?: string;
}

export type FileEntry = Common & {
  readonly type: 'file';
  /** Permission bits. */
  readonly mode: number;
  readonly content: Uint8Array;
};
export type DirectoryEntry = Common & { readonly type: 'directory'; readonly mode: number };
export type SymlinkEntry = Common & { readonly type: 'symlink'; readonly target: string };

export type Entry = FileEntry | DirectoryEntry | SymlinkEntry;

/** By path relative to the root, as in an artifact. */
export type Snapshot = ReadonlyMap<string, Entry>;
