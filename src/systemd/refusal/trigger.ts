/** timer_verify() of src/core/timer.c and path_verify() of src/core/path.c. */
import type { RefusalRule } from './refusal.ts';

const times = ['OnCalendar', 'OnActiveSec', 'OnBootSec', 'OnStartupSec', 'OnUnitActiveSec', 'OnUnitInactiveSec'];
const changes = ['OnClockChange', 'OnTimezoneChange'];
const watches = ['PathExists', 'PathExistsGlob', 'PathChanged', 'PathModified', 'DirectoryNotEmpty'];

export const timerRules: readonly RefusalRule[] = [
  {
    keys: ['OnCalendar', ...times.slice(1), ...changes],
    message: 'the timer has no time at which it elapses',
    help: 'write a time as `OnCalendar=` or another `On…=`',
    holds: (timer) => !times.some((key) => timer.has(key)) && !changes.some((key) => timer.isTrue(key)),
  },
];

export const pathRules: readonly RefusalRule[] = [
  {
    keys: ['PathExists', ...watches.slice(1)],
    message: 'the path unit watches nothing',
    help: 'write a path as `PathExists=`, `PathChanged=` or another watch',
    holds: (path) => !watches.some((key) => path.has(key)),
  },
];
