/** `git:REV:PATH`: what a user writes for something in a revision, or without one, as `git::PATH`, in the index. */
import { Failure } from '../failure.ts';

export interface GitName {
  /** '' for the index. */
  readonly revision: string;
  /** As written; undefined where only the revision is. */
  readonly path?: string;
}

const start = 'git:';
const form = 'write it as git:REV:PATH, such as git:HEAD:cluster.yaml, or git::PATH for what is staged';

/** Undefined for what is no such name. Throws a Failure for a revision that git would take for something else. */
export function readGitName(name: string): GitName | undefined {
  if (!name.startsWith(start)) return undefined;
  const rest = name.slice(start.length);
  const colon = colonIn(rest);
  const revision = colon === undefined ? rest : rest.slice(0, colon);
  // A variable that is empty leaves `git:` behind, which shall not mean the index.
  if (rest === '') throw new Failure(`\`${name}\` names no revision`, form);
  checkRevision(name, revision);
  return { revision, ...(colon !== undefined && { path: rest.slice(colon + 1) }) };
}

/** The first one that is not within braces, as in `HEAD@{12:00}` (gitrevisions(7)). */
function colonIn(text: string): number | undefined {
  let depth = 0;
  for (const [index, character] of [...text.split('')].entries()) {
    if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    else if (character === ':' && depth <= 0) return index;
  }
  return undefined;
}

function checkRevision(name: string, revision: string): void {
  if (/\p{Cc}/u.test(revision)) throw new Failure(`\`${name}\` has a control character in its revision`, form);
  if (revision.startsWith('-')) throw new Failure(`\`${revision}\` is no revision: it begins with \`-\``, form);
  if (revision.startsWith('^') || (revision.includes('..') && !revision.includes('{'))) {
    const help = 'name each side by itself: unitc diff git:A:PATH git:B:PATH';
    throw new Failure(`\`${revision}\` is several revisions, not one`, help);
  }
}
