/** Files of variables. */
import { isEnvName, parseEnvFile } from '../../codec/env-file/index.ts';
import { decodeBytes } from '../../codec/unit/index.ts';
import { SourceText } from '../../core/source.ts';
import type { Element, Piece } from './element.ts';
import { variableElements, variablesAlone } from './environment.ts';

/** Undefined where systemd takes nothing of one of them. */
export function envFileElements(before: Uint8Array, after: Uint8Array): Element[] | undefined {
  const [old, now] = [variablesIn(before), variablesIn(after)];
  return old === undefined || now === undefined ? undefined : variableElements([], old, now);
}

/** Of one file alone; nothing where systemd takes nothing of it. */
export function writtenVariables(content: Uint8Array): Element[] {
  return variablesAlone([], variablesIn(content) ?? new Map());
}

function variablesIn(content: Uint8Array): Map<string, Piece> | undefined {
  const { entries, problems } = parseEnvFile(content);
  if (problems.some(({ loses }) => loses === 'file')) return undefined;
  const source = new SourceText(decodeBytes(content));
  const found = new Map<string, Piece>();
  for (const entry of entries) {
    if (entry.kind !== 'assignment' || !isEnvName(entry.name)) continue;
    const first = source.position(entry.nameRange.start).line;
    const last = source.position(Math.max(entry.nameRange.start, entry.valueRange.end - 1)).line;
    const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    found.set(entry.name, { text: entry.value, lines });
  }
  return found;
}
