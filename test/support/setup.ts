/**
 * What every test file begins and ends with. Property tests draw the same values on every run, so that a commit
 * that was green stays green; to look further, set UNITC_SEED to another number.
 */
import fc from 'fast-check';
import { afterAll } from 'vitest';
import { removeTemporaryDirectories } from './temporary-directory.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.UNITC_SEED ?? 20261122) });

afterAll(removeTemporaryDirectories);
