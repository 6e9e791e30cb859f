/** All files of a unit below a root, read. */
import { parseUnit, type UnitDocument } from '../../codec/unit/index.ts';
import type { SourceFile } from '../loaded-unit.ts';
import { parseUnitName, type UnitName } from '../names/unit-name.ts';
import type { UnitRoot } from '../unit-root.ts';
import { confFiles, type HiddenFile } from './conf-files.ts';
import { type DependencyLink, dependencyLinks } from './dependency-links.ts';
import { dropInDirectories } from './drop-in-directories.ts';
import { isEmptyFile } from './empty-file.ts';
import { findFragment } from './find-fragment.ts';
import { buildNameMap, type NameMap } from './name-map.ts';
import { perRoot } from './per-root.ts';
import { resolvePath } from './resolve-path.ts';

export interface Located {
  readonly id: string;
  readonly names: readonly string[];
  readonly fragment?: SourceFile;
  /** The path of a link that stands for the unit file, and leads to no file. */
  readonly leadsNowhere?: string;
  /** What the fragment is; `none` where there is none. */
  readonly kind: 'file' | 'masked' | 'directory' | 'none';
  readonly dropIns: readonly SourceFile[];
  readonly hidden: readonly HiddenFile[];
  readonly links: Readonly<Record<'wants' | 'requires' | 'upholds', readonly DependencyLink[]>>;
}

export function locateUnit(root: UnitRoot, unit: UnitName, searchPath: readonly string[]): Located {
  const { fragment, id, names } = findFragment(nameMapOf(root, searchPath), unit);
  const main = parseUnitName(id) ?? unit;
  const kind = fragment === undefined ? 'none' : kindOf(root, fragment);
  const { paths, hidden } = confFiles(root, dropInDirectories(root, searchPath, names, '.d'), '.conf');
  const links = (suffix: '.wants' | '.requires' | '.upholds') => dependencyLinks(root, searchPath, main, names, suffix);
  return {
    id,
    names,
    ...(fragment === undefined
      ? {}
      : kind === 'none'
        ? { leadsNowhere: fragment }
        : { fragment: readSource(root, fragment) }),
    kind,
    dropIns: paths.map((path) => readSource(root, path)),
    hidden,
    links: { wants: links('.wants'), requires: links('.requires'), upholds: links('.upholds') },
  };
}

function kindOf(root: UnitRoot, path: string): Located['kind'] {
  if (isEmptyFile(root, path)) return 'masked';
  const resolved = resolvePath(root, path);
  const entry = resolved.ok ? resolved.entry : undefined;
  return entry === undefined || entry.type === 'symlink' ? 'none' : entry.type;
}

const mapsOf = perRoot(() => new Map<string, NameMap>());
const filesOf = perRoot(() => new Map<string, SourceFile>());
/** Roots that are views of another have the same bytes. */
const documents = new WeakMap<Uint8Array, UnitDocument>();

/** Of a root and lookup path, built once. */
export function nameMapOf(root: UnitRoot, searchPath: readonly string[]): NameMap {
  const maps = mapsOf(root);
  const key = searchPath.join('\0');
  const map = maps.get(key) ?? buildNameMap(root, searchPath);
  maps.set(key, map);
  return map;
}

function readSource(root: UnitRoot, path: string): SourceFile {
  const files = filesOf(root);
  const file = files.get(path) ?? { path, document: documentOf(contentOf(root, path)) };
  files.set(path, file);
  return file;
}

function documentOf(content: Uint8Array): UnitDocument {
  const document = documents.get(content) ?? parseUnit(content);
  documents.set(content, document);
  return document;
}

function contentOf(root: UnitRoot, path: string): Uint8Array {
  const resolved = resolvePath(root, path);
  return resolved.ok && resolved.entry?.type === 'file' ? resolved.entry.content : new Uint8Array();
}
