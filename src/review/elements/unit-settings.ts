/** What counts of a unit, each value with where it is written: of one file, or of all of a unit's. */
import type { QuadletSetting } from '../../codec/quadlet/index.ts';
import {
  type Assignment,
  type Directive,
  type DirectiveTable,
  effectiveSettings,
  lookupDirective,
  type UnitDocument,
} from '../../codec/unit/index.ts';
import { SourceText } from '../../core/source.ts';
import type { LoadedUnit, Setting } from '../../systemd/index.ts';

export interface SettingValue {
  readonly value: string;
  readonly assignment: Assignment;
  readonly source: SourceText;
  /** Relative to the root of the host, where the unit has several files. */
  readonly path?: string;
}

export interface UnitKey {
  /** Undefined for what systemd does not know. */
  readonly directive?: Directive;
  /** Of podman's own keys in a Quadlet file. */
  readonly quadlet?: QuadletSetting;
  readonly values: readonly SettingValue[];
  /** Takes back what stands in front: the file is a drop-in, of a unit that is not at hand. */
  readonly resets: readonly SettingValue[];
}

/** Section, then key. */
export type UnitSettings = ReadonlyMap<string, ReadonlyMap<string, UnitKey>>;

class Builder {
  readonly sections = new Map<string, Map<string, UnitKey>>();
  readonly #sources = new WeakMap<UnitDocument, SourceText>();

  value(document: UnitDocument, assignment: Assignment, value: string, path?: string): SettingValue {
    const source = this.#sources.get(document) ?? new SourceText(textOf(document));
    this.#sources.set(document, source);
    return { value, assignment, source, ...(path !== undefined && { path }) };
  }

  put(section: string, key: string, given: Partial<UnitKey>): void {
    const keys = this.sections.get(section) ?? new Map<string, UnitKey>();
    this.sections.set(section, keys);
    const known = keys.get(key) ?? { values: [], resets: [] };
    keys.set(key, {
      ...known,
      ...(given.directive && { directive: given.directive }),
      values: [...known.values, ...(given.values ?? [])],
      resets: [...known.resets, ...(given.resets ?? [])],
    });
  }
}

function textOf({ lines }: UnitDocument): string {
  return lines.map(({ text, end }) => text + end).join('');
}

/** Of a file as it stands. */
export function fileSettings(
  document: UnitDocument,
  type: string,
  { directives, isDropIn }: { readonly directives: DirectiveTable; readonly isDropIn: boolean },
): UnitSettings {
  const builder = new Builder();
  const { sections } = effectiveSettings([document], directives, type);
  for (const [section, keys] of sections) {
    for (const [key, { directive, values }] of keys) {
      builder.put(section, key, {
        directive,
        values: values.map(({ value, assignment }) => builder.value(document, assignment, value)),
      });
    }
  }
  for (const assignment of document.assignments) {
    const { section, key, value } = assignment;
    const directive = lookupDirective(directives, section, key, type);
    const said = builder.value(document, assignment, value);
    if (directive === undefined) builder.put(section, key, { values: [said] });
    else if (isDropIn && value === '' && directive.empty === 'reset')
      builder.put(section, key, { directive, resets: [said] });
  }
  return builder.sections;
}

/** Of a unit with its drop-ins. */
export function loadedSettings(unit: LoadedUnit, directives: DirectiveTable): UnitSettings {
  const builder = new Builder();
  const files = [...(unit.fragment === undefined ? [] : [unit.fragment]), ...unit.dropIns];
  const documents = new Map(files.map(({ path, document }) => [path, document]));
  const settingValue = ({ value, path, assignment }: Setting): SettingValue[] => {
    const document = documents.get(path);
    return document === undefined ? [] : [builder.value(document, assignment, value, path.slice(1))];
  };
  for (const [section, keys] of unit.settings) {
    for (const [key, settings] of keys) {
      const directive = lookupDirective(directives, section, key, unit.type);
      builder.put(section, key, { ...(directive && { directive }), values: settings.flatMap(settingValue) });
    }
  }
  for (const { path, document } of files) {
    for (const assignment of document.assignments) {
      if (lookupDirective(directives, assignment.section, assignment.key, unit.type) !== undefined) continue;
      const said = builder.value(document, assignment, assignment.value, path.slice(1));
      builder.put(assignment.section, assignment.key, { values: [said] });
    }
  }
  return builder.sections;
}
