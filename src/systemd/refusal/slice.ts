/** Names of slices: slice_name_is_valid() of src/basic/unit-name.c, by slice_add_parent_slice() of src/core/slice.c; systemd.slice(5). */
import type { Refusal } from './refusal.ts';

/** Each `-` of the name is a step from a slice to one within it. */
export function refuseSlice(name: string): Refusal | undefined {
  const steps = name.slice(0, -'.slice'.length);
  if (steps === '-' || (!steps.includes('@') && !/^-|--|-$/.test(steps))) return undefined;
  return {
    loadState: 'error',
    message: `\`${name}\` is no name of a slice`,
    help: 'write names of slices with single `-` between them, and without `@`',
    section: 'Slice',
    keys: [],
  };
}
