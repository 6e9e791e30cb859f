import { lookupDirective } from '../../codec/unit/index.ts';
import type { UnitRule } from '../rule.ts';

interface Form {
  readonly keys: RegExp;
  readonly value: RegExp;
  readonly since: number;
}

/**
 * Forms that came after their setting (systemd's NEWS), where the table of directives dates no value; a host that is
 * older takes them for a mistake. Values that the table dates are UC312's.
 */
const forms: readonly Form[] = [
  { keys: /^Exec/, value: /^[-@:!]*\+/, since: 231 },
  { keys: /^ProtectSystem$/, value: /^strict$/, since: 232 },
  { keys: /^Standard(Output|Error)$/, value: /^file:/, since: 236 },
  { keys: /^Standard(Output|Error)$/, value: /^append:/, since: 240 },
  { keys: /^Exec/, value: /^[-@!+]*:/, since: 244 },
  { keys: /^Standard(Output|Error)$/, value: /^truncate:/, since: 248 },
];

/** Settings that the host's systemd does not know yet, or no longer acts on. */
export const tooNew: UnitRule = (document, { unitType, directives, systemd }) => {
  if (systemd === undefined) return [];
  return document.assignments.flatMap(({ section, key, value, keyRange: range, valueRange }) => {
    const directive = lookupDirective(directives, section, key, unitType);
    if (directive === undefined) return [];
    const { since, removed } = directive;
    if (since > Number(systemd)) {
      const message = `\`${key}\` came with systemd ${since}, and the host has ${systemd}`;
      return [{ code: 'UC301', message, range }];
    }
    const form = forms.find((one) => one.keys.test(key) && one.value.test(value) && one.since > Number(systemd));
    if (form !== undefined) {
      const message = `this form of \`${key}\` came with systemd ${form.since}, and the host has ${systemd}`;
      return [{ code: 'UC301', message, range: valueRange }];
    }
    if (removed === undefined || removed > Number(systemd)) return [];
    const message = `\`${key}\` has no effect since systemd ${removed}, and the host has ${systemd}`;
    return [{ code: 'UC301', message, range }];
  });
};
