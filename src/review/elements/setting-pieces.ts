/** What an assignment says, with the lines and the file that say it. */
import { sourceOffset } from '../../codec/unit/index.ts';
import type { Piece } from './element.ts';
import type { SettingValue } from './unit-settings.ts';

export function pathOf({ path }: SettingValue): Pick<Piece, 'path'> {
  return path === undefined ? {} : { path };
}

/** All lines of the assignment. */
export function linesOf({ assignment: { keyAt, reportedLine } }: SettingValue): number[] {
  return Array.from({ length: reportedLine - keyAt.line + 1 }, (_, index) => keyAt.line + index);
}

export function whole(one: SettingValue): Piece {
  return { text: one.value, lines: linesOf(one), ...pathOf(one) };
}

/** That of a character of the value. */
export function lineAt({ source, assignment }: SettingValue, index: number): number[] {
  return [source.position(sourceOffset(assignment, index)).line];
}
