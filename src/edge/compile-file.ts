/** The pipeline on a file that a user named. */
import { type CompileInput, type CompileResult, compile, vocabulary } from '../compile.ts';
import { type LoadedSpec, loadSpec } from '../spec/load.ts';
import { loadBundle } from './bundle.ts';
import { Failure } from './failure.ts';
import { packageVersion } from './package-root.ts';
import { readStdin, readText } from './read-text.ts';
import type { World } from './world.ts';

/** On the command line: standard input, with `extends` relative to the current directory. */
const stdin = '-';

/** Throws a Failure where `spec` itself cannot be read; the files it extends are the spec's problem. */
export function compileFile(spec: string, world: World): CompileResult {
  return compile(readerOf(spec, world), { bundle: loadBundle(), version: packageVersion() });
}

/** The spec with positions, for questions about what was compiled. */
export function locateIn(sources: CompileResult['sources'], entry: string): LoadedSpec['locator'] {
  const read = (file: string) => sources.get(file);
  return loadSpec({ entry, read }, vocabulary(loadBundle())).locator;
}

function readerOf(entry: string, world: World): CompileInput {
  const text = entry === stdin ? readStdin(world) : readText(entry);
  const read = (file: string): string | undefined => {
    if (file === entry) return text;
    try {
      return readText(file);
    } catch (error) {
      // The diagnostic says which file and where it is named; this says why.
      if (!(error instanceof Failure)) throw error;
      world.stderr.write(`unitc: ${error.message}\n`);
      return undefined;
    }
  };
  return { entry, read };
}
