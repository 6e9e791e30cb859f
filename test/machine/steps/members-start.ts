/** What keeps a member from starting: the journal says what, it is tried again for ever, and recovers by itself. */
import assert from 'node:assert/strict';
import { type Members, withMembers } from '../library/members.ts';
import type { Step } from '../library/step.ts';
import { cursor, type Entry, journal, pauses, until } from '../library/units.ts';

const certificate = '/etc/etcd/certs/server.crt';
const occupy = 'systemd-run --quiet --unit=occupant systemd-socket-activate -l 10.0.0.12:2379 /usr/bin/sleep 600';

interface Fault {
  readonly harm: string;
  readonly said: RegExp;
  readonly cure: string;
}

/** Three attempts, and then the cause is gone. */
async function failsAndRecovers(members: Members, { harm, said, cure }: Fault): Promise<void> {
  const { machine } = members.at('etcd-2');
  const before = await cursor(machine);
  await machine.get(`systemctl stop etcd && ${harm} && systemctl start --no-block etcd`);
  let entries: Entry[] = [];
  await until('it is tried twice more', 120, async () => {
    entries = await journal(machine, 'etcd', before);
    return pauses(entries).length >= 2;
  });
  assert.match(entries.map(({ message }) => message).join('\n'), said);
  const paced = pauses(entries);
  for (const seconds of paced) assert.ok(seconds >= 4.9 && seconds < 8, `${seconds} s between two attempts`);
  const limit = await machine.get('systemctl show -P StartLimitIntervalUSec etcd');
  assert.equal(limit, '0', 'no number of attempts is too many');
  await members.writer.goesOn(90);
  await machine.get(cure);
  await members.recovered();
}

export const membersStartSteps: readonly Step[] = [
  withMembers('members.unreadable-certificate', async (members) => {
    const cure = `mv ${certificate}.kept ${certificate}`;
    await failsAndRecovers(members, {
      harm: `mv ${certificate} ${certificate}.kept`,
      said: /open \/etc\/etcd\/certs\/server\.crt: no such file or directory/,
      cure,
    });
    await failsAndRecovers(members, {
      harm: `mv ${certificate} ${certificate}.kept && echo garbage > ${certificate}`,
      said: /failed to find any PEM data in certificate input/,
      cure,
    });
  }),
  withMembers('members.occupied-port', (members) =>
    failsAndRecovers(members, {
      harm: occupy,
      said: /listen tcp 10\.0\.0\.12:2379: bind: address already in use/,
      cure: 'systemctl stop occupant',
    }),
  ),
];
