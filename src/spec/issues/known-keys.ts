import { z } from 'zod';
import type { SpecPath } from '../../core/spec-path.ts';

type Json = z.core.JSONSchema.JSONSchema;

export type KnownKeys = (path: SpecPath) => string[];

/** Answers which keys the schema knows for the map at a path. */
export function knownKeysOf(schema: z.ZodType): KnownKeys {
  let root: Json | undefined;
  return (path) => {
    root ??= z.toJSONSchema(schema, { io: 'input' });
    let level: Json[] = [root];
    for (const step of path) level = level.flatMap(options).flatMap((option) => stepInto(option, step));
    return [...new Set(level.flatMap(options).flatMap((option) => Object.keys(option.properties ?? {})))];
  };
}

function options(schema: Json): Json[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap((option) => options(option));
}

function stepInto(schema: Json, step: string | number): Json[] {
  const named =
    schema.properties !== undefined && Object.hasOwn(schema.properties, step) ? schema.properties[step] : undefined;
  const inner = typeof step === 'number' ? schema.items : (named ?? schema.additionalProperties);
  if (typeof inner !== 'object' || Array.isArray(inner)) return [];
  return [inner];
}
