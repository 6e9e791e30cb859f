import type { Entries } from '../entry.ts';
import { service } from '../examples.ts';

const killed = (comment: string) => service(`[Service]\nExecStart=/bin/true\n${comment}\nKillMode=none\n`);

/** UC390 to UC394: comments that suppress findings. */
export const suppressionEntries = {
  UC390: {
    name: 'unused-suppression',
    severity: 'warning',
    title: 'A suppression suppresses nothing',
    what: 'Comments `unitc-ignore` for codes that their line, or for those at the top their file, does not give.',
    why: 'it would hide what comes later, for a reason that was about something else',
    cure: 'take the comment away',
    bad: service('[Service]\nExecStart=/bin/true\n# unitc-ignore UC331: a helper stops them\nKillMode=mixed\n'),
    good: killed('# unitc-ignore UC331: a helper stops them'),
  },
  UC391: {
    name: 'suppression-without-reason',
    severity: 'warning',
    title: 'A suppression has no reason',
    what: 'Comments `unitc-ignore CODE` without a colon and a reason behind it.',
    why: 'it is not counted: nobody could ever say whether it still holds',
    cure: 'write `unitc-ignore CODE: why it is no problem here`',
    bad: service('[Service]\nExecStart=/bin/true\n# unitc-ignore UC331\nKillMode=mixed\n'),
    good: killed('# unitc-ignore UC331: a helper stops them'),
  },
  UC392: {
    name: 'suppression-of-no-code',
    severity: 'warning',
    title: 'A suppression names no code',
    what: 'Comments `unitc-ignore` with something else than codes of the catalogue.',
    why: 'it suppresses nothing',
    cure: 'write a code, such as UC331',
    bad: service('[Service]\n# unitc-ignore UC999: no reason\nExecStart=/bin/true\n'),
    good: killed('# unitc-ignore UC331: a helper stops them'),
  },
} as const satisfies Entries;
