/** Steps on one of the clusters. */
import type { Step } from '../../machine/library/step.ts';
import type { ClusterLab } from './cluster-lab.ts';
import type { Site } from './site.ts';

export type Variant = 'plain' | 'tls' | 'three';

export const journals = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kube-proxy',
] as const;

/** Steps that find everything up, and leave it so; `fault` steps have a writer at work beside them. */
export function stepsOf(variant: Variant) {
  const make = (id: string, needs: readonly string[], run: (site: Site) => Promise<void>): Step<ClusterLab> => ({
    id: `${variant}.${id}`,
    needs: ['boot', ...needs].map((need) => `${variant}.${need}`),
    units: journals,
    run: async ({ site }) => {
      await site.up();
      await run(site);
    },
  });
  return {
    step: (id: string, run: (site: Site) => Promise<void>, needs: readonly string[] = []) => make(id, needs, run),
    fault: (id: string, run: (site: Site) => Promise<void>, needs: readonly string[] = []) =>
      make(id, needs, async (site) => {
        await site.writer.goesOn(90);
        await run(site);
        await site.recovered();
      }),
  };
}
