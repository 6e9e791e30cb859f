/** Paths relative to the output directory, with `/`. */

/** `a/b/c` → `a`, `a/b`. */
export function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) found.push(path.slice(0, at));
  return found;
}

export const workDirectory = '.unitc';
export const stageDirectory = `${workDirectory}/stage`;
export const journalFile = `${workDirectory}/journal.json`;
export const newJournalFile = `${workDirectory}/journal.new`;
export const lockFile = `${workDirectory}/lock`;
/** Beside OUT/<host>/. */
export const manifestEnding = '.manifest.json';
