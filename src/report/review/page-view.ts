/** What the page of a review shows, said already: the page's script lays out, filters and folds. */
import type { ElementReview, FileReview, HostReview, Review } from '../../review/model.ts';
import { visible } from '../visible.ts';
import { firstOf } from './groups.ts';
import { saidHosts } from './host-names.ts';
import { hunksOf, lineSigns, rangesOf, startsOf } from './hunks.ts';
import { causesOf, elementSigns, fileNotes, kindSigns, otherFile, placeOf, placeOfRisk, reasonOf } from './words.ts';

export interface PageView {
  readonly before: string;
  readonly after: string;
  readonly generator: string;
  /** Names, bytewise; what others give as hosts are indexes of it. */
  readonly hosts: readonly string[];
  readonly hostKinds: readonly HostReview['kind'][];
  readonly risks: readonly PageRisk[];
  readonly units: readonly PageUnit[];
  readonly files: readonly PageFile[];
}

export interface PageRisk {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  readonly help: string;
  readonly place: string;
  readonly hosts: readonly number[];
  readonly change?: number;
}

/** What happens to a unit, for one reason, on these hosts. */
export interface PageUnit {
  readonly unit: string;
  readonly action: string;
  readonly reason: string;
  readonly hosts: readonly number[];
}

/** All that differs at a path. */
export interface PageFile {
  readonly path: string;
  /** What all changes have in common, which differ elsewhere. */
  readonly alike: readonly PageElement[];
  readonly changes: readonly PageChange[];
}

export interface PageChange {
  readonly id: number;
  readonly kind: FileReview['kind'];
  readonly sign: string;
  readonly hosts: readonly number[];
  /** `3 hosts: master-1…3`. */
  readonly on: string;
  readonly notes: string;
  readonly why: string;
  readonly elements: readonly PageElement[];
  readonly hunks: readonly PageHunk[];
}

export interface PageElement {
  readonly change: ElementReview['change'];
  readonly sign: string;
  readonly place: string;
  readonly before?: string;
  readonly after?: string;
  readonly why: string;
  /** Of what is alike: `3 hosts: master-1…3`. */
  readonly on?: string;
}

export interface PageHunk {
  readonly ranges: string;
  readonly oldStart: number;
  readonly newStart: number;
  /** Each with its sign before it: `+`, `-` or a blank. */
  readonly lines: readonly string[];
}

/** Of no text any more than a terminal may see. */
export function pageView(review: Review, context: number): PageView {
  return shown(said(review, context));
}

function said(review: Review, context: number): PageView {
  const names = review.hosts.map(({ name }) => name);
  const numbers = new Map(names.map((name, index) => [name, index]));
  const indexes = (hosts: readonly string[]) => hosts.flatMap((host) => numbers.get(host) ?? []);
  return {
    before: review.before.name,
    after: review.after.name,
    generator: review.generator,
    hosts: names,
    hostKinds: review.hosts.map(({ kind }) => kind),
    risks: review.risks.map((risk) => ({
      ...{ code: risk.code, severity: risk.severity, message: risk.message, help: risk.help },
      ...{ place: placeOfRisk(risk, review), hosts: indexes(risk.hosts) },
      ...(risk.change !== undefined && { change: risk.change }),
    })),
    units: pageUnits(review),
    files: pageFiles(review, context, indexes),
  };
}

function shown<T>(value: T): T;
function shown(value: unknown): unknown {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map((item) => shown(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)]));
}

function pageUnits(review: Review): PageUnit[] {
  const found = new Map<string, PageUnit & { readonly hosts: number[] }>();
  for (const [index, host] of review.hosts.entries()) {
    for (const unit of host.units) {
      const reason = reasonOf(unit, review);
      const key = JSON.stringify([unit.unit, unit.action, reason]);
      const entry = found.get(key) ?? { unit: unit.unit, action: unit.action, reason, hosts: [] };
      entry.hosts.push(index);
      found.set(key, entry);
    }
  }
  return [...found.values()];
}

function pageFiles(review: Review, context: number, indexes: (hosts: readonly string[]) => number[]): PageFile[] {
  const files = new Map<string, { path: string; alike: PageElement[]; changes: PageChange[] }>();
  const fileAt = (path: string) => {
    const file = files.get(path) ?? { path, alike: [], changes: [] };
    files.set(path, file);
    return file;
  };
  const common = new Set(
    review.alike.flatMap(({ members }) => members.map(({ change, element }) => `${change} ${element}`)),
  );
  for (const change of review.changes) {
    const elements = change.elements.filter((_, index) => !common.has(`${change.id} ${index}`));
    fileAt(change.path).changes.push({
      ...{ id: change.id, kind: change.kind, sign: kindSigns[change.kind], hosts: indexes(change.hosts) },
      ...{
        on: saidHosts(change.hosts),
        notes: fileNotes(change, 'all'),
        why: causesOf(change.causes, Number.POSITIVE_INFINITY),
      },
      elements: elements.map((element) => pageElement(change, element)),
      hunks: hunksOf(review, change, context).map((hunk) => ({
        ranges: rangesOf(hunk),
        ...startsOf(hunk),
        lines: hunk.lines.map(({ kind, text }) => lineSigns[kind] + text.replace(/\n$/, '')),
      })),
    });
  }
  for (const alike of review.alike) {
    const first = firstOf(alike, review.changes);
    if (first === undefined) continue;
    fileAt(alike.path).alike.push({ ...pageElement(first.change, first.element), on: saidHosts(alike.hosts) });
  }
  return [...files.values()];
}

function pageElement(change: FileReview, element: ElementReview): PageElement {
  const { before, after } = element;
  return {
    change: element.change,
    sign: elementSigns[element.change],
    place: placeOf(change, element) + otherFile(element),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    why: causesOf(element.causes, Number.POSITIVE_INFINITY),
  };
}
