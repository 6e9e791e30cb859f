/** The files of a revision or the index: read by git cat-file, nothing checked out. */
import { decodeBytes } from '../../codec/unit/index.ts';
import { comparePaths, type RootEntry, resolvePath, type UnitRoot } from '../../systemd/index.ts';
import { Failure } from '../failure.ts';
import type { GitNode, GitState, Unmerged } from './git-state.ts';
import { gitOutput } from './run-git.ts';

/** Of all that is read of one state. */
const largest = 200_000_000;

/** Paths are relative to the top of the repository, '' is the top itself. Links are not followed, submodules not there. */
export class GitTree {
  readonly state: GitState;
  readonly #directories = new Map<string, ReadonlyMap<string, GitNode | Unmerged>>();
  readonly #contents = new Map<string, Uint8Array>();
  #size = 0;

  constructor(state: GitState) {
    this.state = state;
  }

  /** Throws a Failure for a file that is still to be merged. */
  node(path: string): GitNode | undefined {
    if (path === '') return this.state.top;
    const slash = path.lastIndexOf('/');
    const node = this.#children(path.slice(0, Math.max(slash, 0))).get(path.slice(slash + 1));
    if (node !== 'unmerged') return node;
    throw new Failure(`\`${path}\` is not merged yet`, 'solve its conflicts, and git add it');
  }

  names(directory: string): string[] {
    return [...this.#children(directory).keys()].sort(comparePaths);
  }

  /** By the ids of files and links; several are read at once. */
  contents(ids: Iterable<string>): ReadonlyMap<string, Uint8Array> {
    const wanted = [...new Set(ids)].filter((id) => !this.#contents.has(id));
    if (wanted.length > 0) this.#read(wanted);
    return this.#contents;
  }

  /** What is at a path after all links, which do not lead out of the repository. Undefined where nothing is. */
  resolved(path: string): { readonly path: string; readonly node: GitNode } | undefined {
    const found = resolvePath(this.#root(), `/${path}`);
    const at = found.ok ? found.path.slice(1) : undefined;
    const node = at === undefined ? undefined : this.node(at);
    return at === undefined || node === undefined ? undefined : { path: at, node };
  }

  #root(): UnitRoot {
    const text = (id: string) => this.contents([id]).get(id) ?? new Uint8Array();
    const entry = (path: string): RootEntry | undefined => {
      const node = this.node(path.slice(1));
      if (node === undefined) return undefined;
      if (node.type === 'directory') return { type: 'directory' };
      if (node.type === 'symlink') return { type: 'symlink', target: decodeBytes(text(node.id)) };
      return { type: 'file', size: node.size, content: new Uint8Array() };
    };
    return { entry, list: (directory) => this.names(directory.slice(1)) };
  }

  #children(directory: string): ReadonlyMap<string, GitNode | Unmerged> {
    const known = this.#directories.get(directory);
    if (known !== undefined) return known;
    const node = this.node(directory);
    const children: ReadonlyMap<string, GitNode | Unmerged> =
      node?.type === 'directory' ? this.state.children(directory, node.id) : new Map();
    this.#directories.set(directory, children);
    return children;
  }

  /** git-cat-file(1), "BATCH OUTPUT": `ID TYPE SIZE`, the content, a line feed. */
  #read(ids: readonly string[]): void {
    const { directory, title } = this.state;
    const printed = gitOutput(directory, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
    let at = 0;
    for (const id of ids) {
      const end = printed.indexOf(0x0a, at);
      const [, type, size] = printed.subarray(at, end).toString('latin1').split(' ');
      if (type !== 'blob') {
        throw new Failure(`git cannot read a file of ${title}`, 'git fsck and git fetch may bring what is missing');
      }
      const length = Number(size);
      this.#size += length;
      if (this.#size > largest)
        throw new Failure(`${title} has more than ${largest} bytes`, 'name a smaller directory');
      this.#contents.set(id, printed.subarray(end + 1, end + 1 + length));
      at = end + 1 + length + 1;
    }
  }
}
