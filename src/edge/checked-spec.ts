import type { CompileResult } from '../compile.ts';
import { hostLayout } from '../tree/layout.ts';
import { compileFile } from './compile-file.ts';
import { compileInGit } from './git/git-spec.ts';
import { namedInGit } from './git/named-in-git.ts';
import { prefixed } from './prefixed.ts';
import type { World } from './world.ts';

/** What can be reported of a spec: a file, standard input, or `git:REV:PATH`. Throws a Failure where it cannot be read. */
export function checkedSpec(name: string, world: World): Pick<CompileResult, 'cluster' | 'diagnostics' | 'sources'> {
  const named = namedInGit(name, '.');
  if (named === undefined) return compileFile(name, world);
  const result = compileInGit(named, world, hostLayout);
  return { ...result, ...prefixed(result, named.prefix) };
}
