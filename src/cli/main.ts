#!/usr/bin/env node
import { reason } from '../edge/read-text.ts';
import { processWorld } from '../edge/world.ts';
import { exitCode } from './exit-code.ts';
import { run } from './run.ts';

let arrived = true;
const world = processWorld((error) => {
  if (arrived) world.stderr.write(`unitc: standard output: ${reason(error)}\n`);
  arrived = false;
  process.exitCode = exitCode.failed;
});
const code = await run(process.argv.slice(2), world);
// Not process.exit(): what is still on its way to a pipe would be lost.
process.exitCode = arrived ? code : exitCode.failed;
