/** The units of a root, read: what the rules look at. */
import { type DirectiveTable, decodeBytes, parseUnit, type UnitDocument } from '../codec/unit/index.ts';
import { compareBytes } from '../core/order.ts';
import type { UnitRoot } from '../systemd/index.ts';
import { type FileKind, kindOf, looksTheKind } from './classify.ts';
import { holdsUnits, type LintRoot } from './root.ts';
import { type Scope, scopesOf } from './scope.ts';
import { hostRoot, looseRoot } from './unit-root.ts';

export interface InspectedFile {
  /** Below the root, as reports show it. */
  readonly path: string;
  /** In the root that systemd is shown: absolute. */
  readonly at: string;
  readonly is: FileKind;
  readonly text: string;
  readonly document: UnitDocument;
  readonly mode?: number;
}

export interface Inspected {
  readonly root: LintRoot;
  readonly unitRoot: UnitRoot;
  /** Sorted by path. */
  readonly files: readonly InspectedFile[];
  readonly scopes: readonly Scope[];
}

export interface InspectOptions {
  readonly directives: DirectiveTable;
  readonly systemd?: string;
}

export function inspect(root: LintRoot, options: InspectOptions): Inspected {
  const { unitRoot, pathOf } = root.host ? hostRoot(root.entries) : looseRoot(root.entries);
  const files = [...root.entries]
    .sort(([a], [b]) => compareBytes(a, b))
    .flatMap(([path, entry]): InspectedFile[] => {
      if (entry.type !== 'file') return [];
      const is = !root.host || holdsUnits(path) ? kindOf(path) : undefined;
      if (is === undefined) return [];
      const bytes = entry.read();
      const text = decodeBytes(bytes);
      if (root.named !== true && !looksTheKind(is, text)) return [];
      const mode = entry.mode === undefined ? {} : { mode: entry.mode };
      return [{ path, at: pathOf(path), is, text, document: parseUnit(bytes), ...mode }];
    });
  return { root, unitRoot, files, scopes: scopesOf(root, unitRoot, files, options) };
}
