/**
 * What `unitc diff` says of units, beside what becomes of them: each pair of test/review/pairs is installed, started as
 * by a boot, and changed by the script that applies trees, all on one machine.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readExpectations } from '../../review/pairs/expectations.ts';
import { pairs } from '../../review/pairs/index.ts';
import { afterOf, type Pair } from '../../review/pairs/pair.ts';
import { must } from '../library/command.ts';
import type { Lab } from '../library/lab.ts';
import { Machine } from '../library/machine.ts';
import { projectRoot } from '../library/project.ts';
import { openMachine } from '../library/scratch.ts';
import type { Step } from '../library/step.ts';

const folder = 'diff';
const foreign = '[Unit]\nDescription=not of a tree\n[Service]\nExecStart=/usr/bin/sleep infinity\n';
/** Printed between the two states. */
const changed = 'changed';
/** Shell: systemctl waits for what it was asked for, not for what that pulls in. */
const settled = 'while systemctl list-jobs --no-legend | grep -q .; do sleep 0.1; done';
const keys = ['Id', 'ActiveState', 'MainPID', 'InvocationID', 'NeedDaemonReload'];

/** What an administrator types: the archive is unpacked, what a boot starts is started, and the change is applied. */
function script({ id, base, started = [] }: Pair, units: readonly string[]): string {
  const archive = (state: string) => `/lab/${folder}/${id}.${state}.tar`;
  const show = `systemctl show ${keys.map((key) => `-p ${key}`).join(' ')} ${units.join(' ')}`;
  const enabled = units.filter((unit) => base[`etc/systemd/system/${unit}`]?.includes('[Install]'));
  return `set -e
tar -C / -xpf ${archive('before')}
systemctl daemon-reload
${enabled.length === 0 ? '' : `systemctl enable --quiet ${enabled.join(' ')}`}
systemctl start multi-user.target sockets.target timers.target ${started.join(' ')}
${settled}
${show}
echo
echo ${changed}
mkdir /run/tree
tar -C /run/tree -xpf ${archive('after')}
/run/tree/usr/local/libexec/unitc/apply --force /run/tree >&2
${settled}
${show}`;
}

type State = Readonly<Record<string, string>>;

/** By unit. */
function statesIn(text: string, units: readonly string[]): Map<string, State> {
  const records = text
    .trim()
    .split('\n\n')
    .map((record) => Object.fromEntries(record.split('\n').map(assignment)));
  return new Map(units.map((unit, index) => [unit, records[index] ?? {}]));
}

function assignment(line: string): [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}

/** What can run of a pair: its units, and the instances that are named. */
function unitsOf(pair: Pair): string[] {
  const names = [...Object.keys(pair.base), ...Object.keys(afterOf(pair))].flatMap((file) => {
    const [, name = ''] = /^etc\/systemd\/system\/(?:[^/]*\.wants\/)?([^/]+\.[a-z]+)(?:\.d\/.*)?$/.exec(file) ?? [];
    return name === '' || name.includes('@.') ? [] : [name];
  });
  const wanted = Object.values(pair.base).flatMap((text) => text.match(/[a-z]+@[a-z]+\.service/g) ?? []);
  return [...new Set([...names, ...wanted, ...(pair.started ?? []), 'foreign.service'])].sort();
}

/** In the words of a review; undefined for a unit that goes on as before. */
function becomes(before: State | undefined, after: State | undefined): string | undefined {
  const [ran, runs] = [before, after].map((state) => state?.ActiveState === 'active');
  if (ran && !runs) return 'stop';
  if (before?.InvocationID === after?.InvocationID) {
    assert.equal(before?.MainPID, after?.MainPID);
    return undefined;
  }
  return ran ? 'restart' : 'start';
}

const visible = new Set(['stop', 'start', 'restart']);

/** Without the reasons, and what nobody can see. */
function seen(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/,.*/, '')).filter((line) => visible.has(line.split(' ')[1] ?? ''));
}

async function observe(machine: Machine, pair: Pair): Promise<string[]> {
  const units = unitsOf(pair);
  const [first = '', second = ''] = (await machine.get(script(pair, units))).split(`\n${changed}\n`);
  const [before, after] = [statesIn(first, units), statesIn(second, units)];
  for (const [unit, state] of after) assert.equal(state.NeedDaemonReload, 'no', unit);
  return units.flatMap((unit) => {
    const what = becomes(before.get(unit), after.get(unit));
    return what === undefined ? [] : [`${unit} ${what}`];
  });
}

/** Nothing of a pair is left for the next. */
async function clear(machine: Machine, pair: Pair): Promise<void> {
  const units = unitsOf(pair).filter((unit) => unit !== 'foreign.service');
  const files = [...new Set([...Object.keys(pair.base), ...Object.keys(afterOf(pair))])].map((file) => `/${file}`);
  // Of units without a file, some can neither be disabled nor stopped.
  await machine.get(`systemctl disable --quiet --now ${units.join(' ')} 2>/dev/null || :
rm -rf ${files.join(' ')} /run/tree /etc/unitc /var/lib/unitc/apply
systemctl daemon-reload && systemctl reset-failed && systemctl start foreign.service`);
}

async function open(lab: Lab): Promise<void> {
  const out = path.join(lab.scratch.lab, folder);
  const words = ['scripts/run-ts.mjs', 'test/review/pairs/write.ts', out];
  await must(process.execPath, words, { cwd: lab.project, timeout: 300 });
  const machine = new Machine(openMachine(lab.scratch, 'diff-1'));
  lab.diff = machine;
  await machine.boot();
  await machine.get('cat >/usr/lib/systemd/system/foreign.service && systemctl daemon-reload', { input: foreign });
  await machine.get('systemctl start foreign.service');
}

function diffOf(lab: Lab): Machine {
  assert.ok(lab.diff, 'the machine of the pairs');
  return lab.diff;
}

function predictionsOf({ scratch }: Lab): Map<string, string[]> {
  return readExpectations(readFileSync(path.join(scratch.lab, folder, 'predicted.txt'), 'utf8'));
}

const expected = readExpectations(readFileSync(path.join(projectRoot, 'test/review/pairs/expected.txt'), 'utf8'));

export const diffSteps: readonly Step[] = [
  { id: 'diff.boot', machines: ({ diff }) => (diff ? [diff] : []), run: open },
  ...pairs.map(
    (pair): Step => ({
      id: `diff.${pair.id}`,
      needs: ['diff.boot'],
      units: ['foreign'],
      machines: ({ diff }) => (diff ? [diff] : []),
      run: async (lab) => {
        assert.deepEqual(predictionsOf(lab).get(pair.id), expected.get(pair.id), 'what a review says');
        const machine = diffOf(lab);
        try {
          assert.deepEqual(await observe(machine, pair), seen(expected.get(pair.id) ?? []), 'what became of units');
        } finally {
          await clear(machine, pair);
        }
      },
    }),
  ),
  {
    id: 'diff.end',
    needs: ['diff.boot'],
    machines: () => [],
    run: async (lab) => {
      await diffOf(lab).powerOff();
      lab.diff = undefined;
    },
  },
];
