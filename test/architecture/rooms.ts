/** The rooms of src/, what each may import, and what may come from outside: docs/architecture.md. */

/** Direct edges; what a room may import it may also import through (`core ← codec ← systemd`). */
const direct: Readonly<Record<string, readonly string[]>> = {
  core: [],
  codec: ['core'],
  systemd: ['codec'],
  template: ['codec'],
  tree: ['core'],
  spec: ['core'],
  model: ['spec'],
  components: ['model'],
  inventory: ['components', 'codec', 'tree'],
  targets: ['model', 'template', 'codec', 'tree'],
  inputs: ['tree', 'codec'],
  outputs: ['tree', 'codec'],
  rpm: ['template', 'codec', 'tree', 'outputs'],
  lint: ['systemd', 'tree'],
  diff: ['systemd', 'tree'],
  plan: ['systemd', 'diff'],
  review: ['plan', 'diff'],
  report: ['core', 'diff', 'lint', 'plan', 'review'],
};

/** Reachable by the edges above, and still not allowed: a target works from the model alone. */
const forbidden: Readonly<Record<string, readonly string[]>> = { targets: ['spec'] };

const pure = Object.keys(direct);
/** `index` is compile.ts, index.ts and what else stands in src/ itself; `unit` is what exports a room: unit.ts, systemd.ts. */
const top: Readonly<Record<string, readonly string[]>> = {
  unit: ['systemd', 'codec', 'core'],
  index: pure,
  edge: [...pure, 'index'],
  cli: [...pure, 'index', 'unit', 'edge'],
  action: ['codec', 'report', 'edge', 'cli'],
};

export const rooms: readonly string[] = [...pure, ...Object.keys(top)];
/** Rooms that hold functions of their arguments and nothing else. */
export const pureRooms: readonly string[] = pure;

/** The room of a file under src/, for example `codec/unit/index.ts`. */
export function roomOf(file: string): string {
  const slash = file.indexOf('/');
  if (slash !== -1) return file.slice(0, slash);
  return file === 'unit.ts' || file === 'systemd.ts' ? 'unit' : 'index';
}

export function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const given = top[from];
  return given === undefined ? closure(from).has(to) && forbidden[from]?.includes(to) !== true : given.includes(to);
}

function closure(room: string): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(direct[room] ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(direct[next] ?? []));
  }
  return reached;
}

/** A third-party package and the folders of src/ that may import it. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  yaml: ['spec/', 'codec/yaml/'],
  zod: ['spec/'],
  mustache: ['template/'],
  diff: ['diff/'],
  'tar-stream': ['inputs/', 'outputs/'],
  ini: ['codec/ini/'],
  '@viz-js/viz': ['report/boot/'],
  commander: ['cli/'],
};

/** Modules of Node that pure rooms may import, and the names that may come from them (all, where none are given). */
export const nodeModules: Readonly<Record<string, readonly string[] | 'all'>> = {
  'core node:crypto': ['createHash'],
  'outputs node:crypto': ['createHash'],
  'outputs node:zlib': 'all',
  'inputs node:zlib': ['gunzipSync'],
  // Colours: a function of its arguments when told not to look at the stream.
  'report node:util': ['styleText'],
  'report node:crypto': ['createHash'],
};
