/** Writes unitc.schema.json; test/spec/json-schema.test.ts fails when it is not up to date. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { vocabulary } from '../src/compile.ts';
import { loadBundle } from '../src/edge/bundle.ts';
import { packageRoot } from '../src/edge/package-root.ts';
import { jsonSchemaText } from '../src/spec/json-schema.ts';

writeFileSync(path.join(packageRoot().directory, 'unitc.schema.json'), jsonSchemaText(vocabulary(loadBundle())));
