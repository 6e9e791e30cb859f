/** What the files of a host mean for units; of hosts that are alike it is found out once. */
import type { DirectiveTable } from '../codec/unit/index.ts';
import { sha256 } from '../core/sha256.ts';
import type { Entry } from '../diff/entry.ts';
import { textOf } from '../diff/text-of.ts';
import { containerOf } from '../plan/bundle-info.ts';
import { type EffectiveFile, fileEffects } from '../plan/file-effects.ts';
import { effectsIn } from '../plan/installed.ts';
import type { FileEffect } from '../tree/manifest.ts';
import type { ContentHashes } from './content-hashes.ts';
import type { SideHost } from './side.ts';
import { syntaxOf } from './syntax.ts';

export type Effects = ReadonlyMap<string, FileEffect>;

export class HostEffects {
  readonly #directives: DirectiveTable;
  readonly #hashes: ContentHashes;
  readonly #known = new Map<string, Effects>();

  constructor(directives: DirectiveTable, hashes: ContentHashes) {
    this.#directives = directives;
    this.#hashes = hashes;
  }

  /** By the manifest, which is what decides on the host; else as it would be made of the files. */
  of(host: SideHost | undefined): Effects {
    if (host === undefined) return new Map();
    if (host.manifest !== undefined) return effectsIn(host.manifest);
    const key = this.#keyOf(host);
    const known = this.#known.get(key) ?? this.#ofFiles(host);
    this.#known.set(key, known);
    return known;
  }

  #keyOf(host: SideHost): string {
    const files = [...host.snapshot].map(([path, entry]) => {
      const kind = kindOf(path, host);
      const hash = entry.type === 'file' && isRead(path, host) ? this.#hashes.of(entry) : '';
      return [path, entry.type, kind, entry.type === 'symlink' ? entry.target : hash];
    });
    return sha256(JSON.stringify([host.layout.name, files]));
  }

  #ofFiles(host: SideHost): Effects {
    const files = [...host.snapshot].map(([path, entry]) => effectiveFile(path, entry, host));
    const effects = fileEffects(files, { directives: this.#directives, layout: host.layout });
    return new Map([...effects].map(([path, effect]) => [path, asListed(effect)]));
  }
}

/** As a manifest has it. */
function asListed({ restarts, start }: FileEffect): FileEffect {
  return { ...(restarts && { restarts }), ...(start !== undefined && { start: sha256(start) }) };
}

function effectiveFile(path: string, entry: Entry, host: SideHost): EffectiveFile {
  if (entry.type === 'directory') return { path, type: 'directory' };
  if (entry.type === 'symlink') return { path, type: 'symlink', target: entry.target };
  const content = isRead(path, host) ? textOf(entry.content) : '';
  // What is no text is no unit.
  return { path, type: 'file', kind: content === undefined ? 'text' : kindOf(path, host), content: content ?? '' };
}

/** Of all others it counts that they are there. */
function isRead(path: string, host: SideHost): boolean {
  return kindOf(path, host) === 'unit' || containerOf(path, host.layout.descriptions) !== undefined;
}

function kindOf(path: string, { kinds }: SideHost): Extract<EffectiveFile, { type: 'file' }>['kind'] {
  const syntax = syntaxOf(path, kinds?.get(path), undefined);
  return syntax === 'binary' ? 'text' : syntax;
}
