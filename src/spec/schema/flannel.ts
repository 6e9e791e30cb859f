import { z } from 'zod';
import { formats } from '../formats.ts';
import { formatted, port, text, version } from './scalars.ts';

export const flannel = z.strictObject({
  version: version.optional(),
  network: text.describe('IPv4 network that the hosts take their subnets from').optional(),
  subnetLength: z.int().min(1).max(30).describe("Prefix length of a host's subnet").optional(),
  backend: z
    .strictObject({
      type: z.enum(['vxlan', 'host-gw', 'udp', 'ipip']).describe('How packets travel between hosts'),
      vni: z.int().min(1).max(16777215).describe('vxlan: network identifier').optional(),
      port: port.describe('vxlan, udp: UDP port').optional(),
      directRouting: z.boolean().describe('vxlan, ipip: no tunnel between hosts of one network').optional(),
    })
    .optional(),
  etcdPrefix: formatted(formats.etcdPrefix).describe('Directory of the keys in etcd').optional(),
  dockerWait: z.int().min(1).max(3600).describe('Seconds that docker waits for its options').optional(),
  late: z.enum(['restart', 'report']).describe('What happens to a docker that started without its options').optional(),
});
