/** Many hosts in few words. */
import { compareBytes } from '../../core/order.ts';
import { plural } from '../summary.ts';

/** `3 hosts: master-1…3`, of one its name. */
export function saidHosts(hosts: readonly string[]): string {
  if (hosts.length === 1) return hosts.join('');
  return `${plural(hosts.length, 'host')}: ${foldNames(hosts).join(', ')}`;
}

/** `['master-1…3', 'node-1']`: names that differ in a number at their end, where the numbers follow each other. */
export function foldNames(names: readonly string[]): string[] {
  const folded: { first: Numbered; last: Numbered }[] = [];
  for (const name of [...names].map(numbered).sort(byNumber)) {
    const run = folded.at(-1);
    if (run !== undefined && follows(run.last, name)) run.last = name;
    else folded.push({ first: name, last: name });
  }
  return folded.map(({ first, last }) => (first === last ? first.name : `${first.name}…${last.digits}`));
}

interface Numbered {
  readonly name: string;
  readonly stem: string;
  readonly digits: string;
}

function numbered(name: string): Numbered {
  const digits = /[0-9]{1,15}$/.exec(name)?.[0] ?? '';
  return { name, stem: name.slice(0, name.length - digits.length), digits };
}

function byNumber(a: Numbered, b: Numbered): number {
  return compareBytes(a.stem, b.stem) || Number(a.digits) - Number(b.digits) || a.digits.length - b.digits.length;
}

/** `09` is followed by `10`, and `9` too, but `009` is not. */
function follows(last: Numbered, { stem, digits }: Numbered): boolean {
  if (stem !== last.stem || last.digits === '' || digits === '') return false;
  const next = String(Number(last.digits) + 1);
  return digits === next.padStart(last.digits.length, '0');
}
