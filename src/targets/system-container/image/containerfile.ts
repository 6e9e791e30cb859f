/** The build context's own files: Containerfile (docs.docker.com/reference/dockerfile) and the start script. */
import { byDefault, mergeProvenance, type Provenance, type Sourced } from '../../../core/provenance.ts';
import type { Workload } from '../../../model/workload.ts';
import type { FileArtifact } from '../../../tree/artifact.ts';
import { rootFile, scriptFile } from '../../root-file.ts';
import type { TargetContext } from '../../target.ts';
import { startPath } from './config-template.ts';

/** Static, so that it runs in an image that has nothing else. */
const shellImage = 'docker.io/library/busybox:1.36.1-musl';

export interface ContainerfileRequest {
  readonly workload: Workload;
  /** Of the program. */
  readonly version: Sourced<string>;
  /** Whether the image that it is made from has /bin/sh. */
  readonly hasShell: boolean;
  /** Under which name it is pushed, where the spec has one. */
  readonly tag?: Sourced<string>;
}

export function containerfile({ workload, version, hasShell, tag }: ContainerfileRequest, context: TargetContext) {
  const { name, kind, image } = workload;
  const pushed = tag ?? { value: `REGISTRY/${name}:${version.value}`, from: version.from };
  const unitc = [byDefault('unitc')];
  const labels: [string, string, readonly Provenance[]][] = [
    ['name', name, unitc],
    ['version', version.value, version.from],
    ['summary', `${kind} as a system container`, unitc],
    // Without this one `atomic install` takes it for an image of docker.
    ['atomic.type', 'system', unitc],
  ];
  const lines: [string, readonly Provenance[]][] = [
    [`# ${context.header}`, unitc],
    ['#', unitc],
    [`#   podman build --tag ${pushed.value} .`, pushed.from],
    [
      `#   atomic install --system --system-package=no --name=${name} ${pushed.value}`,
      mergeProvenance(pushed.from, unitc),
    ],
    ...(hasShell
      ? []
      : ([
          ['', unitc],
          ['# The image of the program has no shell for the start script.', image.from],
          [`ARG SHELL_IMAGE=${shellImage}`, unitc],
          [`FROM \${SHELL_IMAGE} AS shell`, unitc],
        ] satisfies [string, readonly Provenance[]][])),
    ['', unitc],
    [`FROM ${image.value}`, image.from],
    ...labels.map(([key, value, from]): [string, readonly Provenance[]] => [`LABEL ${key}=${quoted(value)}`, from]),
    ['COPY exports /exports', unitc],
    [`COPY start ${startPath}`, unitc],
    ...(hasShell
      ? []
      : [['COPY --from=shell /bin/busybox /bin/sh', image.from] satisfies [string, readonly Provenance[]]]),
  ];
  return rootFile({
    ...{ path: 'Containerfile', kind: 'text', component: name },
    content: lines.map(([text]) => `${text}\n`).join(''),
    lines: lines.map(([, from]) => ({ from })),
  });
}

/** In double quotes `\`, `"` and `$` mean something. */
function quoted(text: string): string {
  return `"${text.replace(/["\\$]/g, '\\$&')}"`;
}

export function startScript({ name }: Workload, context: TargetContext): FileArtifact {
  return scriptFile({ template: 'manifests/system-container/start', path: 'start', component: name }, context);
}
