/** One line of the sources taken away, or the two that say the same. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Edit {
  /** Relative to the project. */
  readonly file: string;
  /** Has to occur exactly once, so that a mutation that no longer applies is noticed. */
  readonly remove: string;
  readonly insert?: string;
}

export interface Mutation extends Edit {
  readonly id: string;
  /** What stands twice is taken away twice. */
  readonly also?: Edit;
}

function edit(project: string, id: string, { file, remove, insert = '' }: Edit): () => void {
  const name = path.join(project, file);
  const text = readFileSync(name, 'utf8');
  const pieces = text.split(remove);
  if (pieces.length !== 2) throw new Error(`${id}: ${file} has ${pieces.length - 1} times: ${remove}`);
  writeFileSync(name, pieces.join(insert));
  return () => writeFileSync(name, text);
}

/** Changes files of a copy of the project; returns how to change them back. */
export function mutate(project: string, mutation: Mutation): () => void {
  const edits = [mutation, ...(mutation.also === undefined ? [] : [mutation.also])];
  const undo = edits.map((one) => edit(project, mutation.id, one));
  return () => {
    for (const one of undo.reverse()) one();
  };
}
