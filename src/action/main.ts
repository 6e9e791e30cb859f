/** The work of action.yml: a comment and a SARIF file for each spec. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { escapeData } from '../codec/workflow-command/index.ts';
import { Failure, isSystemError } from '../edge/failure.ts';
import { visible } from '../report/visible.ts';
import { upsertComment } from './comment.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { diffReports } from './reports.ts';

/** What could not be done; all specs are tried. */
async function review(inputs: Inputs): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const [index, spec] of inputs.specs.entries()) {
    try {
      await reviewSpec(spec, index, inputs);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
    }
  }
  return failures;
}

async function reviewSpec(spec: string, index: number, { base, sarif, comments, summary }: Inputs): Promise<void> {
  const { markdown: text, sarif: alerts, differs } = await diffReports(spec, base, process.env);
  if (sarif !== undefined) {
    mkdirSync(sarif, { recursive: true });
    writeFileSync(path.join(sarif, `unitc-${index}.sarif`), alerts);
  }
  if (summary !== undefined) appendFileSync(summary, `${text}\n`);
  if (comments === undefined) {
    process.stdout.write(text);
    return;
  }
  const [marker = ''] = text.split('\n');
  const done = await upsertComment(comments, marker, text, differs);
  if (done === 'forbidden') process.stdout.write(`::warning title=unitc::${escapeData(forbidden)}\n`);
  else process.stdout.write(`${visible(spec)}: comment ${done}\n`);
}

const forbidden =
  'no comment: the job needs `permissions: pull-requests: write`, which forks never have; the page of the run has the text';

function fail(failure: Failure): void {
  const help = failure.help === undefined ? '' : `\n${failure.help}`;
  process.stdout.write(`::error title=unitc::${escapeData(failure.message + help)}\n`);
  process.exitCode = 1;
}

try {
  for (const failure of await review(readInputs(process.env))) fail(failure);
} catch (error) {
  if (!(error instanceof Failure) && !isSystemError(error)) throw error;
  fail(error instanceof Failure ? error : new Failure(error.message));
}
