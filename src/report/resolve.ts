/** Locations → lines and columns, with the texts split once for a whole report. */
import type { Location } from '../core/diagnostic.ts';
import { type Position, SourceText } from '../core/source.ts';
import type { Sources } from './style.ts';

export interface Span {
  readonly source: SourceText;
  readonly start: Position;
  /** Half-open, as ranges are. */
  readonly end: Position;
}

/** Undefined where a location has no range or its text is not among the sources. */
export type Resolve = (location: Partial<Location>) => Span | undefined;

export function resolver(sources: Sources): Resolve {
  const split = new Map<string, SourceText>();
  return ({ file, range }) => {
    const text = file === undefined ? undefined : sources.get(file);
    if (file === undefined || range === undefined || text === undefined) return undefined;
    const source = split.get(file) ?? new SourceText(text);
    split.set(file, source);
    const start = Math.min(range.start, text.length);
    const end = Math.min(Math.max(range.end, start), text.length);
    return { source, start: source.position(start), end: source.position(end) };
  };
}
