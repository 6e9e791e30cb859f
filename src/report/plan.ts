/** What applying a spec would do to hosts, for people and as data. */

import type { HostPlan, PlannedFile } from '../plan/host-plan.ts';
import type { KeyChange } from '../plan/key-changes.ts';
import type { Obstacle } from '../plan/obstacle.ts';
import type { Job } from '../systemd/index.ts';
import { palette, type Style } from './style.ts';
import { plural } from './summary.ts';
import { visible } from './visible.ts';

export interface ReportedHost {
  readonly host: string;
  readonly plan: HostPlan;
  /** Undefined where there is no host to look at. */
  readonly obstacles?: readonly Obstacle[];
}

export function printPlan(hosts: readonly ReportedHost[], style: Style): string {
  return `${hosts.map((one) => printHost(one, style)).join('\n')}${total(hosts)}\n`;
}

const signs = { create: '+', change: '~', mode: '~', remove: '-' } as const;

/** Why a file of the host is left alone. */
const left = {
  keep: 'was edited on the host: it is kept, and the new one goes beside it as .new',
  edited: 'was edited on the host, and has not changed in the spec: it is kept',
  left: 'was edited on the host: it is kept, although the spec no longer has it',
  blocked: 'is in the way: one is a directory and the other is not',
} as const;

function printHost({ host, plan, obstacles = [] }: ReportedHost, style: Style): string {
  const { strong, error, warning } = palette(style);
  const notes = obstacles.filter(({ level }) => level === 'note').map(({ message }) => `  ${visible(message)}`);
  const lines = [strong(visible(host)), ...notes, ...plan.files.flatMap((file) => fileLines(file, style))];
  const part = (title: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push(`  ${strong(title)}`, ...rows.map((row) => `    ${row}`));
  };
  part('interrupts', plan.interrupted.map(interruption));
  part(
    'stands in the way',
    obstacles
      .filter(({ level }) => level !== 'note')
      .map(({ level, message }) => `${(level === 'stop' ? error : warning)(level)}  ${visible(message)}`),
  );
  const { before, after } = plan.commands;
  const files = plan.files.some(({ action }) => action in signs) ? ['install the files'] : [];
  part('commands', [...before.map(shown), ...files, ...after.map(shown)]);
  return `${lines.join('\n')}\n`;
}

function shown(argv: readonly string[]): string {
  return visible(`$ ${argv.join(' ')}`);
}

function fileLines({ path, action, keys = [] }: PlannedFile, style: Style): string[] {
  const { added, removed, warning } = palette(style);
  const name = visible(`/${path}`);
  switch (action) {
    case 'create':
      return [added(`  + ${name}`)];
    case 'remove':
      return [removed(`  - ${name}`)];
    case 'change':
    case 'mode':
      return [`  ~ ${name}${action === 'mode' ? ' (its mode)' : ''}`, ...keys.map((key) => `      ${keyLine(key)}`)];
    default:
      return [warning(`  ! ${name} ${left[action]}`)];
  }
}

/** Of long values the words that differ. */
function keyLine({ section, key, before, after }: KeyChange): string {
  const name = section === '' ? key : `${section} ${key}`;
  const words = (values: readonly string[]) =>
    values.flatMap((value) => value.split(/\s+/)).filter((word) => word !== '');
  const [old, now] = [words(before), words(after)];
  const gone = old.filter((word) => !now.includes(word));
  const come = now.filter((word) => !old.includes(word));
  const differs = [...gone.map((word) => `-${word}`), ...come.map((word) => `+${word}`)];
  return visible(`${name}: ${differs.length > 0 ? differs.join(' ') : 'the order of its words'}`);
}

function interruption({ unit, type, because }: Job): string {
  const needed = because.flatMap((one) => (one.kind === 'dependency' ? [one.unit] : []));
  const asked = because.some(({ kind }) => kind === 'asked');
  const why = asked || needed.length === 0 ? '' : `, with ${[...new Set(needed)].join(', ')}`;
  return visible(`${unit}  ${type}${why}`);
}

function count(hosts: readonly ReportedHost[], ...actions: readonly string[]): number {
  return hosts.flatMap(({ plan }) => plan.files).filter(({ action }) => actions.includes(action)).length;
}

function total(hosts: readonly ReportedHost[]): string {
  const stops = hosts.flatMap(({ obstacles = [] }) => obstacles).filter(({ level }) => level === 'stop').length;
  const parts = [`${count(hosts, 'create')} to add`, `${count(hosts, 'change', 'mode')} to change`];
  const more = stops === 0 ? '' : ` ${plural(stops, 'obstacle')} first.`;
  return `Plan: ${parts.join(', ')}, ${count(hosts, 'remove')} to remove.${more}`;
}

/** One object for each host. */
export function planData(hosts: readonly ReportedHost[]): object {
  return {
    version: 1,
    hosts: hosts.map(({ host, plan, obstacles }) => ({
      host,
      files: plan.files.map(({ path, action, keys }) => ({ path, action, ...(keys && { keys }) })),
      units: plan.units,
      interrupted: plan.interrupted.map(({ unit, type, because }) => ({
        unit,
        type,
        because: because.flatMap((one) => (one.kind === 'dependency' ? [one.unit] : [])),
      })),
      ...(obstacles && { obstacles }),
      commands: [...plan.commands.before, ...plan.commands.after],
    })),
  };
}
