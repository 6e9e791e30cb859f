/** The hardest values a spec can have, written by unitc's own quoting, in both ways of delivery. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';

/** Values of a flag that takes any text; the stand-in minds no repetition. */
const values = [
  'two  words',
  'a\tb',
  `"double" 'single'`,
  'it\'s 5" wide',
  `$HOME \${HOME} $$ $1`,
  '%n %i %% 100%',
  'C:\\new\\x41\\',
  'grüße ☃ 語',
  ';',
  '/etc/* [a-z]? {a,b}',
  '`id`; $(id) && a | b > /c',
  '',
  ''.padEnd(3000, 'x'),
];

/** Words that a shell or systemd would take for something else, alone and behind their flag. */
const words = [
  ...values.map((value) => `--scheduler-name=${value}`),
  ...['$HOME', `\${HOME}`, ';', '*', '#', '%i', '', ' '].flatMap((value) => ['--scheduler-name', value]),
];

/** The golden spec with these words for the scheduler, through its files or in its unit. */
function spec(delivery: 'env-files' | 'arguments'): string {
  return stringify({
    apiVersion: 'unitc/v1',
    name: 'hostile',
    host: { os: 'debian', release: '12' },
    images: { family: 'distribution', mirror: 'registry.lab:5000' },
    kubernetes: { version: '1.5.2' },
    etcd: { version: '3.1.0' },
    hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane'] } },
    components: { 'kube-scheduler': { delivery, args: words } },
  });
}

async function arrives(lab: Lab, delivery: 'env-files' | 'arguments'): Promise<void> {
  const file = path.join(lab.scratch.dir, `${delivery}.yaml`);
  writeFileSync(file, spec(delivery));
  await lab.compile(delivery, file);
  try {
    await lab.unpack(delivery);
    await lab.restart('kube-scheduler');
    const expected = ['--logtostderr=true', '--v=0', '--master=http://192.168.122.2:8080', ...words];
    await lab.expectWords('kube-scheduler', expected);
  } finally {
    await lab.restore();
  }
}

export const hostileSteps: readonly Step[] = [
  {
    id: 'hostile.words-through-files',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-scheduler.service'],
    run: (lab) => arrives(lab, 'env-files'),
  },
  {
    id: 'hostile.words-in-the-unit',
    needs: ['guide.loop'],
    up: true,
    units: ['kube-scheduler.service'],
    run: (lab) => arrives(lab, 'arguments'),
  },
];
