/** The images of the clusters: each has its program and nothing else, no shell and no library. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../../machine/library/command.ts';
import { writeOciArchive } from '../../machine/library/oci-archive.ts';
import type { Base } from '../../machine/library/rootfs.ts';
import { clusterDir } from './kubernetes.ts';

export const registry = 'registry.lab:5000';

export interface Image {
  /** Repository and tag, below the registry. */
  readonly reference: string;
  /** File in the folder of archives. */
  readonly archive: string;
}

interface Content {
  readonly reference: string;
  /** From files of this machine to their places in the image. */
  readonly files: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
}

const controlPlane = ['apiserver', 'controller-manager', 'scheduler'] as const;

/** Upstream's image and that of the distributions, which have their programs in different places. */
function contents(programs: string, rootfs: string, pod: string): Content[] {
  const upstream = controlPlane.map((name) => ({
    reference: `kube-${name}:v1.20.2`,
    files: { [path.join(programs, `kube-${name}`)]: `/usr/local/bin/kube-${name}` },
  }));
  const distribution = controlPlane.map((name) => ({
    reference: `centos/kubernetes-${name}:1.20.2`,
    files: {
      [path.join(programs, `kube-${name}`)]: `/usr/bin/kube-${name}`,
      // As in the packages, kubectl comes with the API server.
      ...(name === 'apiserver' ? { [path.join(rootfs, 'usr/bin/kubectl')]: '/usr/bin/kubectl' } : {}),
    },
  }));
  const pods = ['pause:3.2', 'web:1'].map((reference) => ({
    reference,
    files: { [pod]: '/pod' },
    entrypoint: ['/pod'],
  }));
  return [...upstream, ...distribution, ...pods];
}

function archiveOf(reference: string): string {
  return `${reference.replaceAll(/[/:]/g, '_')}.oci.tar`;
}

async function archive(content: Content, file: string): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'unitc-image-'));
  try {
    for (const [from, to] of Object.entries(content.files)) {
      mkdirSync(path.join(work, 'root', path.dirname(to)), { recursive: true });
      await must('cp', ['--reflink=auto', from, path.join(work, 'root', to)]);
    }
    await must('tar', ['-C', path.join(work, 'root'), '-cf', path.join(work, 'layer.tar'), '.']);
    await writeOciArchive(path.join(work, 'layer.tar'), file, { compressed: true, ...content });
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Archives of all images, made where they are not there yet: beside the programs, and etcd's beside the root file system. */
export async function images(programs: string, made: Base, folder: string): Promise<Image[]> {
  const pod = path.join(folder, 'pod');
  await must('gcc', ['-static', '-Os', '-Wall', '-Wextra', '-Werror', '-o', pod, path.join(clusterDir, 'pod.c')]);
  const all = contents(programs, made.rootfs, pod);
  for (const content of all) {
    const file = path.join(folder, archiveOf(content.reference));
    // The big ones outlive the run.
    const kept = content.reference.includes('kube') ? path.join(programs, path.basename(file)) : file;
    if (!existsSync(kept)) {
      await archive(content, `${kept}.${process.pid}`);
      renameSync(`${kept}.${process.pid}`, kept);
    }
    if (kept !== file) await must('ln', [kept, file]);
  }
  const etcd = 'coreos/etcd:v3.4.23';
  await writeOciArchive(made.etcdTar, path.join(folder, archiveOf(etcd)), { compressed: true });
  return [...all.map(({ reference }) => reference), etcd].map((reference) => ({
    reference,
    archive: archiveOf(reference),
  }));
}
