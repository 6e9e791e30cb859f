/** One comment of a pull request that is updated: docs.github.com/en/rest/issues/comments. */
import { Failure } from '../edge/failure.ts';
import type { Inputs } from './inputs.ts';

type Target = NonNullable<Inputs['comments']>;

/** `forbidden`: the token may only read, as those of pull requests from forks. */
export type Upserted = 'created' | 'updated' | 'unchanged' | 'none' | 'forbidden';

interface Comment {
  readonly id: number;
  readonly body: string;
}

/**
 * The comment that begins with `marker` gets the text; without one it is made, unless there is nothing to say.
 * Comments of others that begin so cannot be changed, and are passed over. Throws a Failure where GitHub refuses.
 */
export async function upsertComment(target: Target, marker: string, body: string, isNews: boolean): Promise<Upserted> {
  const comments = `/repos/${target.repository}/issues/${target.number}/comments`;
  for (const comment of await found(target, comments, marker)) {
    if (comment.body === body) return 'unchanged';
    const path = `/repos/${target.repository}/issues/comments/${comment.id}`;
    const changed = await call(target, 'PATCH', path, { body });
    if (changed.ok) return 'updated';
    if (changed.status !== 403 && changed.status !== 404) throw refused(path, changed);
  }
  if (!isNews) return 'none';
  const made = await call(target, 'POST', comments, { body });
  if (made.status === 403) return 'forbidden';
  if (!made.ok) throw refused(comments, made);
  return 'created';
}

/** A page is 100 comments; the last one has fewer. */
async function found(target: Target, comments: string, marker: string): Promise<Comment[]> {
  const all: Comment[] = [];
  for (let page = 1; ; page++) {
    const path = `${comments}?per_page=100&page=${page}`;
    const answer = await call(target, 'GET', path);
    if (!answer.ok) throw refused(path, answer);
    const listed: unknown = await answer.json();
    if (!Array.isArray(listed)) throw new Failure(`GitHub's answer to ${path} is no list`);
    all.push(...listed.filter(isComment).filter(({ body }) => body.startsWith(marker)));
    if (listed.length < 100) return all;
  }
}

function isComment(value: unknown): value is Comment {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('body' in value)) return false;
  return typeof value.id === 'number' && typeof value.body === 'string';
}

async function call({ api, token }: Target, method: string, path: string, body?: object): Promise<Response> {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'user-agent': 'unitc',
    'x-github-api-version': '2022-11-28',
  };
  try {
    return await fetch(`${api}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  } catch (error) {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Failure(`cannot reach ${api}: ${reason}`);
  }
}

function refused(path: string, { status }: Response): Failure {
  return new Failure(`GitHub answers ${path} with ${status}`);
}
