import { lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

/** Successors that are no settings, with their first releases. */
const formsInstead: Readonly<Record<string, number>> = { PermissionsStartOnly: 231 };

/** Settings with a successor that the host's systemd has, and settings that newer releases no longer act on. */
export const deprecated: UnitRule = ({ assignments }, { unitType, directives, systemd }) =>
  assignments.flatMap(({ section, key, keyRange: range }) => {
    const directive = lookupDirective(directives, section, key, unitType);
    if (directive === undefined || !(directive.deprecated || directive.removed !== undefined)) return [];
    const { removed, replacedBy } = directive;
    // What the host no longer acts on is UC301's to say.
    if (systemd !== undefined && removed !== undefined && removed <= Number(systemd)) return [];
    const [place = section, name = place] = replacedBy?.split('.') ?? [];
    const successor = directives.bySection.get(place === name ? section : place)?.get(name);
    const since = successor?.since ?? formsInstead[key] ?? 0;
    if (systemd !== undefined && since > Number(systemd)) return [];
    const gone = removed === undefined ? '' : `, and has no effect since systemd ${removed}`;
    const message = `\`${key}\` of [${section}] is deprecated${gone}`;
    const help = replacedBy === undefined ? 'leave it out' : `write ${written(replacedBy)}`;
    return [{ code: 'UC311' as const, message, help, range }];
  });

function written(replacedBy: string): string {
  const [section, key] = /^([A-Z]\w+)\.(\w+)$/.exec(replacedBy)?.slice(1) ?? [];
  return key === undefined ? replacedBy.replaceAll('/', ' or ') : `\`${key}=\` in [${section}]`;
}
