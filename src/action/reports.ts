/** What unitc says of a spec: compared once in this process, and said in each format. */
import { reviewed } from '../cli/reviewed.ts';
import type { Session } from '../cli/session.ts';
import { Failure } from '../edge/failure.ts';
import type { World } from '../edge/world.ts';
import { type ReviewFormat, reviewFormats } from '../report/review/index.ts';

export interface Reports {
  readonly markdown: string;
  readonly sarif: string;
  /** Whether there is any difference. */
  readonly differs: boolean;
}

/** Throws a Failure, with what unitc said, where a side cannot be compiled or read. */
export async function diffReports(spec: string, base: string, env: World['env']): Promise<Reports> {
  const err: string[] = [];
  const asked = { before: `git:${base}:${spec}`, after: spec, directory: '.' };
  const found = await reviewed(asked, {}, sessionOf(err, env));
  if ('code' in found) throw new Failure(`${spec} and ${base} cannot be compared`, err.join('').trim());
  const { review, single } = found;
  const options = { color: false, context: 3, width: 120, hostDirectories: !single };
  const print = (format: ReviewFormat | undefined): string => {
    if (format === undefined) throw new Error('a format is missing');
    return format(review, options);
  };
  const { markdown, sarif } = reviewFormats;
  return { markdown: print(markdown), sarif: print(sarif), differs: review.changes.length > 0 };
}

/** As on the command line, without options; what goes to standard error is kept. */
function sessionOf(err: string[], env: World['env']): Session {
  const sink = (into: string[]) => ({
    isTTY: false,
    write: (chunk: string | Uint8Array) => void into.push(Buffer.from(chunk).toString()),
  });
  const world: World = {
    stdout: sink([]),
    stderr: sink(err),
    env,
    readStdin: () => new Uint8Array(),
    changeDirectory: () => {
      throw new Error('there is no directory to change to');
    },
  };
  return { world, options: { color: 'never', format: 'text', maxDiagnostics: 50 } };
}
