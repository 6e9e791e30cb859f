/**
 * The shape of a spec, as zod schemas. What the parts mean is in docs/spec.md; cross-field rules are
 * the model's. Descriptions end up in the JSON Schema that editors show.
 */
import { z } from 'zod';
import { formats } from './formats.ts';
import { component, service } from './schema/component.ts';
import { flannel } from './schema/flannel.ts';
import { cloud, kubectl, kubectlMode, packages, rpm } from './schema/host.ts';
import { pki } from './schema/pki.ts';
import { absolutePath, formatted, imageFamily, name, text, version } from './schema/scalars.ts';
import type { Vocabulary } from './schema/vocabulary.ts';

/** As Go and image registries name them. */
const architectures = ['amd64', 'arm64', 'arm', 'ppc64le', 's390x'] as const;

/** The schema made last: zod prepares much when a schema is made and first used, and vocabularies do not change. */
let last: { readonly key: string; readonly schema: ReturnType<typeof build> } | undefined;

export function specSchema(vocabulary: Vocabulary): ReturnType<typeof build> {
  const key = JSON.stringify(vocabulary);
  if (last?.key !== key) last = { key, schema: build(vocabulary) };
  return last.schema;
}

function build(vocabulary: Vocabulary) {
  const components = z.record(name, component(vocabulary));
  const services = z.record(name, service(vocabulary)).describe('Any other containerised programs by name').optional();
  return z.strictObject({
    apiVersion: z.literal('unitc/v1').describe('The version of the spec language').optional(),
    name: name.describe('Name of the cluster: headers, etcd cluster token').optional(),
    extends: text.describe('Another spec that this one refines').optional(),
    host: z
      .strictObject({
        os: z.enum(vocabulary.hostSystems).describe('What the hosts run'),
        release: z.string().optional(),
        systemd: formatted(formats.systemdVersion).optional(),
        docker: version.describe('Version of docker, where it is known').optional(),
        runc: version.describe('Version of runc, where it is another than that of the release').optional(),
        dockerNetworkVariable: formatted(formats.variable)
          .describe('Variable from which the unit of docker takes network options')
          .optional(),
      })
      .describe('What the hosts are'),
    images: z
      .strictObject({
        family: imageFamily.optional(),
        mirror: text.describe('Registry that replaces the registry of every default image').optional(),
        pullSecret: absolutePath
          .describe("Credentials for registries: a file on the hosts in the form of docker's config.json")
          .optional(),
        insecure: z.boolean().describe('The mirror speaks plain http, or its certificate is not known').optional(),
      })
      .optional(),
    kubernetes: z
      .strictObject({
        version: version.optional(),
        controlPlaneEndpoint: formatted(formats.url).optional(),
        serviceCIDR: text.optional(),
        clusterDomain: formatted(formats.domain).describe('Domain of the names of services').optional(),
        kubeadm: z.boolean().describe('Whether kubeadm runs the control plane and joins the nodes').optional(),
      })
      .optional(),
    etcd: z
      .strictObject({
        version: version.optional(),
        external: z
          .strictObject({
            endpoints: z
              .array(formatted(formats.etcdEndpoint))
              .min(1)
              .describe('Client URLs of its members: https://10.0.0.11:2379'),
          })
          .describe('An etcd that runs elsewhere, instead of hosts with the role')
          .optional(),
      })
      .optional(),
    flannel: flannel.describe('The network of pods; without it there is no flannel').optional(),
    pki: pki.describe('Paths of certificates and keys on the hosts, never their contents').optional(),
    cloud: cloud.describe('The cloud that the hosts run in').optional(),
    kubectl: z.union([kubectlMode, kubectl]).describe('How kubectl gets to hosts of the control plane').optional(),
    packages: packages.describe('What is added to the host system').optional(),
    rpm: rpm.describe('What RPM packages of the hosts say of themselves').optional(),
    roles: z.record(name, z.strictObject({ components: components.optional(), services })).optional(),
    hosts: z
      .record(
        name,
        z.strictObject({
          address: text.describe('Address by which the other hosts reach it'),
          roles: z.array(name).min(1),
          architecture: z.enum(architectures).describe('Its processors').optional(),
          components: components.optional(),
          services,
        }),
      )
      .describe('The hosts by name'),
    components: components.optional(),
    services,
  });
}

export type Spec = z.infer<ReturnType<typeof specSchema>>;
export type ComponentSpec = NonNullable<Spec['components']>[string];
