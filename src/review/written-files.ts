/** What files say that are new or gone: a review shows these as they are, without elements, and its rules read them. */
import type { Entry } from '../diff/entry.ts';
import { textOfEntry } from '../diff/text-of.ts';
import type { LoadedUnit } from '../systemd/index.ts';
import { commandAlone, type ReadCommand } from './elements/command.ts';
import type { Element } from './elements/element.ts';
import { writtenSettings } from './elements/unit.ts';
import { loadedSettings } from './elements/unit-settings.ts';
import { asRemoved, writtenElements } from './elements/written.ts';
import type { FoldedChange } from './folded-changes.ts';
import type { ElementReview, FileReview, Syntax } from './model.ts';
import type { Tables } from './options.ts';
import type { Redactor } from './redaction/redactor.ts';
import type { Side } from './side.ts';

export class WrittenFiles {
  readonly #folded: readonly FoldedChange[];
  readonly #before: Side;
  readonly #known = new Map<number, readonly ElementReview[]>();
  readonly #options: { readonly redactor: Redactor; readonly tables: Tables };

  /** `folded` has the change of each id. */
  constructor(folded: readonly FoldedChange[], before: Side, options: { redactor: Redactor; tables: Tables }) {
    this.#folded = folded;
    this.#before = before;
    this.#options = options;
  }

  get tables(): Tables {
    return this.#options.tables;
  }

  /** Of a command, each word as added. */
  ofCommand(at: readonly string[], command: ReadCommand): readonly ElementReview[] {
    return this.#shown(commandAlone(at, command), '', 'unit');
  }

  /** Of what a unit sets itself, with its drop-ins: each variable as added, as of a file. */
  environmentOf(unit: LoadedUnit): readonly ElementReview[] {
    const settings = loadedSettings(unit, this.tables.directives).get('Service')?.get('Environment');
    if (settings === undefined) return [];
    const elements = writtenSettings(new Map([['Service', new Map([['Environment', settings]])]]));
    return this.#shown(elements, '', 'unit').map((element) => ({ ...element, at: element.at.slice(2) }));
  }

  /** Of a file of variables, each as added. */
  variablesOf(entry: Entry | undefined): readonly ElementReview[] {
    return this.#written('', entry, 'env-file');
  }

  /** Undefined for a file that is on both sides, or has elements by the unit that it belongs to. */
  of(change: FileReview): readonly ElementReview[] | undefined {
    const known = this.#known.get(change.id) ?? this.#alone(change);
    if (known !== undefined) this.#known.set(change.id, known);
    return known;
  }

  /** Of all hosts as they were: what each version of a file says. */
  before({ path, syntax }: FileReview): readonly (readonly ElementReview[])[] {
    const entries = [...this.#before.hosts.values()].flatMap(({ snapshot }) => snapshot.get(path) ?? []);
    const versions = new Map(entries.map((entry) => [textOfEntry(entry), entry]));
    return [...versions.values()].map((entry) => this.#written(path, entry, syntax));
  }

  #alone({ id, path, syntax }: FileReview): readonly ElementReview[] | undefined {
    const change = this.#folded[id];
    if (change === undefined || change.effective !== undefined) return undefined;
    if (change.before === undefined) return this.#written(path, change.after, syntax);
    if (change.after === undefined) return this.#written(path, change.before, syntax).map(removed);
    return undefined;
  }

  #written(path: string, entry: Entry | undefined, syntax: Syntax): readonly ElementReview[] {
    if (entry?.type !== 'file') return [];
    return this.#shown(writtenElements(path, entry.content, syntax, this.tables), textOfEntry(entry), syntax);
  }

  #shown(elements: readonly Element[], text: string, syntax: Syntax): readonly ElementReview[] {
    const { shown } = this.#options.redactor.elements(elements, '', text, syntax);
    return shown.map((element) => ({ ...element, causes: [] }));
  }
}

function removed(element: ElementReview): ElementReview {
  return { ...asRemoved(element), causes: [] };
}
