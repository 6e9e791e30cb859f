import type { Entries } from './entry.ts';

/** UC9xx: bugs of ours. */
export const internalEntries = {
  UC900: {
    name: 'internal',
    severity: 'error',
    title: 'unitc found a bug in itself',
    what: 'A pass produced something that its own check refuses: a template with a missing value, or a unit that does not read back as what was meant.',
    why: 'output that does not read back as what was meant must never reach a host',
    cure: 'report it with the spec and the output of `unitc version`',
  },
} as const satisfies Entries;
