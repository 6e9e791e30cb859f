/** What is left of a key's assignments over a unit file and its drop-ins: systemd.unit(5), systemd.syntax(7). */
import type { Directive } from './directive.ts';
import type { Assignment, UnitDocument } from './document.ts';

export interface EffectiveValue {
  readonly value: string;
  readonly assignment: Assignment;
  /** Index of the document it stands in. */
  readonly document: number;
}

/** Keys of which an empty assignment to any one clears all: load-fragment.c. */
const groups: readonly { readonly section: string; readonly key: RegExp }[] = [
  { section: 'Unit', key: /^Condition/ },
  { section: 'Unit', key: /^Assert/ },
  {
    section: 'Socket',
    key: /^Listen(Stream|Datagram|SequentialPacket|FIFO|Netlink|Special|MessageQueue|USBFunction)$/,
  },
  { section: 'Timer', key: /^On(Active|Boot|Startup|UnitActive|UnitInactive)Sec$|^OnCalendar$/ },
  { section: 'Path', key: /^(PathExists|PathExistsGlob|PathChanged|PathModified|DirectoryNotEmpty)$/ },
];

/**
 * The values of `key` that count, in order: one file and its drop-ins, in the order systemd reads them.
 * A list keeps all since the last reset; a scalar keeps the last. A document that fails part-way counts up
 * to there, as a drop-in does; a main file that fails is the caller's to refuse. Values that systemd
 * rejects for their contents are not judged here.
 */
export function effectiveValues(
  documents: UnitDocument | readonly UnitDocument[],
  section: string,
  key: string,
  directive: Pick<Directive, 'list' | 'empty'>,
): EffectiveValue[] {
  const all = 'lines' in documents ? [documents] : documents;
  const group = groups.find((one) => one.section === section && one.key.test(key));
  let values: EffectiveValue[] = [];
  for (const [index, document] of all.entries()) {
    for (const assignment of document.assignments) {
      if (assignment.section !== section) continue;
      const { value } = assignment;
      if (value === '' && group?.key.test(assignment.key) === true) values = [];
      else if (assignment.key !== key) continue;
      else if (value !== '') {
        const entry = { value, assignment, document: index };
        values = directive.list ? push(values, entry) : [entry];
      } else if (directive.empty === 'reset') values = [];
    }
  }
  return values;
}

/** In place: copying a list for each of its values would be quadratic. */
function push(values: EffectiveValue[], entry: EffectiveValue): EffectiveValue[] {
  values.push(entry);
  return values;
}
