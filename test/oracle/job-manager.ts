/** Requests made of a real manager, and what every unit looks like after each. */
import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobCase } from './job-cases.ts';
import { nobody, runManager } from './user-manager.ts';

export interface SeenUnit {
  readonly state: string;
  /** Differs after every start. */
  readonly invocation: string;
  /** Microseconds; 0 for never. */
  readonly activeEnter: number;
  readonly inactiveExit: number;
}

export interface SeenStep {
  /** Of systemctl. */
  readonly exit: number;
  /** By name; `before` is what they were when the step began. */
  readonly units: ReadonlyMap<string, SeenUnit>;
}

const properties = [
  'Id',
  'ActiveState',
  'InvocationID',
  'ActiveEnterTimestampMonotonic',
  'InactiveExitTimestampMonotonic',
  'Job',
];

/** A name of a case's unit in the manager. */
export function nameIn(index: number, name: string): string {
  return name.replaceAll('PREFIX', `c${index}`);
}

/** Of every case, what was seen before the first and after each step. */
export function runCases(cases: readonly JobCase[]): SeenStep[][] {
  return runManager(
    (directory) => {
      for (const [index, { units }] of cases.entries()) {
        for (const [name, text] of units) {
          writeFileSync(join(directory, 'units', nameIn(index, name)), nameIn(index, text));
        }
      }
      chownSync(join(directory, 'units'), nobody, nobody);
      writeFileSync(join(directory, 'driver'), driver(cases, directory));
      chmodSync(join(directory, 'driver'), 0o755);
      const unit = '[Unit]\nDefaultDependencies=no\n';
      // A unit that nobody names is forgotten when it ends, and its invocation with it.
      const names = cases.flatMap(({ units }, index) => [...units.keys()].map((name) => nameIn(index, name)));
      const keep = names.map((name) => `JoinsNamespaceOf=${name}\n`).join('');
      const run = `[Service]\nType=oneshot\nExecStart=${directory}/driver\nTimeoutStartSec=infinity\n`;
      writeFileSync(
        join(directory, 'units/driver.service'),
        `${unit}SuccessAction=exit-force\nFailureAction=exit-force\n${keep}${run}`,
      );
      writeFileSync(join(directory, 'units/default.target'), `${unit}Wants=driver.service\n`);
    },
    (directory) =>
      cases.map(({ steps }, index) => parse(readFileSync(join(directory, 'out', `${index}`), 'utf8'), steps.length)),
  );
}

/** Cases run side by side, for most of the time is systemctl's. */
const together = 4;

function driver(cases: readonly JobCase[], directory: string): string {
  const scripts = cases.map(({ units, steps }, index) => {
    const names = [...units.keys()].map((name) => nameIn(index, name));
    const requests = steps.map(({ verb, unit }) => `step ${verb} ${names[unit]} ${names.join(' ')}`);
    return `case${index}() {\n${[`show ${names.join(' ')}`, ...requests].join('\n')}\n}`;
  });
  const lanes = Array.from({ length: together }, (_, lane) => {
    const own = cases.flatMap((_case, index) =>
      index % together === lane ? [`case${index} >${directory}/out/${index};`] : [],
    );
    return `{ ${own.join(' ')} } &`;
  });
  // Without their files no unit has dependencies, and none is started again while the rest stops.
  return `#!/bin/sh
ctl() { systemctl --user --quiet "$@" 2>/dev/null; }
# Units are asked one by one, so what is seen counts when it is seen twice, and without a job.
show() {
  shown= seen=
  while [ "$shown" != "$seen" ] || [ -z "$seen" ] || case $seen in *Job=[1-9]*) true ;; *) false ;; esac; do
    shown=$seen
    seen=$(ctl show ${properties.map((property) => `--property=${property}`).join(' ')} "$@")
  done
  printf '%s\\n\\n' "$seen"
}
step() {
  verb=$1 unit=$2
  shift 2
  ctl "$verb" "$unit"
  echo "exit=$?"
  show "$@"
}
${scripts.join('\n')}
${lanes.join('\n')}
wait
rm ${directory}/units/c*
ctl daemon-reload
ctl stop 'c*'
`;
}

function parse(text: string, steps: number): SeenStep[] {
  const seen: SeenStep[] = [];
  let exit = 0;
  let units = new Map<string, SeenUnit>();
  const close = (): void => {
    if (units.size > 0) seen.push({ exit, units });
    units = new Map();
  };
  for (const block of text.split('\n\n')) {
    const values = new Map(
      block.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    const started = values.get('exit');
    if (started !== undefined) {
      close();
      exit = Number(started);
    }
    const id = values.get('Id');
    if (id === undefined) continue;
    units.set(id, {
      state: values.get('ActiveState') ?? '',
      invocation: values.get('InvocationID') ?? '',
      activeEnter: Number(values.get('ActiveEnterTimestampMonotonic')),
      inactiveExit: Number(values.get('InactiveExitTimestampMonotonic')),
    });
  }
  close();
  if (seen.length !== steps + 1) throw new Error(`saw ${seen.length} of ${steps + 1} states:\n${text.slice(0, 2000)}`);
  return seen;
}
