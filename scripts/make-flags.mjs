// Makes data/flags/<component>.json from the full tables of flags (argument 1: their directory, with
// VERSIONS.json beside them), reduced to what unitc reads: node scripts/make-flags.mjs SOURCE-DIR
// Deterministic: one row a line, sorted by name and first version; the fields are src/model/flags/flag-row.ts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , source] = process.argv;
if (source === undefined) throw new Error('usage: node scripts/make-flags.mjs SOURCE-DIR');
const target = new URL('../data/flags/', import.meta.url);
const read = (file) => JSON.parse(readFileSync(join(source, file), 'utf8'));
const versions = read('VERSIONS.json');

/** Flags that the source of a component registers and that the full tables leave out on purpose. */
const nodeUnlisted = [
  'babysit-daemons',
  'enable-dsr',
  'experimental-dockershim',
  'forward-healthcheck-vip',
  'network-name',
  'root-hnsendpoint-name',
  'source-vip',
  'windows-priorityclass',
  'windows-service',
];
const unlisted = { kubelet: nodeUnlisted, 'kube-proxy': nodeUnlisted };
/** From here on a flag is no longer deprecated; the full table says it in a note only. */
const undeprecated = { 'kube-apiserver': { 'enable-logs-handler': '1.37' } };

const byVersion = (a, b) => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1];
};
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Releases whose source was read for flags on no page: what is absent there is surely gone. */
const snapshotsOf = (component) =>
  (versions[component].sourceSnapshots ?? []).map(({ version }) => /^\d+\.\d+/.exec(version)[0]).sort(byVersion);

/** A release, or [first that may, first that surely does]; null: nobody knows. */
function since(row) {
  if (row.since === null) return undefined;
  if (!row.inexactFields?.includes('since')) return row.since;
  return row.sinceRange ?? [null, row.since];
}

function removed(row, snapshots) {
  if (row.removed === null) return undefined;
  if (!row.inexactFields?.includes('removed')) return row.removed;
  const sure = snapshots.find((version) => byVersion(version, row.removed) >= 0) ?? null;
  return sure === row.removed ? row.removed : [row.removed, sure];
}

function reduce(component, row, snapshots) {
  if (row.absentIn !== undefined || row.removedRange !== undefined)
    throw new Error(`${component} ${row.flag}: new hole`);
  return {
    name: row.flag,
    since: since(row),
    patches: row.minPatch,
    removed: removed(row, snapshots),
    deprecated: row.deprecated ?? undefined,
    undeprecated: undeprecated[component]?.[row.flag],
    // `ignored`: taken for the sake of old command lines, in every release.
    noEffect: row.ignored ? '0' : row.noEffectSince,
    required: row.requiredSince,
    replacedBy: row.replacedBy ?? undefined,
    gate: /^Feature gate (\w+)\.$/.exec(row.note ?? '')?.[1],
    inFile: row.configFileField,
    seen: row.removed === null ? row.lastEvidence : undefined,
    doubtful: row.confidence === 'low' ? true : undefined,
  };
}

for (const file of readdirSync(source).sort(byText)) {
  if (!file.endsWith('.json') || file === 'VERSIONS.json') continue;
  const component = file.slice(0, -'.json'.length);
  const listed = versions[component].versions.map(({ version }) => version).sort(byVersion);
  const snapshots = snapshotsOf(component);
  const rows = read(file)
    .map((row) => JSON.stringify(reduce(component, row, snapshots)))
    .sort(byText);
  const head = {
    component,
    // Kubernetes' components take `_` for `-` in names of flags; etcd and flanneld do not.
    underscores: component.startsWith('kube'),
    lists: { first: listed.at(0), last: listed.at(-1) },
    unlisted: unlisted[component] ?? [],
  };
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  writeFileSync(new URL(file, target), `{\n${lines.join('')}  "flags": [\n    ${rows.join(',\n    ')}\n  ]\n}\n`);
}
