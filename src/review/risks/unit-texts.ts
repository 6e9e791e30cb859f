/** What the unit files of a host say, as text. */
import type { Snapshot } from '../../diff/entry.ts';
import { textOf } from '../../diff/text-of.ts';
import { unitFileName } from '../../systemd/index.ts';
import { syntaxOf } from '../syntax.ts';

const known = new WeakMap<Snapshot, ReadonlyMap<string, string>>();

/** By unit, with its drop-ins and without comments; what is of no one unit by its path. */
export function unitTexts(snapshot: Snapshot): ReadonlyMap<string, string> {
  const texts = known.get(snapshot) ?? read(snapshot);
  known.set(snapshot, texts);
  return texts;
}

function read(snapshot: Snapshot): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [path, entry] of snapshot) {
    if (entry.type !== 'file' || syntaxOf(path, undefined, undefined) !== 'unit') continue;
    const unit = ownerOf(path);
    const text = (textOf(entry.content) ?? '').replaceAll(/^\s*[#;].*$/gm, '');
    texts.set(unit, `${texts.get(unit) ?? ''}${text}\n`);
  }
  return texts;
}

/** Whether the text names the path, which has no first slash, and not only one that begins like it. */
export function namesPath(text: string, path: string): boolean {
  const behind = text.split(`/${path}`).slice(1);
  return behind.some((rest) => !/^[\w.@%/-]/.test(rest));
}

/** Whose file it is: `x.service` of its drop-ins too. */
export function ownerOf(path: string): string {
  return unitFileName(path)?.unit?.name ?? path;
}
