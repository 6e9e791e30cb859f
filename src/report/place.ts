import type { Location } from '../core/diagnostic.ts';
import type { Resolve } from './resolve.ts';
import { visible } from './visible.ts';

/** `cluster.yaml:14:17`, `cluster.yaml`, or nothing. */
export function place(location: Partial<Location>, resolve: Resolve): string {
  if (location.file === undefined) return '';
  const span = resolve(location);
  const name = visible(location.file);
  return span === undefined ? name : `${name}:${span.start.line}:${span.start.column}`;
}
