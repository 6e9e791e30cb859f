/** Drop-ins, of units of the tree and of one that is there without it: `foreign.service`. */
import { type Pair, service, units } from './pair.ts';

const a = { 'a.service': service() };
const dropIn = (text: string) => ({ 'a.service.d/10-more.conf': `[Service]\n${text}\n` });

export const dropIns: readonly Pair[] = [
  { id: 'drop-in-added', base: units(a), change: units(dropIn('Environment=A=1')) },
  { id: 'drop-in-added-live', base: units(a), change: units(dropIn('TimeoutStopSec=5')) },
  {
    id: 'drop-in-removed',
    base: units({ ...a, ...dropIn('Environment=A=1') }),
    change: units({ 'a.service.d/10-more.conf': undefined }),
  },
  {
    id: 'drop-in-removed-live',
    base: units({ ...a, ...dropIn('TimeoutStopSec=5') }),
    change: units({ 'a.service.d/10-more.conf': undefined }),
  },
  {
    id: 'drop-in-edited',
    base: units({ ...a, ...dropIn('Environment=A=1') }),
    change: units(dropIn('Environment=A=2')),
  },
  {
    id: 'drop-in-edited-live',
    base: units({ ...a, ...dropIn('Environment=A=1\nRestartSec=1') }),
    change: units(dropIn('Environment=A=1\nRestartSec=2')),
  },
  {
    id: 'drop-in-takes-back',
    base: units({ 'a.service': service({ service: 'Environment=A=1' }), ...dropIn('Environment=B=1') }),
    change: units(dropIn('Environment=\nEnvironment=B=1')),
  },
  {
    id: 'drop-in-renamed',
    base: units({ ...a, ...dropIn('Environment=A=1') }),
    change: units({
      'a.service.d/10-more.conf': undefined,
      'a.service.d/20-more.conf': '[Service]\nEnvironment=A=1\n',
    }),
  },
  {
    id: 'drop-in-of-another',
    base: units({
      'b.service': service({ unit: 'Requires=foreign.service\nAfter=foreign.service' }),
      'c.service': service(),
    }),
    change: units({ 'foreign.service.d/10-more.conf': '[Service]\nEnvironment=A=1\n' }),
  },
  {
    id: 'drop-in-of-another-live',
    base: units({ 'b.service': service({ unit: 'Requires=foreign.service\nAfter=foreign.service' }) }),
    change: units({ 'foreign.service.d/10-more.conf': '[Service]\nRestart=always\n' }),
  },
  {
    id: 'drop-in-of-one-instance',
    base: {
      ...units({ 'w@.service': service({ install: '' }) }),
      'etc/systemd/system/multi-user.target.wants/w@one.service': 'link:/etc/systemd/system/w@.service',
      'etc/systemd/system/multi-user.target.wants/w@two.service': 'link:/etc/systemd/system/w@.service',
    },
    change: units({ 'w@one.service.d/10-more.conf': '[Service]\nEnvironment=A=1\n' }),
  },
];
