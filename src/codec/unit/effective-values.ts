/** What is left of a key's assignments over a unit file and its drop-ins: systemd.unit(5), systemd.syntax(7). */
import type { Directive } from './directive.ts';
import type { Assignment, UnitDocument } from './document.ts';
import { sharedStorage } from './shared-storage.ts';

export interface EffectiveValue {
  readonly value: string;
  readonly assignment: Assignment;
  /** Index of the document it stands in. */
  readonly document: number;
}

/**
 * The values of `key` that count, in order: one file and its drop-ins, in the order systemd reads them.
 * A list keeps all since the last reset; a scalar keeps the last. A document that fails part-way counts up
 * to there, as a drop-in does; a main file that fails is the caller's to refuse. Values that systemd
 * rejects for their contents are not judged here. For all keys of a unit see effectiveSettings().
 */
export function effectiveValues(
  documents: UnitDocument | readonly UnitDocument[],
  section: string,
  key: string,
  directive: Pick<Directive, 'list' | 'empty'>,
): EffectiveValue[] {
  const all = 'lines' in documents ? [documents] : documents;
  const { id, replaces } = sharedStorage(section, key);
  let values: EffectiveValue[] = [];
  for (const [index, document] of all.entries()) {
    for (const assignment of document.assignments) {
      const { value } = assignment;
      if (assignment.section === section && assignment.key === key) {
        if (value === '') values = directive.empty === 'reset' ? [] : values;
        else if (directive.list) values.push({ value, assignment, document: index });
        else values = [{ value, assignment, document: index }];
      } else if ((value === '' || replaces) && sharedStorage(assignment.section, assignment.key).id === id) values = [];
    }
  }
  return values;
}
