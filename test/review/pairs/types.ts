/** Units that are no plain services: sockets, timers, oneshots, templates, targets, slices, paths. */
import { type Pair, service, text, units } from './pair.ts';

const socket = (name: string) =>
  text({ Socket: [`ListenStream=/run/${name}.socket`], Install: ['WantedBy=sockets.target'] });
const timer = (seconds: number) => text({ Timer: [`OnActiveSec=${seconds}`], Install: ['WantedBy=timers.target'] });
const oneshot = (word: string, more = '', install = 'WantedBy=multi-user.target') =>
  service({
    service: `Type=oneshot
ExecStart=/usr/bin/true ${word}
${more}`.trimEnd(),
    install,
  });
/** Started by something else. */
const task = (word: string) => oneshot(word, '', '');
const template = (more = '') => service({ service: more, install: '' });
const linked = (...instances: string[]) =>
  Object.fromEntries(
    instances.map((name) => [
      `etc/systemd/system/multi-user.target.wants/${name}.service`,
      'link:/etc/systemd/system/w@.service',
    ]),
  );

export const types: readonly Pair[] = [
  {
    id: 'socket-edited',
    base: units({ 's.socket': socket('one'), 's.service': service({ install: '' }) }),
    change: units({ 's.socket': socket('two') }),
  },
  {
    id: 'socket-edited-that-its-service-requires',
    base: units({ 's.socket': socket('one'), 's.service': service({ unit: 'Requires=s.socket' }) }),
    change: units({ 's.socket': socket('two') }),
  },
  {
    id: 'service-of-a-socket-edited',
    base: units({ 's.socket': socket('one'), 's.service': service({ unit: 'Requires=s.socket' }) }),
    change: units({ 's.service': service({ unit: 'Requires=s.socket', service: 'Nice=5' }) }),
  },
  {
    id: 'timer-edited',
    base: units({ 't.timer': timer(100000), 't.service': service({ service: 'Type=oneshot', install: '' }) }),
    change: units({ 't.timer': timer(200000) }),
  },
  {
    id: 'timer-added',
    base: units({ 'a.service': service() }),
    change: units({ 't.timer': timer(100000), 't.service': task('x') }),
  },
  {
    id: 'service-of-a-timer-edited',
    base: units({ 't.timer': timer(100000), 't.service': task('x') }),
    change: units({ 't.service': task('y') }),
  },
  {
    id: 'oneshot-edited',
    base: units({ 'o.service': oneshot('x') }),
    change: units({ 'o.service': oneshot('y') }),
  },
  {
    id: 'oneshot-that-remains-edited',
    base: units({
      'o.service': oneshot('x', 'RemainAfterExit=yes'),
      'b.service': service({ unit: 'Requires=o.service\nAfter=o.service' }),
    }),
    change: units({ 'o.service': oneshot('y', 'RemainAfterExit=yes') }),
  },
  {
    id: 'template-with-instances',
    base: { ...units({ 'w@.service': template() }), ...linked('w@one', 'w@two') },
    change: units({ 'w@.service': template('Nice=5') }),
  },
  {
    id: 'template-with-instances-live',
    base: { ...units({ 'w@.service': template() }), ...linked('w@one') },
    change: units({ 'w@.service': template('TimeoutStopSec=5') }),
  },
  {
    id: 'template-with-an-instance-that-another-wants',
    base: units({ 'w@.service': template(), 'b.service': service({ unit: 'Wants=w@three.service' }) }),
    change: units({ 'w@.service': template('Nice=5') }),
  },
  {
    id: 'template-with-an-instance-of-which-nothing-is-said',
    base: units({ 'w@.service': template(), 'b.service': service() }),
    change: units({ 'w@.service': template('Nice=5') }),
    started: ['w@hand.service'],
  },
  {
    id: 'template-removed',
    base: { ...units({ 'w@.service': template(), 'b.service': service() }), ...linked('w@one') },
    change: {
      ...units({ 'w@.service': undefined }),
      'etc/systemd/system/multi-user.target.wants/w@one.service': undefined,
    },
  },
  {
    id: 'path-edited',
    base: units({
      'p.path': text({ Path: ['PathExists=/nowhere'], Install: ['WantedBy=multi-user.target'] }),
      'p.service': task('x'),
    }),
    change: units({ 'p.path': text({ Path: ['PathExists=/neither'], Install: ['WantedBy=multi-user.target'] }) }),
  },
  {
    id: 'slice-edited',
    base: units({
      'own.slice': text({ Slice: ['CPUWeight=50'] }),
      'a.service': service({ service: 'Slice=own.slice' }),
    }),
    change: units({ 'own.slice': text({ Slice: ['CPUWeight=60'] }) }),
  },
  {
    id: 'target-edited',
    base: units({
      'all.target': '[Unit]\nDescription=all\n[Install]\nWantedBy=multi-user.target\n',
      'b.service': service({ unit: 'PartOf=all.target' }),
    }),
    change: units({
      'all.target': '[Unit]\nDescription=all of it\nAfter=b.service\n[Install]\nWantedBy=multi-user.target\n',
    }),
  },
];
