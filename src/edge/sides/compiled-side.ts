/** What a spec compiles to, as a side. */
import { type CompileResult, vocabulary } from '../../compile.ts';
import { hasErrors } from '../../core/diagnostic.ts';
import { formatSpecPath, type SpecPath } from '../../core/spec-path.ts';
import { snapshotOf } from '../../diff/snapshot-of.ts';
import { manifestIn } from '../../inputs/manifest-in.ts';
import { resolver } from '../../report/resolve.ts';
import type { SideName } from '../../review/model.ts';
import type { SideHost, SpecText } from '../../review/side.ts';
import { loadSpec } from '../../spec/load.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import type { Layout } from '../../tree/layout.ts';
import { loadBundle } from '../bundle.ts';
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
  const kinds = [...tree].flatMap((each) => (each.type === 'file' ? [[each.path, each.kind] as const] : []));
  return {
    snapshot: snapshotOf(tree),
    layout,
    ...(manifest && { manifest }),
    origins: new Map([...tree].map(({ path, origin }) => [path, origin])),
    kinds: new Map(kinds),
  };
}

/** Reads the spec again, once it is asked. */
export function specText(sources: CompileResult['sources'], entry: string, prefix = ''): SpecText {
  const load = () => loadSpec({ entry, read: (file) => sources.get(file) }, vocabulary(loadBundle()));
  let loaded: ReturnType<typeof load> | undefined;
  const resolve = resolver(sources);
  return {
    value: (path) => {
      loaded ??= load();
      return valueAt(loaded.spec, path);
    },
    place: (path) => {
      loaded ??= load();
      // Of a whole map or list the key is worth pointing at.
      const isWhole = typeof valueAt(loaded.spec, path) === 'object';
      const location = isWhole ? loaded.locator.key(path) : loaded.locator.value(path);
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
