/** Instances of templates that a tree names: of these it is known that they may run. */
import { compareBytes } from '../core/order.ts';
import { isInstance, parseUnitName, templateOf } from '../systemd/index.ts';
import type { EffectiveFile } from './file-effects.ts';

/** By template, bytewise: named by links, by drop-ins, and by what units want and need. */
export function namedInstances(artifacts: Iterable<EffectiveFile>): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  for (const artifact of artifacts) {
    for (const word of wordsOf(artifact)) {
      const name = word.includes('@') ? parseUnitName(word) : undefined;
      const template = name === undefined || !isInstance(name) ? undefined : templateOf(name);
      if (name === undefined || template === undefined) continue;
      names.set(template, (names.get(template) ?? new Set()).add(name.name));
    }
  }
  return new Map([...names].map(([template, instances]) => [template, [...instances].sort(compareBytes)]));
}

function wordsOf(artifact: EffectiveFile): string[] {
  const path = artifact.path.split('/').map((part) => part.replace(/\.(?:d|wants|requires|upholds)$/, ''));
  return artifact.type === 'file' && artifact.kind === 'unit' ? [...path, ...artifact.content.split(/[\s=]+/)] : path;
}
