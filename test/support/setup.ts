/**
 * Property tests draw the same values on every run, so that a commit that was green stays green; to look
 * further, set UNITC_SEED to another number.
 */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.UNITC_SEED ?? 20261122) });
