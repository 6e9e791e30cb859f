/** The two sides of a review, by what the user names them. A new kind is a file beside this one and a row here. */
import { Failure } from '../failure.ts';
import { builtSide } from './built-side.ts';
import { gitSide } from './git-side.ts';
import { rootSide } from './root-side.ts';
import { rpmSide } from './rpm-side.ts';
import type { Opened, Refused, SideContext, SideKindRow, SideSource } from './side-source.ts';
import { specSide } from './spec-side.ts';
import { unitSide } from './unit-side.ts';

/** The first that knows a name has it. */
const kinds: readonly SideKindRow[] = [gitSide, unitSide, rpmSide, builtSide, rootSide, specSide];
const turns: readonly SideSource['turn'][] = ['first', 'spec', 'last'];

export interface SideNames {
  readonly before: string;
  readonly after: string;
}

/** Throws a Failure for what cannot be read. */
export async function openSides(
  { before, after }: SideNames,
  context: SideContext,
): Promise<readonly [Opened, Opened] | Refused> {
  if (before === '-' && after === '-') throw new Failure('standard input can be one side only');
  const sources = [await recognised(before, context), await recognised(after, context)];
  const opened: (Opened | undefined)[] = [undefined, undefined];
  const order = [0, 1].sort((a, b) => turnOf(sources[a]) - turnOf(sources[b]));
  for (const index of order) {
    const side = sources[index]?.open(opened[1 - index]);
    if (side?.ok === false) return side;
    opened[index] = side;
  }
  const [old, now] = opened;
  if (old === undefined || now === undefined) throw new Error('a side is missing');
  return [old, now];
}

/** One side by itself. Throws a Failure for what cannot be read. */
export async function openSide(name: string, context: SideContext): Promise<Opened | Refused> {
  return (await recognised(name, context)).open(undefined);
}

async function recognised(name: string, context: SideContext): Promise<SideSource> {
  for (const kind of kinds) {
    const source = await kind(name, context);
    if (source !== undefined) return source;
  }
  throw new Error('a name is of no kind');
}

function turnOf(source: SideSource | undefined): number {
  return source === undefined ? 0 : turns.indexOf(source.turn);
}
