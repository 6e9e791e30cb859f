/** The images of the lab: the stand-in under the three components' names, and etcd from Debian's packages. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from './command.ts';
import { sourceDir } from './project.ts';

export const components = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const;
export type Component = (typeof components)[number];

export const images: Readonly<Record<Component | 'etcd', string>> = {
  'kube-apiserver': 'registry.lab:5000/centos/kubernetes-apiserver:1.5.2',
  'kube-controller-manager': 'registry.lab:5000/centos/kubernetes-controller-manager:1.5.2',
  'kube-scheduler': 'registry.lab:5000/centos/kubernetes-scheduler:1.5.2',
  etcd: 'registry.lab:5000/coreos/etcd:v3.1.0',
};

/** It runs on the host, where there is a shell. */
const kubectl = '#!/bin/sh\necho "kubectl of the image: $*"\n';

/** Compiles the stand-in and writes COMPONENT.tar for each component into a folder. */
export async function buildStandIns(folder: string): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'unitc-stand-in-'));
  try {
    const program = path.join(work, 'stand-in');
    const source = path.join(sourceDir, 'stand-in.c');
    await must('gcc', ['-static', '-Os', '-Wall', '-Wextra', '-Werror', '-o', program, source]);
    for (const component of components) {
      const root = path.join(work, component);
      mkdirSync(path.join(root, 'usr/bin'), { recursive: true });
      await must('cp', [program, path.join(root, 'usr/bin', component)]);
      if (component === 'kube-apiserver') writeFileSync(path.join(root, 'usr/bin/kubectl'), kubectl, { mode: 0o755 });
      await must('tar', ['-C', root, '-cf', path.join(folder, `${component}.tar`), '.']);
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}
