import type { Workload } from '../../model/workload.ts';

/** Those of the program: what the spec says, else its usual ones. */
export function capabilitiesOf({ bounds, capabilities }: Workload): readonly string[] {
  return bounds?.capabilities?.value ?? capabilities;
}
