/** What goes along with a unit that is stopped or starts anew. */
import { type Pair, type Sections, service, units } from './pair.ts';

const a = service();
const another = service({ service: 'Environment=A=1' });
const b = (unit: string, more: Sections = {}) => service({ unit, ...more });

/** `a` starts anew, and `b` has something to do with it. */
function along(id: string, unit: string, more: Sections = {}): Pair {
  return { id, base: units({ 'a.service': a, 'b.service': b(unit, more) }), change: units({ 'a.service': another }) };
}

export const dependencies: readonly Pair[] = [
  along('requires', 'Requires=a.service\nAfter=a.service'),
  along('requires-without-order', 'Requires=a.service'),
  along('binds-to', 'BindsTo=a.service\nAfter=a.service'),
  along('part-of', 'PartOf=a.service'),
  along('wants', 'Wants=a.service\nAfter=a.service'),
  along('requisite', 'Requisite=a.service\nAfter=a.service'),
  along('after-alone', 'After=a.service'),
  along('stop-propagated-from', 'StopPropagatedFrom=a.service'),
  along('installed-as-required-by', '', { install: 'RequiredBy=a.service\nWantedBy=multi-user.target' }),
  {
    id: 'requires-chain',
    base: units({
      'a.service': a,
      'b.service': b('Requires=a.service\nAfter=a.service'),
      'c.service': b('Requires=b.service\nAfter=b.service'),
      'd.service': b('Wants=c.service\nAfter=c.service'),
    }),
    change: units({ 'a.service': another }),
  },
  {
    id: 'requires-added',
    base: units({ 'a.service': a, 'b.service': b('') }),
    change: units({ 'b.service': b('Requires=a.service\nAfter=a.service') }),
  },
  {
    id: 'requires-added-to-what-restarts',
    base: units({ 'a.service': a, 'b.service': b('') }),
    change: units({ 'a.service': another, 'b.service': b('Requires=a.service\nAfter=a.service') }),
  },
  {
    id: 'requires-removed-from-what-restarts',
    base: units({ 'a.service': a, 'b.service': b('Requires=a.service\nAfter=a.service') }),
    change: units({ 'a.service': another, 'b.service': b('') }),
  },
  {
    id: 'part-of-a-target',
    base: units({
      'all.target': '[Unit]\nDescription=all\n[Install]\nWantedBy=multi-user.target\n',
      'b.service': b('PartOf=all.target', { install: 'WantedBy=all.target' }),
      'c.service': b('PartOf=all.target', { install: 'WantedBy=all.target' }),
    }),
    change: units({ 'b.service': b('PartOf=all.target', { service: 'Nice=5', install: 'WantedBy=all.target' }) }),
  },
  {
    id: 'target-removed',
    base: units({
      'all.target': '[Unit]\nDescription=all\n[Install]\nWantedBy=multi-user.target\n',
      'b.service': b('PartOf=all.target', { install: 'WantedBy=all.target' }),
    }),
    change: units({ 'all.target': undefined }),
  },
  {
    id: 'required-unit-removed',
    base: units({ 'a.service': a, 'b.service': b('Requires=a.service\nAfter=a.service') }),
    change: units({ 'a.service': undefined }),
  },
  {
    id: 'wanted-unit-removed',
    base: units({ 'a.service': a, 'b.service': b('Wants=a.service\nAfter=a.service') }),
    change: units({ 'a.service': undefined }),
  },
  {
    id: 'required-unit-removed-and-no-longer-required',
    base: units({ 'a.service': a, 'b.service': b('Requires=a.service\nAfter=a.service') }),
    change: units({ 'a.service': undefined, 'b.service': b('', { service: 'Nice=5' }) }),
  },
  {
    id: 'no-longer-needed',
    base: units({
      'a.service': b('Requires=b.service\nAfter=b.service'),
      'b.service': b('StopWhenUnneeded=yes', { install: '' }),
    }),
    change: units({ 'a.service': undefined }),
  },
  {
    id: 'conflicting-unit-added',
    base: units({ 'a.service': a }),
    change: units({ 'b.service': b('Conflicts=a.service') }),
  },
  {
    id: 'wants-what-is-new',
    base: units({ 'a.service': a }),
    change: units({ 'a.service': b('Wants=c.service'), 'c.service': b('', { install: '' }) }),
  },
  {
    id: 'wants-what-is-new-and-restarts',
    base: units({ 'a.service': a }),
    change: units({ 'a.service': b('Wants=c.service', { service: 'Nice=5' }), 'c.service': b('', { install: '' }) }),
  },
];
