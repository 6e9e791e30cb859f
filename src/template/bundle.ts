/** What the edge loads once and the passes read: templates and data tables, by path from the package root. */
export interface Bundle {
  /** `units/kube-apiserver.service.mustache`, `manifests/bin/wait-ready`, …, without the leading folder's slash. */
  readonly templates: Readonly<Record<string, string>>;
  /** `data/host-systems.json` as `host-systems`: parsed JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}
