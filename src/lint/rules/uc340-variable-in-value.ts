import { lookupDirective, parseEnvironment } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';
import { valuePart } from './places.ts';

const variable = /\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)/;
/** Values that name files, users and units: none of them takes variables. */
const plainTypes = new Set(['path', 'pathList', 'envFileList', 'userOrGroup', 'unitNameList', 'bytes', 'timespan']);

/** Variables where systemd does not replace them: everywhere but on command lines. */
export const variableInValue: UnitRule = ({ assignments }, { unitType, directives }) =>
  assignments.flatMap((assignment) => {
    const { section, key, value } = assignment;
    const type = lookupDirective(directives, section, key, unitType)?.type ?? '';
    const finding = (start: number, end: number, written: string) => {
      const message = `\`${written}\` is text here: systemd replaces variables on command lines only`;
      return { code: 'UC340' as const, message, range: valuePart(assignment, start, end) };
    };
    if (type === 'envAssignments') {
      return parseEnvironment(value).assignments.flatMap(({ name, value: text, start, end }) => {
        const [written] = variable.exec(text) ?? [];
        // Of its own name, or of a path: somebody wants what a shell would give.
        const meant = written !== undefined && (written.replace(/\W/g, '') === name || /PATH$|_DIR$|_HOME$/.test(name));
        return meant ? [finding(start, end, written)] : [];
      });
    }
    if (!plainTypes.has(type)) return [];
    const match = variable.exec(value);
    return match === null ? [] : [finding(match.index, match.index + match[0].length, match[0])];
  });
