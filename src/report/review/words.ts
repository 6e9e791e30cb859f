/** How the parts of a review are said, in any format; nothing here is made harmless yet. */
import { compareBytes } from '../../core/order.ts';
import { formatSpecPath } from '../../core/spec-path.ts';
import type {
  Cause,
  ElementReview,
  FileReview,
  HostReview,
  Review,
  Risk,
  SideEntry,
  UnitReview,
} from '../../review/model.ts';
import { plural } from '../summary.ts';

export const kindSigns = { added: '+', removed: '-', changed: '~', mode: '~', owner: '~', renamed: '→' } as const;
export const elementSigns = { added: '+', removed: '-', changed: '~', moved: '↕' } as const;

/** `[Service] ExecStart --etcd-servers`, `KUBE_API_ARGS --v`, `mounts["/etc/ssl"]`. */
export function placeOf({ syntax }: FileReview, { at }: ElementReview): string {
  const [section = '', ...rest] = at;
  if (syntax === 'unit') return [`[${section}]`, ...rest].join(' ');
  return syntax === 'json' ? formatSpecPath(at) : at.join(' ');
}

/** ` in /etc/systemd/system/docker.service.d/flannel.conf`, where another file than that of the change says it. */
export function otherFile({ files }: ElementReview): string {
  const named = [...new Set([files?.before, files?.after].filter((file) => file !== undefined))];
  return named.length === 0 ? '' : ` in ${named.map((file) => `/${file}`).join(' → ')}`;
}

/** `http://a → http://b`; of what is on one side only, that. */
export function saidValue({ change, before, after }: ElementReview): string {
  if (change === 'moved') return [before ?? after ?? '', '(moved)'].filter((word) => word !== '').join(' ');
  if (before === undefined || after === undefined) return before ?? after ?? '';
  return `${before === '' ? '(empty)' : before} → ${after === '' ? '(empty)' : after}`;
}

/** What happened to a file besides its text: `renamed from /a, mode 0600 → 0644`; '' where nothing did. */
export function entryChanges(change: FileReview): string {
  const { kind, from, before, after } = change;
  const said: string[] = [];
  if (from !== undefined) said.push(`renamed from /${from}`);
  if (kind === 'added') said.push(`new ${entryOf(after)}`);
  if (kind === 'removed') said.push(`removed ${entryOf(before)}`);
  if (before !== undefined && after !== undefined) said.push(...sideChanges(before, after));
  if (change.syntax === 'binary' && kind === 'changed') said.push('binary');
  if (change.redacted === true) said.push('holds what is not shown');
  return said.join(', ');
}

function entryOf(entry: SideEntry | undefined): string {
  if (entry === undefined) return '';
  if (entry.type === 'symlink') return `symlink to ${entry.target}`;
  const name = entry.type === 'file' ? 'file' : 'directory';
  return [name, entry.mode, ...(entry.owner === undefined ? [] : [entry.owner])].join(' ');
}

function sideChanges(before: SideEntry, after: SideEntry): string[] {
  if (before.type !== after.type) return [`${entryOf(before)} → ${entryOf(after)}`];
  const said: string[] = [];
  if (before.type === 'symlink' && after.type === 'symlink') {
    if (before.target !== after.target) said.push(`leads to ${before.target} → ${after.target}`);
  } else if (before.type !== 'symlink' && after.type !== 'symlink' && before.mode !== after.mode) {
    said.push(`mode ${before.mode} → ${after.mode}`);
  }
  const hasNewOwner = before.owner !== undefined && after.owner !== undefined && before.owner !== after.owner;
  if (hasNewOwner) said.push(`owner ${before.owner} → ${after.owner}`);
  return said;
}

/** Of a file whose text changed, and nothing that counts with it. */
function saysTheSame({ before, after, elements, syntax, redacted }: FileReview): boolean {
  if (before?.type !== 'file' || after?.type !== 'file' || before.content === after.content) return false;
  return elements.length === 0 && syntax !== 'binary' && redacted !== true;
}

/** `cluster.yaml:14 etcd.version`, `default of kubelet`. */
function causeOf(cause: Cause): string {
  switch (cause.kind) {
    case 'spec': {
      const place = cause.line === undefined ? cause.file : `${cause.file}:${cause.line}`;
      return `${cause.side === 'before' ? 'was at ' : ''}${place} ${cause.path}`;
    }
    case 'default':
      return `default of ${cause.by}`;
    case 'derived':
      return `derived: ${cause.rule}`;
    case 'generator':
      return `${cause.before} → ${cause.after}`;
  }
}

/** The most telling ones; how many are left out is said. */
export function causesOf(causes: readonly Cause[], most: number = mostCauses): string {
  const said = [...new Set(causes.map(causeOf))];
  const more = said.length > most ? [`and ${said.length - most} more`] : [];
  return [...said.slice(0, most), ...more].join('; ');
}

/** Where there is little room. */
const mostCauses = 2;

/** The causes of all elements where they are the same, so that they are said once; else undefined. */
export function sharedCauses(elements: readonly ElementReview[]): readonly Cause[] | undefined {
  const [first, ...others] = elements;
  if (first === undefined) return undefined;
  const wanted = JSON.stringify(first.causes);
  return others.every(({ causes }) => JSON.stringify(causes) === wanted) ? first.causes : undefined;
}

/** Why it happens to a unit: `with docker.service (Requires)`, `for /etc/etcd/etcd.conf`. */
export function reasonOf({ because, changes }: UnitReview, review: Review): string {
  const paths = changes.flatMap((id) => review.changes[id]?.path ?? []);
  const files = [...new Set(paths)].map((path) => `/${path}`);
  const said = because === undefined ? [] : [`with ${because.unit} (${because.by})`];
  if (files.length > 0) said.push(`for ${files.join(', ')}`);
  return said.join(', ');
}

export function sideNames({ before, after }: Review): string {
  return `${before.name} → ${after.name}`;
}

export function hostsOfKind(review: Review, kind: HostReview['kind']): string[] {
  return review.hosts.flatMap((host) => (host.kind === kind ? [host.name] : []));
}

/** What there is to say of a file besides its elements; '' where nothing is. */
export function fileNotes(change: FileReview, part: 'all' | 'alike' | 'rest'): string {
  if (part === 'alike') return 'in files that differ elsewhere';
  const same = saysTheSame(change) ? 'its text alone, which says the same' : '';
  return [entryChanges(change), same].filter((note) => note !== '').join(', ');
}

/** `3 changed, 1 added on 4 of 6 hosts; restarts etcd.service`; `no difference`. */
export function verdictOf(review: Review): string {
  return [fileCounts(review), ...interruptions(review).map(({ verb, units }) => `${verb} ${units.join(', ')}`)].join(
    '; ',
  );
}

/** `3 changed, 1 added on 4 of 6 hosts`. */
export function fileCounts(review: Review): string {
  const count = (...kinds: FileReview['kind'][]) => review.changes.filter(({ kind }) => kinds.includes(kind)).length;
  const files = [
    [count('changed', 'mode', 'owner'), 'changed'],
    [count('renamed'), 'renamed'],
    [count('added'), 'added'],
    [count('removed'), 'removed'],
  ] as const;
  const touched = review.hosts.filter(({ kind }) => kind !== 'same').length;
  if (review.changes.length === 0 && touched === 0) return 'no difference';
  const parts = files.flatMap(([number, word]) => (number === 0 ? [] : [`${number} ${word}`]));
  return `${parts.join(', ') || 'no file'} on ${touched} of ${plural(review.hosts.length, 'host')}`;
}

/** `restarts`, and what: each unit once, bytewise, whichever the host. */
export function interruptions({ hosts }: Review): { readonly verb: string; readonly units: readonly string[] }[] {
  const said = { restart: 'restarts', stop: 'stops', reload: 'reloads', start: 'starts' } as const;
  const all = hosts.flatMap((host) => host.units);
  return Object.entries(said).flatMap(([action, verb]) => {
    const units = new Set(all.flatMap((one) => (one.action === action ? [one.unit] : [])));
    return units.size === 0 ? [] : [{ verb, units: [...units].sort(compareBytes) }];
  });
}

/** The first characters, whole ones, and that there are more. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** `/etc/a.service [Service] ExecStart`, or the unit. */
export function placeOfRisk({ change, element, unit }: Risk, review: Review): string {
  const file = change === undefined ? undefined : review.changes[change];
  if (file === undefined) return unit ?? '';
  const part = element === undefined ? undefined : file.elements[element];
  return part === undefined ? `/${file.path}` : `/${file.path} ${placeOf(file, part)}`;
}
