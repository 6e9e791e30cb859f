/** What a host needs to fetch images beside their references: credentials, and a registry without a known certificate. */
import type { HostPart } from '../target.ts';
import { dockerRegistry } from './docker-registry.ts';
import { imagesConfiguration } from './images-configuration.ts';

export const registryAccess: HostPart = (cluster, host, context) => [
  ...imagesConfiguration(cluster, host, context),
  ...dockerRegistry(cluster, host, context),
];
