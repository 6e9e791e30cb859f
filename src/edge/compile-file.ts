/** The pipeline on a file that a user named. */
import { type CompileInput, type CompileResult, compile, vocabulary } from '../compile.ts';
import { visible } from '../report/visible.ts';
import { type LoadedSpec, loadSpec } from '../spec/load.ts';
import { hostLayout, type Layout } from '../tree/layout.ts';
import { loadBundle } from './bundle.ts';
import { Failure } from './failure.ts';
import { packageVersion } from './package-root.ts';
import { readStdin, readText } from './read-text.ts';
import type { World } from './world.ts';

/** On the command line: standard input, with `extends` relative to the current directory. */
const stdin = '-';

/** Throws a Failure where `spec` itself cannot be read; the files it extends are the spec's problem. */
export function compileFile(spec: string, world: World, layout = hostLayout): CompileResult {
  const read = (file: string) => (file === spec && file === stdin ? readStdin(world) : readText(file));
  return compileWith(spec, read, world, layout);
}

/** The same for files that lie elsewhere; `read` throws a Failure for one that cannot be read. */
export function compileWith(
  entry: string,
  read: (file: string) => string,
  world: World,
  layout: Layout,
): CompileResult {
  const input = readerOf(entry, read, world);
  return compile(input, { bundle: loadBundle(), version: packageVersion(), layout });
}

/** The spec with positions, for questions about what was compiled. */
export function loadAgain(sources: CompileResult['sources'], entry: string): LoadedSpec {
  return loadSpec({ entry, read: (file) => sources.get(file) }, vocabulary(loadBundle()));
}

function readerOf(entry: string, read: (file: string) => string, world: World): CompileInput {
  const text = read(entry);
  const readOther = (file: string): string | undefined => {
    if (file === entry) return text;
    try {
      return read(file);
    } catch (error) {
      // The diagnostic says which file and where it is named; this says why.
      if (!(error instanceof Failure)) throw error;
      world.stderr.write(`unitc: ${visible(error.message)}\n`);
      return undefined;
    }
  };
  return { entry, read: readOther };
}
