/** Units that come, go, are renamed or masked, and what [Install] says. */
import { type Pair, service, units } from './pair.ts';

const a = service();

export const installed: readonly Pair[] = [
  { id: 'unit-added', base: units({ 'a.service': a }), change: units({ 'b.service': service() }) },
  {
    id: 'unit-added-without-install',
    base: units({ 'a.service': a }),
    change: units({ 'b.service': service({ install: '' }) }),
  },
  {
    id: 'unit-removed',
    base: units({ 'a.service': a, 'b.service': service() }),
    change: units({ 'b.service': undefined }),
  },
  {
    id: 'unit-renamed',
    base: units({ 'old.service': a }),
    change: units({ 'old.service': undefined, 'new.service': a }),
  },
  {
    id: 'unit-renamed-that-others-require',
    base: units({ 'old.service': a, 'b.service': service({ unit: 'Requires=old.service\nAfter=old.service' }) }),
    change: units({
      'old.service': undefined,
      'new.service': a,
      'b.service': service({ unit: 'Requires=new.service\nAfter=new.service' }),
    }),
  },
  {
    id: 'wanted-by',
    base: units({ 'a.service': a }),
    change: units({ 'a.service': service({ install: 'WantedBy=multi-user.target timers.target' }) }),
  },
  {
    id: 'alias',
    base: units({ 'a.service': a }),
    change: units({ 'a.service': service({ install: 'WantedBy=multi-user.target\nAlias=other.service' }) }),
  },
  {
    id: 'wanted-by-and-more',
    base: units({ 'a.service': a }),
    change: units({ 'a.service': service({ service: 'Nice=5', install: 'WantedBy=multi-user.target timers.target' }) }),
  },
  {
    id: 'masked',
    base: units({ 'a.service': a, 'b.service': service({ unit: 'Wants=a.service' }) }),
    change: units({ 'a.service': 'link:/dev/null' }),
  },
  {
    id: 'masked-that-others-require',
    base: units({ 'a.service': a, 'b.service': service({ unit: 'Requires=a.service\nAfter=a.service' }) }),
    change: units({ 'a.service': 'link:/dev/null' }),
  },
  { id: 'unmasked', base: units({ 'a.service': 'link:/dev/null' }), change: units({ 'a.service': a }) },
];
