/** What a spec compiles to, as a side. */
import type { CompileResult } from '../../compile.ts';
import { hasErrors } from '../../core/diagnostic.ts';
import { formatSpecPath, type SpecPath } from '../../core/spec-path.ts';
import { kindsOf, snapshotOf } from '../../diff/snapshot-of.ts';
import { manifestIn } from '../../inputs/manifest-in.ts';
import { resolver } from '../../report/resolve.ts';
import type { SideName } from '../../review/model.ts';
import type { SideHost, SpecText } from '../../review/side.ts';
import type { LoadedSpec } from '../../spec/load.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Layout } from '../../tree/layout.ts';
import { loadAgain } from '../compile-file.ts';
import { packageVersion } from '../package-root.ts';
import { prefixed } from '../prefixed.ts';
import type { Opened, Refused } from './side-source.ts';

export interface CompiledSide {
  readonly kind: SideName['kind'];
  readonly name: string;
  /** Name of the spec that `result` is of. */
  readonly entry: string;
  readonly layout: Layout;
  /** In front of the names of its files in reports: `git:HEAD:`. */
  readonly prefix?: string;
}

export function compiledSide(result: CompileResult, about: CompiledSide): Opened | Refused {
  const { kind, name, layout, prefix = '' } = about;
  if (hasErrors(result.diagnostics)) return { ok: false, name, ...prefixed(result, prefix) };
  const hosts = [...result.trees].map(([host, tree]) => [host, compiledHost(tree, layout)] as const);
  const systemd = Number(result.cluster?.system.systemd);
  const spec = specText(result.sources, about.entry, prefix);
  return {
    ok: true,
    side: { name: { kind, name, generator: `unitc ${packageVersion()}` }, hosts: new Map(hosts), spec },
    single: false,
    ...(Number.isInteger(systemd) && { systemd }),
  };
}

function compiledHost(tree: FileTree, layout: Layout): SideHost {
  const manifest = manifestIn(tree, layout.manifest.slice(1));
  return {
    snapshot: snapshotOf(tree),
    layout,
    ...(manifest && { manifest }),
    origins: new Map([...tree].map(({ path, origin }) => [path, origin])),
    kinds: kindsOf(tree),
  };
}

/** Reads the spec again, once it is asked. */
function specText(sources: CompileResult['sources'], entry: string, prefix = ''): SpecText {
  let known: LoadedSpec | undefined;
  const loaded = (): LoadedSpec => {
    known ??= loadAgain(sources, entry);
    return known;
  };
  const resolve = resolver(sources);
  return {
    value: (path) => valueAt(loaded().spec, path),
    place: (path) => {
      const { spec, locator } = loaded();
      // Of a whole map or list the key is worth pointing at.
      const isWhole = typeof valueAt(spec, path) === 'object';
      const location = isWhole ? locator.key(path) : locator.value(path);
      const span = resolve(location);
      const line = span?.start.line;
      return {
        path: formatSpecPath(path),
        file: prefix + location.file,
        ...(line !== undefined && { line, text: span?.source.line(line).trim() ?? '' }),
      };
    },
  };
}

function valueAt(data: unknown, path: SpecPath): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.entries(value).find(([key]) => key === String(step))?.[1];
  }
  return value;
}
