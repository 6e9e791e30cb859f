import { z } from 'zod';
import { absolutePath, text } from './scalars.ts';

const keyPair = z.strictObject({ cert: text, key: text });

export const pki = z.strictObject({
  kubernetes: z
    .strictObject({
      dir: absolutePath.describe('Directory that relative names below are in').optional(),
      ca: text,
      server: keyPair,
      serviceAccount: z.strictObject({ public: text, private: text }).optional(),
      kubeletClient: keyPair.describe('How the API servers log in to the kubelets').optional(),
    })
    .optional(),
  etcd: z
    .strictObject({
      dir: absolutePath.optional(),
      ca: text,
      server: keyPair.describe('Needed where hosts run etcd').optional(),
      peer: keyPair.optional(),
      client: keyPair.optional(),
    })
    .optional(),
  kubeconfigs: z
    .strictObject({
      'controller-manager': absolutePath.optional(),
      scheduler: absolutePath.optional(),
      kubelet: absolutePath.optional(),
      proxy: absolutePath.optional(),
      discovery: absolutePath.describe('With which hosts join a cluster of kubeadm').optional(),
    })
    .describe('kubeconfig files by component: controller-manager, scheduler, kubelet, proxy')
    .optional(),
});
