/** Leases of the API, waited for: who is ready need not hold one yet, and who held one may have lost it. */
import { until } from '../../machine/library/units.ts';
import type { Site } from './site.ts';

/** A field of a lease (SPACE/NAME), once it is as it should be. */
export async function leaseField(
  site: Site,
  lease: string,
  field: string,
  is: (text: string) => boolean,
): Promise<string> {
  const [space = '', name = ''] = lease.split('/');
  let last = '';
  const read = async () => {
    last = await site.asked(`-n ${space} get lease ${name} -o jsonpath={.spec.${field}}`);
    return last !== '' && is(last);
  };
  await until(`${field} of the lease ${lease}`, 120, read, () => last);
  return last;
}

/** Host of the control plane, another one than `former`, on which this program leads. */
export async function leader(site: Site, program: string, former = ''): Promise<string> {
  const names = site.masters.map(({ name }) => name).filter((name) => name !== former);
  const hostOf = (holder: string) => holder.replace(/_.*/, '');
  return hostOf(
    await leaseField(site, `kube-system/${program}`, 'holderIdentity', (one) => names.includes(hostOf(one))),
  );
}
