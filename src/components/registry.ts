/** The one place that lists the components. */
import type { ComponentDefinition, ComponentRegistry } from '../model/component.ts';
import { etcd } from './etcd/index.ts';
import { flanneld } from './flanneld/index.ts';
import { kubeApiserver } from './kube-apiserver/index.ts';
import { kubeControllerManager } from './kube-controller-manager/index.ts';
import { kubeProxy } from './kube-proxy/index.ts';
import { kubeScheduler } from './kube-scheduler/index.ts';
import { kubelet } from './kubelet/index.ts';
import { service } from './service/index.ts';

const definitions: readonly ComponentDefinition[] = [
  kubeApiserver,
  kubeControllerManager,
  kubeScheduler,
  etcd,
  kubelet,
  kubeProxy,
  flanneld,
];

/** What entries under `components` can be. */
export const components: ComponentRegistry = new Map(definitions.map((definition) => [definition.kind, definition]));

export { service };

/** With what entries under `services` are. */
export const programs: ComponentRegistry = new Map([...components, [service.kind, service]]);
