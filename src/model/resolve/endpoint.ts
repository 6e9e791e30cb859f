/** The URL by which everybody reaches the API servers. */
import { diagnostic, type Report } from '../../core/diagnostic.ts';
import { derived, fromSpec, mergeProvenance, type Sourced, sourced } from '../../core/provenance.ts';
import { bracketed } from '../../spec/ip-address.ts';
import type { Spec } from '../../spec/schema.ts';
import type { Host } from '../cluster.ts';

/** Given, or the API of the only control-plane host: https on 6443 with certificates, else http on 8080. */
export function resolveEndpoint(spec: Spec, hosts: readonly Host[], report: Report): Sourced<URL> | undefined {
  const written = spec.kubernetes?.controlPlaneEndpoint;
  if (written !== undefined) {
    if (URL.canParse(written)) return sourced(new URL(written), fromSpec('kubernetes', 'controlPlaneEndpoint'));
    report(
      diagnostic('UC105', {
        message: `\`${written}\` is not a URL`,
        specPath: ['kubernetes', 'controlPlaneEndpoint'],
      }),
    );
    return undefined;
  }
  const controlPlane = hosts.filter(({ instances, managed }) =>
    [...instances, ...managed].some(({ kind }) => kind === 'kube-apiserver'),
  );
  const [only] = controlPlane;
  if (only === undefined) return undefined;
  if (controlPlane.length > 1) {
    report(
      diagnostic('UC106', {
        message: `${controlPlane.length} hosts run a kube-apiserver and no endpoint is named for them`,
        specPath: ['hosts'],
        related: controlPlane.map(({ name }) => ({
          file: '',
          specPath: ['hosts', name],
          message: `\`${name}\` is one`,
        })),
      }),
    );
  }
  const kubeadm = spec.kubernetes?.kubeadm === true;
  const secure = kubeadm || spec.pki?.kubernetes !== undefined;
  const url = `${secure ? 'https' : 'http'}://${bracketed(only.address.value)}:${secure ? 6443 : 8080}`;
  if (!URL.canParse(url)) return undefined;
  const why = kubeadm ? 'https by kubeadm' : `${secure ? 'https' : 'http'} as pki says`;
  const rule = derived(`the API of the only control-plane host, ${why}`);
  return { value: new URL(url), from: mergeProvenance([rule], only.address.from) };
}
