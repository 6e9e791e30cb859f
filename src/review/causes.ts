/** Why a file, or an element of one, is another than before. */
import type { Provenance } from '../core/provenance.ts';
import type { SpecPath } from '../core/spec-path.ts';
import type { Origin } from '../tree/artifact.ts';
import type { Element } from './elements/element.ts';
import type { FoldedChange } from './folded-changes.ts';
import type { Cause } from './model.ts';
import type { Side } from './side.ts';
import { isRelated, specChanges } from './spec-changes.ts';

const sectionsOfSubjects: ReadonlySet<string | number> = new Set(['hosts', 'components', 'services']);

/** The most telling first; none where neither side knows where its lines come from. Without an element: of the file. */
export type CausesOf = (change: FoldedChange, element?: Element) => readonly Cause[];

/** Where nothing says which of several changes of a spec it was, this many are named. */
const mostGuessed = 3;

export function causesBetween(before: Side, after: Side): CausesOf {
  if (before.spec === undefined && after.spec === undefined) return () => [];
  const between = new Between(before, after);
  return (change, element) => between.causes(traceOf(before, after, change, element));
}

/** What is known of the lines that say an element, on each side. */
interface Trace {
  readonly before: readonly Provenance[];
  readonly after: readonly Provenance[];
  /** Of all lines of the older file. */
  readonly around: readonly Provenance[];
  readonly host: string;
  /** Who asked for the file. */
  readonly component?: string;
}

function traceOf(before: Side, after: Side, change: FoldedChange, element: Element | undefined): Trace {
  // Whose content is the same has the same reasons.
  const [host = ''] = change.hosts;
  const paths = {
    before: element?.files?.before ?? change.from ?? change.path,
    after: element?.files?.after ?? change.path,
  };
  const old = before.hosts.get(host)?.origins?.get(paths.before);
  const now = after.hosts.get(host)?.origins?.get(paths.after);
  const component = (now ?? old)?.component;
  return {
    before: provenanceOf(old, element === undefined ? undefined : (element.lines.before ?? [])),
    after: provenanceOf(now, element === undefined ? undefined : (element.lines.after ?? [])),
    around: provenanceOf(old, undefined),
    host,
    ...(component !== undefined && { component }),
  };
}

/** Each entry once; of all lines where none are named. */
function provenanceOf(origin: Origin | undefined, lines: readonly number[] | undefined): Provenance[] {
  const chosen = lines === undefined ? (origin?.lines ?? []) : lines.flatMap((line) => origin?.lines[line - 1] ?? []);
  return [...new Map(chosen.flatMap(({ from }) => from.map((one) => [JSON.stringify(one), one] as const))).values()];
}

class Between {
  readonly #before: Side;
  readonly #after: Side;
  /** Of two specs, where they differ. */
  readonly #changed: readonly SpecPath[] | undefined;

  constructor(before: Side, after: Side) {
    this.#before = before;
    this.#after = after;
    const both = before.spec !== undefined && after.spec !== undefined;
    this.#changed = both ? specChanges(before.spec.value([]), after.spec.value([])) : undefined;
  }

  causes(trace: Trace): Cause[] {
    const found = this.#changed === undefined ? this.#known(trace) : this.#compared(trace, this.#changed);
    const generator = this.#generator(found);
    const causes = this.#changed?.length === 0 ? [...generator, ...found] : [...found, ...generator];
    if (causes.length > 0 || trace.component === undefined) return causes;
    return [{ kind: 'default', by: `component ${trace.component}` }];
  }

  /** What changed in the spec, among what the lines come from; then what is a reason now and was none. */
  #compared(trace: Trace, changed: readonly SpecPath[]): Cause[] {
    const paths = [...trace.after, ...trace.before].flatMap((one) => (one.kind === 'spec' ? [one.path] : []));
    const direct = paths.flatMap((path) =>
      changed.filter((one) => isRelated(one, path)).map((one) => this.#innermost(one, path)),
    );
    const places =
      direct.length > 0
        ? direct
        : likely(
            changed.flatMap((path) => this.#subjects(path)),
            trace,
          );
    // A flag that comes to a line has none before: the reasons of its neighbours are not its own.
    const known = direct.length > 0 && trace.before.length === 0 ? trace.around : trace.before;
    const now = reasonsOnlyIn(trace.after, known);
    const others = now.length > 0 || direct.length > 0 ? now : reasonsOnlyIn(trace.before, trace.after);
    return distinct([...places.map((path) => this.#place(path)), ...others.map((one) => this.#cause(one))]);
  }

  /** Of a section that is new, or gone, the part that a line comes from; a host is one thing. */
  #innermost(changed: SpecPath, path: SpecPath): SpecPath {
    if (changed.length >= path.length) return changed;
    if (path[0] === 'hosts') return changed.length > 2 ? changed : path.slice(0, 2);
    const isWritten = [this.#before, this.#after].some(({ spec }) => spec?.value(path) !== undefined);
    return isWritten ? path : changed;
  }

  /** Of a section that is new, or gone, each component or host. */
  #subjects(path: SpecPath): SpecPath[] {
    const [section = ''] = path;
    if (path.length > 1 || !sectionsOfSubjects.has(section)) return [path];
    const names = [this.#before, this.#after].flatMap(({ spec }) => {
      const value = spec?.value(path);
      return typeof value === 'object' && value !== null ? Object.keys(value) : [];
    });
    return names.length === 0 ? [path] : [...new Set(names)].map((name) => [section, name]);
  }

  /** Of one spec alone: all that the lines come from. */
  #known(trace: Trace): Cause[] {
    const all = this.#after.spec === undefined ? trace.before : trace.after;
    const written = all.filter(({ kind }) => kind === 'spec');
    return distinct([...written, ...all.filter(({ kind }) => kind !== 'spec')].map((one) => this.#cause(one)));
  }

  #generator(found: readonly Cause[]): Cause[] {
    const [before, after] = [this.#before.name.generator, this.#after.name.generator];
    const explained = this.#changed !== undefined && found.some(({ kind }) => kind === 'spec');
    return before === after || before === '' || after === '' || explained ? [] : [{ kind: 'generator', before, after }];
  }

  #cause(one: Provenance): Cause {
    return one.kind === 'spec' ? this.#place(one.path) : one;
  }

  /** Where it is now, or where it was. */
  #place(path: SpecPath): Cause {
    const isNow = this.#after.spec?.value(path) !== undefined || this.#before.spec === undefined;
    const side = isNow ? 'after' : 'before';
    const spec = isNow ? this.#after.spec : this.#before.spec;
    return { kind: 'spec', side, ...(spec?.place(path) ?? { path: '', file: '' }) };
  }
}

/** Besides places of the spec. */
function reasonsOnlyIn(these: readonly Provenance[], others: readonly Provenance[]): Provenance[] {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return these.filter((one) => one.kind !== 'spec' && !known.has(JSON.stringify(one)));
}

/** A version decides which flags there are without standing in their lines. What is of others is left out, if it can be. */
function likely(changed: readonly SpecPath[], { host, component }: Trace): SpecPath[] {
  const isOfOthers = ([section, name]: SpecPath) =>
    (section === 'hosts' && name !== host) ||
    ((section === 'components' || section === 'services') && name !== component);
  const own = changed.filter((path) => !isOfOthers(path));
  return (own.length > 0 ? own : changed).slice(0, mostGuessed);
}

/** One of each place: the key and the value of a line are one to a reader. */
function distinct(causes: readonly Cause[]): Cause[] {
  const seen = new Set<string>();
  return causes.filter((one) => {
    const key = JSON.stringify(one.kind === 'spec' && one.line !== undefined ? [one.side, one.file, one.line] : one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
