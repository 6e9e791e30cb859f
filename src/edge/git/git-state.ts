/** A state of a repository's files that git keeps: a revision, or the index. */

export interface GitNode {
  readonly type: 'file' | 'directory' | 'symlink';
  readonly isExecutable: boolean;
  /** Directories of the index have none: ''. */
  readonly id: string;
  /** In bytes; of files and links. */
  readonly size: number;
}

/** Several versions of one file, until a merge is finished. */
export type Unmerged = 'unmerged';

export interface GitState {
  /** As the user wrote it: `HEAD~1`; '' for the index. */
  readonly name: string;
  /** In messages. */
  readonly title: string;
  /** Where git is asked. */
  readonly directory: string;
  /** Of that directory in the repository: `clusters/`; '' for the top, and where the repository has no work tree. */
  readonly prefix: string;
  readonly top: GitNode;
  /** By their names; `at` is the path of a directory, `id` its own. */
  children(at: string, id: string): ReadonlyMap<string, GitNode | Unmerged>;
  /** Whether a file that is not in it waits to be. */
  isWaiting(path: string): boolean;
}

export function directoryNode(id: string): GitNode {
  return { type: 'directory', isExecutable: false, id, size: 0 };
}

/** Modes of git: 100644, 100755, 120000, 040000; 160000 is a submodule, whose files are in another repository. */
export function nodeOf(mode: string, id: string, size: number): GitNode | undefined {
  if (mode === '040000') return directoryNode(id);
  if (mode === '120000') return { type: 'symlink', isExecutable: false, id, size };
  return mode.startsWith('100') ? { type: 'file', isExecutable: mode === '100755', id, size } : undefined;
}
