/**
 * What `bootc container lint` has against files that an image adds, known before it is built. Its other rules look at
 * what the base image is: a kernel, composefs, /sysroot, the directories of the API.
 */
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';

interface BootcRule {
  /** As bootc calls it; `usr-local` and `opt` it has not, but the documentation of its base images. */
  readonly name: string;
  readonly breaks: (artifact: Artifact) => boolean;
  /** Completes "PATH …". */
  readonly why: string;
}

const below =
  (...roots: readonly string[]) =>
  ({ path }: Artifact) =>
    roots.some((root) => path === root || path.startsWith(`${root}/`));

const rules: readonly BootcRule[] = [
  { name: 'var-run', breaks: below('var/run'), why: 'would be in a directory where the system has a link to /run' },
  { name: 'var-tmpfiles', breaks: below('var'), why: 'would reach a host once, and no newer image would change it' },
  { name: 'nonempty-run-tmp', breaks: below('run', 'tmp'), why: 'would be hidden by what is mounted there' },
  { name: 'nonempty-boot', breaks: below('boot'), why: 'would be hidden by what is mounted there' },
  { name: 'etc-usretc', breaks: below('usr/etc'), why: 'would stand beside /etc, of which bootc makes /usr/etc' },
  { name: 'kernel', breaks: below('usr/lib/modules'), why: 'would look like a second kernel' },
  {
    name: 'bootc-kargs',
    breaks: below('usr/lib/bootc/kargs.d'),
    why: 'would be arguments of the kernel, which unitc does not write',
  },
  {
    name: 'sysusers',
    breaks: below('etc/passwd', 'etc/group', 'etc/shadow', 'etc/gshadow'),
    why: 'would bring accounts without sysusers.d',
  },
  {
    name: 'etc-uid-drift',
    breaks: (artifact) => below('etc')(artifact) && (artifact.owner !== 'root' || artifact.group !== 'root'),
    why: 'would belong to a number that another image may give to somebody else',
  },
  {
    name: 'buildah-injected',
    breaks: below('etc/hostname', 'etc/resolv.conf'),
    why: 'would be taken for what container engines put there',
  },
  { name: 'usr-local', breaks: below('usr/local'), why: 'would be where some base images have a link into /var' },
  { name: 'opt', breaks: below('opt', 'root', 'home', 'srv', 'mnt'), why: 'would be in a directory that /var has' },
];

export interface BootcProblem {
  readonly rule: string;
  readonly path: string;
  readonly why: string;
}

/** The first rule for each path, in the order of the tree. */
export function bootcProblems(tree: FileTree): BootcProblem[] {
  return [...tree].flatMap((artifact) => {
    const broken = rules.find(({ breaks }) => breaks(artifact));
    return broken === undefined ? [] : [{ rule: broken.name, path: artifact.path, why: broken.why }];
  });
}
