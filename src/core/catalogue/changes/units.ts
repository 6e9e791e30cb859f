import type { Entries } from '../entry.ts';
import { type Change, file, installed, unit } from './examples.ts';

const dropIn = 'etc/systemd/system/docker.service.d/a.conf';

/** A unit goes that another names by the key. */
function withoutNeeded(key: string): Change {
  const other = { 'etc/systemd/system/b.service': `[Unit]\n${key}=a.service\n${installed('ExecStart=/usr/bin/b')}` };
  return {
    kind: 'change',
    before: { 'etc/systemd/system/a.service': installed('ExecStart=/usr/bin/a'), ...other },
    after: other,
  };
}

/** What becomes of units: docker, restarts, what goes down with another. */
export const unitChanges = {
  UC716: {
    name: 'docker-restarts',
    severity: 'warning',
    title: 'docker starts anew',
    what: 'Applying the change restarts docker.service.',
    why: 'all containers of the host end, also those that nobody thinks of here',
    cure: 'drain the node first, and do one host after the other',
    bad: file(dropIn, '[Service]\nEnvironment=A=1\n', '[Service]\nEnvironment=A=2\n'),
    good: file(dropIn, '[Service]\nTimeoutStopSec=5\n', '[Service]\nTimeoutStopSec=9\n'),
  },
  UC719: {
    name: 'no-longer-restarted',
    severity: 'warning',
    title: 'A service is no longer restarted when it ends',
    what: '`Restart=` is taken away from a service, or becomes `no`.',
    why: 'a program that ends once stays down until somebody notices',
    cure: 'leave `Restart=always`, or `on-failure`',
    bad: unit('Restart=always', 'Restart=no'),
    good: unit('Restart=always', 'Restart=on-failure'),
  },
  UC721: {
    name: 'stopped-with-another',
    severity: 'error',
    title: 'A unit is stopped with another and not started again',
    what: 'A unit that stays goes down because of one that is removed, renamed, masked or comes new: by `Requires=`, `BindsTo=`, `PartOf=` or `Conflicts=`.',
    why: 'systemd stops what requires a unit that is stopped, and applying the change starts only what is new',
    cure: 'start it after the change, or make the change in two steps: first nothing requires the unit, then it goes',
    bad: withoutNeeded('Requires'),
    good: withoutNeeded('Wants'),
    references: ['https://www.freedesktop.org/software/systemd/man/systemd.unit.html'],
  },
} as const satisfies Entries;
