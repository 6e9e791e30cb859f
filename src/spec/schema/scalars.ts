/** Values of one line, which several parts of a spec have. */
import { z } from 'zod';
import { type Format, formats } from '../formats.ts';

export function formatted(format: Format) {
  return z.string().regex(format.pattern, format.says);
}

export const text = z.string().min(1);
export const version = formatted(formats.version);
export const name = formatted(formats.name);
export const absolutePath = formatted(formats.absolutePath);
export const port = z.int().min(1).max(65535);
export const scalar = z.union([z.string(), z.int(), z.boolean()]);

export const imageFamily = z.enum(['distribution', 'upstream', 'hyperkube']);
