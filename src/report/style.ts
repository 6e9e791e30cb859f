import { styleText } from 'node:util';
import type { Diagnostic } from '../core/diagnostic.ts';

export interface Style {
  /** Whether terminal colours are written; who prints decides, stream by stream. */
  readonly color: boolean;
  /** How many diagnostics are shown for people; 0 or nothing: all. */
  readonly max?: number;
  /** Of unitc, for reports that name their tool. */
  readonly version?: string;
  /** Further members of a JSON report. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export type Sources = ReadonlyMap<string, string>;

/** Diagnostics in the order given, the texts they point into, and how it shall look → what is printed. */
export type Reporter = (diagnostics: readonly Diagnostic[], sources: Sources, style: Style) => string;

type Paint = (text: string) => string;

export interface Palette {
  readonly error: Paint;
  readonly warning: Paint;
  readonly strong: Paint;
  readonly frame: Paint;
  readonly added: Paint;
  readonly removed: Paint;
}

const plain: Paint = (text) => text;

function paint(...format: ('bold' | 'red' | 'green' | 'yellow' | 'cyan')[]): Paint {
  // The stream is not asked: the decision has been made, and tests and pipes get the same bytes.
  return (text) => (text === '' ? '' : styleText(format, text, { validateStream: false }));
}

const colored: Palette = {
  error: paint('bold', 'red'),
  warning: paint('bold', 'yellow'),
  strong: paint('bold'),
  frame: paint('cyan'),
  added: paint('green'),
  removed: paint('red'),
};

export function palette(style: Style): Palette {
  return style.color
    ? colored
    : { error: plain, warning: plain, strong: plain, frame: plain, added: plain, removed: plain };
}

/** The first `style.max`, and a line for the rest. */
export function capped(
  diagnostics: readonly Diagnostic[],
  style: Style,
): { shown: readonly Diagnostic[]; more: string } {
  const max = style.max ?? 0;
  if (max === 0 || diagnostics.length <= max) return { shown: diagnostics, more: '' };
  return { shown: diagnostics.slice(0, max), more: `and ${diagnostics.length - max} more\n` };
}
