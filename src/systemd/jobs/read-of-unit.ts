/** What of a unit file decides dependencies and jobs: hosts whose units differ elsewhere have the same. */
import {
  type Assignment,
  type Directive,
  lookupDirective,
  parseCommandLine,
  parseUnit,
} from '../../codec/unit/index.ts';
import { judgeFor } from '../judge.ts';
import type { LoadOptions } from '../load-unit.ts';

/**
 * Keys of [Service] of which it counts that there is a value, and how many commands are in it. Sections of other types
 * of units have no such keys here: a file that is a service's is read for other units only without this section.
 */
const uninteresting: ReadonlySet<string> = new Set([
  ...['ExecCondition', 'ExecStartPre', 'ExecStart', 'ExecStartPost', 'ExecReload', 'ExecStop', 'ExecStopPost'],
  'Environment',
]);

/**
 * Two files with the same answer at the same path are the same to buildGraph(), jobsOf() and runJobs(), but for the
 * lines that edges come from. Undefined for a file that systemd does not read to its end, or reads nothing in: there
 * its bytes count.
 */
export function readOfUnit(
  content: Uint8Array,
  options: Pick<LoadOptions, 'directives' | 'systemd'>,
): string | undefined {
  const { assignments, problems } = parseUnit(content);
  if (assignments.length === 0 || problems.length > 0) return undefined;
  const judge = judgeFor('service', options.systemd);
  const isTaken = (directive: Directive, assignment: Assignment): boolean =>
    !assignment.value.includes('%') && judge(directive, assignment) === 'taken';
  const read = assignments.map((assignment) => {
    const { section, key, value } = assignment;
    const isCommand = section === 'Service' && uninteresting.has(key) && value !== '';
    const directive = isCommand ? lookupDirective(options.directives, section, key, 'service') : undefined;
    if (directive === undefined || !isTaken(directive, assignment)) return [section, key, value];
    // No text of a value is a number.
    return [section, key, parseCommandLine(value).commands.length];
  });
  return JSON.stringify(read);
}
