/** Keys that systemd has removed since, in the releases that still act on them: all of them warn. */
import { checkBoolean } from './boolean.ts';
import { checkDeviceValue } from './device-path.ts';
import { checkInteger, integerComplaint } from './integer.ts';
import { checkMemoryLimit } from './memory-limit.ts';
import { parseSize } from './size.ts';
import { checkUnitNames } from './unit-name.ts';
import { complaint, shown, type ValueCheck, type ValueProblem, whole } from './value-problem.ts';

const blockWeight = [10n, 1000n] as const;
const bandwidth = checkDeviceValue((text) => {
  const size = parseSize(text, 1000);
  return typeof size === 'bigint' && size > 0n ? undefined : complaint(`${shown(text)} is not a bandwidth`);
});

interface Legacy {
  readonly check: ValueCheck;
  readonly better?: string;
  /** Takes no empty value. */
  readonly filled?: true;
}

const keys: Readonly<Record<string, Legacy>> = {
  BlockIOAccounting: { check: checkBoolean, filled: true },
  CPUAccounting: { check: checkBoolean, filled: true },
  DefaultMemoryLow: { check: checkMemoryLimit },
  DefaultMemoryMin: { check: checkMemoryLimit },
  MemoryLimit: { check: checkMemoryLimit, better: 'MemoryMax' },
  CPUShares: { check: checkInteger([2n, 262_144n]), better: 'CPUWeight' },
  StartupCPUShares: { check: checkInteger([2n, 262_144n]), better: 'StartupCPUWeight' },
  BlockIOWeight: { check: checkInteger(blockWeight) },
  StartupBlockIOWeight: { check: checkInteger(blockWeight) },
  BlockIODeviceWeight: {
    check: checkDeviceValue((text) => integerComplaint(text, blockWeight)),
    better: 'IODeviceWeight',
  },
  BlockIOReadBandwidth: { check: bandwidth, better: 'IOReadBandwidthMax' },
  BlockIOWriteBandwidth: { check: bandwidth, better: 'IOWriteBandwidthMax' },
};

/** Where systemd no longer knows the key, its value does not matter. */
export const checkRemoved: ValueCheck = (value, directive, context) => {
  const legacy = Object.hasOwn(keys, directive.name) ? keys[directive.name] : undefined;
  if (legacy === undefined || context.systemd >= (directive.removed ?? 0)) return [];
  const problems = value === '' && legacy.filled !== true ? [] : legacy.check(value, directive, context);
  return legacy.better === undefined ? problems : [...problems, ...warned(value, directive.name, legacy.better)];
};

/** RequiresOverridable= and RequisiteOverridable= are read as the keys without the end of their names. */
export const checkObsoleteDependency: ValueCheck = (value, directive, context) => [
  ...checkUnitNames(value, directive, context),
  ...warned(value, directive.name, directive.name.replace(/Overridable$/, '')),
];

function warned(value: string, name: string, better: string): readonly ValueProblem[] {
  return whole('kept', value, complaint(`${name}= is deprecated`, `write ${better}=`));
}
