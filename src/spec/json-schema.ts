import { z } from 'zod';
import type { Vocabulary } from './schema/vocabulary.ts';
import { specSchema } from './schema.ts';

type Json = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft-07, which yaml-language-server reads) of one spec file, for editors. It knows
 * shapes only; loadSpec checks more. Keys of maps are never required, because what a file leaves out may
 * stand in the file that it extends; items of lists do not merge and are judged whole.
 */
export function jsonSchema(vocabulary: Vocabulary): Json {
  const schema = z.toJSONSchema(specSchema(vocabulary), {
    target: 'draft-7',
    // What is written, not what is read: keys with defaults stay optional.
    io: 'input',
    unrepresentable: 'throw',
    override: ({ jsonSchema: part, path }) => tidy(part, path),
  });
  return { title: 'unitc spec', description: 'A cluster that unitc compiles into the files of its hosts', ...schema };
}

/** As it is written to `unitc.schema.json`. */
export function jsonSchemaText(vocabulary: Vocabulary): string {
  return `${JSON.stringify(jsonSchema(vocabulary), null, 2)}\n`;
}

/** `z.int()` bounds every number by what JavaScript can hold, and formats of zod's own confuse validators. */
function tidy(part: Json, path: readonly (string | number)[]): void {
  if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum;
  if (part.minimum === Number.MIN_SAFE_INTEGER) delete part.minimum;
  if (part.type === 'string' && part.pattern !== undefined) delete part.format;
  if (!path.includes('items')) delete part.required;
}
