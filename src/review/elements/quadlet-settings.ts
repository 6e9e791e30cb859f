/** What counts of a Quadlet file: podman's own keys by its table, and by systemd's what podman hands on. */
import { parseQuadlet, type QuadletSetting, type QuadletTable } from '../../codec/quadlet/index.ts';
import { type Assignment, type DirectiveTable, decodeBytes } from '../../codec/unit/index.ts';
import { SourceText } from '../../core/source.ts';
import { fileSettings, type SettingValue, type UnitKey, type UnitSettings } from './unit-settings.ts';

export interface QuadletOptions {
  readonly directives: DirectiveTable;
  readonly quadlet: QuadletTable;
  readonly isDropIn: boolean;
}

/** Undefined where podman makes no unit of the file. */
export function quadletSettings(content: Uint8Array, options: QuadletOptions): UnitSettings | undefined {
  const { assignments, sections, problem } = parseQuadlet(content);
  if (problem !== undefined) return undefined;
  const text = decodeBytes(content);
  const isOwn = (section: string): boolean => options.quadlet.has(section);
  const handedOn = {
    lines: [{ text, end: '', offset: 0, comment: false }],
    sections: sections.filter(({ name }) => !isOwn(name)),
    assignments: assignments.filter(({ section }) => !isOwn(section)),
    problems: [],
  };
  const source = new SourceText(text);
  const found = new Map(fileSettings(handedOn, 'service', options));
  for (const [section, known] of options.quadlet) {
    const own = assignments.filter((one) => one.section === section);
    if (own.length > 0) found.set(section, keysOf(own, known, source, options.isDropIn));
  }
  return found;
}

function keysOf(
  assignments: readonly Assignment[],
  known: ReadonlyMap<string, QuadletSetting>,
  source: SourceText,
  isDropIn: boolean,
): Map<string, UnitKey> {
  const keys = new Map<string, UnitKey>();
  for (const assignment of assignments) {
    const { key, value } = assignment;
    const quadlet = known.get(key);
    const said: SettingValue = { value, assignment, source };
    const { values, resets } = keys.get(key) ?? { values: [], resets: [] };
    const isReset = quadlet !== undefined && value === '' && !isSingle(quadlet);
    keys.set(key, {
      ...(quadlet && { quadlet }),
      values: isReset ? [] : quadlet !== undefined && isSingle(quadlet) ? [said] : [...values, said],
      resets: isReset && isDropIn ? [...resets, said] : resets,
    });
  }
  return keys;
}

/** The last assignment counts. */
function isSingle({ reader }: QuadletSetting): boolean {
  return reader === 'string' || reader === 'bool' || reader === 'lastArgs';
}
