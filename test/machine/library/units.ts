/** Questions to systemd in the machine. */
import { isDeepStrictEqual } from 'node:util';
import { pause } from './command.ts';
import type { Machine } from './machine.ts';

/** Properties of a unit (systemctl show). */
export async function show(machine: Machine, unit: string): Promise<Readonly<Record<string, string>>> {
  const text = await machine.get(`systemctl show ${unit}`);
  return Object.fromEntries(
    text.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

export interface Entry {
  readonly message: string;
  /** Seconds since the kernel's boot. */
  readonly at: number;
  /** The unit that printed it, or of which systemd tells. */
  readonly unit: string;
  /** SYSLOG_IDENTIFIER: the program's name. */
  readonly program: string;
}

function entry(line: string): Entry {
  // Fields of systemd.journal-fields(7); a message that is not text comes as an array of bytes.
  const fields: Readonly<Record<string, unknown>> = JSON.parse(line);
  const message = fields.MESSAGE;
  return {
    message: Array.isArray(message) ? Buffer.from(message).toString() : String(message),
    at: Number(fields.__MONOTONIC_TIMESTAMP) / 1e6,
    unit: String(fields.UNIT ?? fields._SYSTEMD_UNIT ?? ''),
    program: String(fields.SYSLOG_IDENTIFIER ?? ''),
  };
}

/** Journal of this boot, of one unit or of everything, after a cursor; with what is on its way to the journal. */
export async function journal(machine: Machine, unit?: string, cursor?: string): Promise<Entry[]> {
  const args = ['-b', '-o', 'json', '--no-pager', '--quiet'];
  if (unit !== undefined) args.push('-u', unit);
  if (cursor !== undefined) args.push(`--after-cursor=${cursor}`);
  const outcome = await machine.exec(['sh', '-c', 'journalctl --sync; exec journalctl "$@"', 'sh', ...args]);
  return outcome.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map(entry);
}

/** Where the journal ends now; what a step causes comes after it. */
export async function cursor(machine: Machine): Promise<string> {
  const text = await machine.get('journalctl --sync; journalctl -n 0 --show-cursor --no-pager');
  return text.replace(/^[\s\S]*-- cursor: /, '');
}

/** Asks until the answer is true; `last` is what there was instead when it never is. */
export async function until(
  what: string,
  seconds: number,
  ask: () => Promise<boolean>,
  last?: () => unknown,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await ask())) {
    if (Date.now() > end) {
      const instead = last === undefined ? '' : `; last: ${JSON.stringify(last())}`;
      throw new Error(`not within ${seconds} s: ${what}${instead}`);
    }
    await pause(150);
  }
}

/** Reads until the answer is the expected one. */
export async function comesTo<T>(what: string, seconds: number, read: () => Promise<T>, expected: T): Promise<void> {
  let last: T | undefined;
  const isThere = async () => {
    last = await read();
    return isDeepStrictEqual(last, expected);
  };
  await until(what, seconds, isThere, () => last);
}

/** Which run of the unit it is: another one after each start. */
export function invocation(machine: Machine, unit: string): Promise<string> {
  return machine.get(`systemctl show -P InvocationID ${unit}`);
}

/** Waits until a unit is active in another run than `before` (its InvocationID). */
export async function recovers(machine: Machine, unit: string, before: string, seconds: number): Promise<void> {
  await until(`${unit} is active again`, seconds, async () => {
    const text = await machine.get(`systemctl show -P ActiveState -P InvocationID ${unit}`);
    const [first, second] = text.split('\n');
    return [first, second].includes('active') && !text.includes(before);
  });
}

/** Seconds between the end of one attempt and the start of the next. */
export function pauses(entries: readonly Entry[]): number[] {
  const starts = entries.filter(({ message }) => message.startsWith('Starting ')).map(({ at }) => at);
  const ends = entries.filter(({ message }) => message.includes('Failed with result')).map(({ at }) => at);
  return ends.flatMap((end) =>
    starts
      .filter((start) => start > end)
      .slice(0, 1)
      .map((start) => start - end),
  );
}
