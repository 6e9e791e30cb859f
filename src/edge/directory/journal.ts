/** The operations of a run, written before the first of them, so that the next run can finish them. */
import { isTreePath } from '../../inputs/read-manifest.ts';
import type { Operation } from './operation.ts';
import { isState } from './state.ts';

export function printJournal(operations: readonly Operation[]): string {
  const lines = operations.map((operation) => `    ${JSON.stringify(operation)}`);
  return `{\n  "version": 1,\n  "operations": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** Undefined for anything that printJournal does not print: the file may have been edited. */
export function readJournal(text: string): readonly Operation[] | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(data) || data.version !== 1 || !Array.isArray(data.operations)) return undefined;
  const list: unknown[] = data.operations;
  const operations = list.flatMap((item) => operation(item) ?? []);
  return operations.length === list.length ? operations : undefined;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}

function operation(data: unknown): Operation | undefined {
  if (!isRecord(data)) return undefined;
  const { op, path, before, stage, mode } = data;
  if (typeof path !== 'string' || !isTreePath(path) || path.startsWith('.unitc')) return undefined;
  if (op === 'prune') return { op, path };
  if (op === 'directory') return typeof mode === 'number' && (mode & ~0o7777) === 0 ? { op, path, mode } : undefined;
  if (typeof before !== 'string' || !isState(before)) return undefined;
  if (op === 'delete') return { op, path, before };
  if (op === 'replace' && typeof stage === 'string' && /^\d+$/.test(stage)) return { op, path, stage, before };
  return undefined;
}
