/** One line of the sources taken away. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Mutation {
  readonly id: string;
  /** Relative to the project. */
  readonly file: string;
  /** Has to occur exactly once, so that a mutation that no longer applies is noticed. */
  readonly remove: string;
  readonly insert?: string;
}

/** Changes a file of a copy of the project; returns how to change it back. */
export function mutate(project: string, mutation: Mutation): () => void {
  const file = path.join(project, mutation.file);
  const text = readFileSync(file, 'utf8');
  const pieces = text.split(mutation.remove);
  if (pieces.length !== 2) {
    throw new Error(`${mutation.id}: ${mutation.file} has ${pieces.length - 1} times: ${mutation.remove}`);
  }
  writeFileSync(file, pieces.join(mutation.insert ?? ''));
  return () => writeFileSync(file, text);
}
