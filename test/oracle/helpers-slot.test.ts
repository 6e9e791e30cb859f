/** slot cut off before each step, as by a power cut: the next start completes it or leaves it as it was. */
import { describe, expect, it } from 'vitest';
import { hostWith, type Slot, SlotHost, whole } from '../manifests/support/slot-host.ts';

interface Outcome {
  /** What runs after the boot. */
  readonly runs: string | undefined;
  /** What else was started, before and after. */
  readonly started: readonly string[];
  readonly other: Slot;
}

/** Every place where it can be cut off, and what the boot after that makes of it. */
async function cutEverywhere(from: SlotHost, args: readonly string[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const before = from.ran().length;
  for (let step = 1; step < 200; step++) {
    const host = new SlotHost();
    from.copyTo(host);
    const isDone = await host.cut(step, args);
    const runs = await host.boot();
    expect(
      host
        .slotOf(host.bundle)
        .parts.split(' ')
        .filter((name) => name === '.in' || name === '.out'),
    ).toEqual([]);
    outcomes.push({ runs, started: host.ran().slice(before), other: host.slotOf(host.other) });
    if (isDone) return outcomes;
  }
  return expect.fail('it never ends');
}

const inOrder = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ runs }) => runs).filter((runs, at, all) => runs !== all[at - 1]);

/** No start, not even one that fails, is by files of one version and a root file system of the other. */
const started = (outcomes: readonly Outcome[]) => [...new Set(outcomes.flatMap((outcome) => outcome.started))].sort();

describe.concurrent('a power cut', () => {
  it('in an update leaves the old or the new one, and a whole one to go back to', async () => {
    const host = await hostWith('P', 'A');
    host.unpack('B');
    const outcomes = await cutEverywhere(host, ['update', 'etcd']);
    // Until then it is as if nobody had called it: B was unpacked, and A is there.
    expect(inOrder(outcomes)).toEqual(['B B A', 'B B B']);
    expect(started(outcomes)).toEqual(['B B A', 'B B B']);
    for (const { runs, other } of outcomes) expect(other).toMatchObject(whole(runs === 'B B A' ? 'P' : 'A'));
  });

  it('in a rollback leaves one or the other, with its own files', async () => {
    const outcomes = await cutEverywhere(await hostWith('A', 'B'), ['rollback', 'etcd']);
    expect(inOrder(outcomes)).toEqual(['B B B', 'A A A']);
    expect(started(outcomes)).toEqual(['A A A', 'B B B']);
    for (const { runs, other } of outcomes) expect(other).toMatchObject(whole(runs === 'B B B' ? 'A' : 'B'));
  });

  it('in an update that goes back by itself leaves either, with its own files', async () => {
    const host = await hostWith('A');
    host.unpack('B', 'fails');
    const outcomes = await cutEverywhere(host, ['update', 'etcd']);
    expect(inOrder(outcomes)).toEqual(['B B A', 'B B B', 'A A A']);
    expect(started(outcomes)).toEqual(['A A A', 'B B A', 'B B B']);
  });
});
