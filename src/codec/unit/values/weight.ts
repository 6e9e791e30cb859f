/** Weights of control groups: cg_weight_parse() and its kin of src/shared/cgroup-setup.c. */
import { integerComplaint, type Range } from './integer.ts';
import { type Complaint, complaint, type ValueCheck, whole } from './value-problem.ts';

export const weight: Range = [1n, 10_000n];

export const checkCpuWeight: ValueCheck = (value) => {
  if (value === 'idle') return [];
  const what = integerComplaint(value, weight);
  return what === undefined ? [] : whole('ignored', value, withIdle(what));
};

function withIdle({ message }: Complaint): Complaint {
  return complaint(message, 'write a number from 1 to 10000, or `idle`');
}
