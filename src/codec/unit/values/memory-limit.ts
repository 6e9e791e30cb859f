/** Memory and task limits: config_parse_memory_limit() and config_parse_tasks_max() of load-fragment.c. */
import { parseInteger } from './integer.ts';
import { parsePermyriad } from './percent.ts';
import { parseSize, sizeComplaint } from './size.ts';
import { ignored, shown, type ValueCheck, whole } from './value-problem.ts';

const most = 2n ** 64n - 1n;
/** Where no bytes at all mean something. */
const zeroable = /^(?:Startup|Default)?Memory(?:SwapMax|ZSwapMax|Low|Min)$/;

export const checkMemoryLimit: ValueCheck = (value, { name }) => {
  if (value === 'infinity') return [];
  const share = parsePermyriad(value);
  const percent = share !== undefined && share <= 10_000 ? share : undefined;
  const bytes = percent === undefined ? parseSize(value, 1024) : BigInt(percent);
  const what = sizeComplaint(value, bytes);
  if (what !== undefined) return whole('ignored', value, what);
  if (bytes !== most && (bytes !== 0n || zeroable.test(name))) return [];
  return ignored(value, `${shown(value)} is out of range for ${name}=`, 'write a size above zero, or `infinity`');
};

export const checkTasksMax: ValueCheck = (value) => {
  if (value === 'infinity') return [];
  const share = parsePermyriad(value);
  if (share !== undefined && share <= 10_000) return [];
  const tasks = parseInteger(value);
  if (tasks !== undefined && tasks > 0n && tasks < most) return [];
  return ignored(
    value,
    `${shown(value)} is not a number of tasks`,
    'write a number above zero, a share like `30%`, or `infinity`',
  );
};
