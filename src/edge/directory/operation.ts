import type { State } from './state.ts';

/**
 * One step from the directory as it is to the directory as it is to be. Each may be done twice: a run
 * that was interrupted is finished by doing all of them again. Paths are relative to the directory.
 */
export type Operation =
  | { readonly op: 'delete'; readonly path: string; readonly before: State }
  /** Of a directory, if nothing is in it. */
  | { readonly op: 'prune'; readonly path: string }
  | { readonly op: 'directory'; readonly path: string; readonly mode: number }
  /** By the staged file or symlink of this name, which disappears by it. */
  | { readonly op: 'replace'; readonly path: string; readonly stage: string; readonly before: State };
