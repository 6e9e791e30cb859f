/** Writes the JSON Schemas that are shipped; tests fail when one of them is not up to date. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { vocabulary } from '../src/compile.ts';
import { loadBundle } from '../src/edge/bundle.ts';
import { packageRoot } from '../src/edge/package-root.ts';
import { reviewSchemaText } from '../src/report/review/schema.ts';
import { jsonSchemaText } from '../src/spec/json-schema.ts';

const root = packageRoot().directory;
writeFileSync(path.join(root, 'unitc.schema.json'), jsonSchemaText(vocabulary(loadBundle())));
writeFileSync(path.join(root, 'unitc.diff.schema.json'), reviewSchemaText());
