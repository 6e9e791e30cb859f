/** What hosts get besides their programs. */
import { z } from 'zod';
import { formats } from '../formats.ts';
import { absolutePath, formatted, name, scalar, text } from './scalars.ts';

export const cloud = z.strictObject({
  provider: name.describe('Cloud provider: openstack, aws, external, …'),
  configFile: absolutePath.describe('Its configuration, a file that is on the hosts').optional(),
  config: z
    .record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)])))
    .describe('Its configuration, written to /etc/kubernetes/cloud.conf: sections, keys and values; never secrets')
    .optional(),
});

export const kubectlMode = z.enum(['copy', 'wrapper', 'none']);

export const kubectl = z.strictObject({
  by: kubectlMode.describe('copied from an image, a script that runs it in a container, or not at all').optional(),
  image: text.describe('Image that has it, with a tag or a digest').optional(),
  command: absolutePath.describe('Path of kubectl in the image, where it is not the usual one').optional(),
});

export const packages = z.strictObject({
  install: z.array(formatted(formats.packageName)).describe('Packages that rpm-ostree layers').optional(),
  repositories: z
    .record(z.string(), z.record(z.string(), scalar))
    .describe('Files below /etc/yum.repos.d by name, with the keys of dnf.conf(5)')
    .optional(),
});

export const rpm = z.strictObject({
  version: formatted(formats.rpmVersion).describe('Version of the packages').optional(),
  release: formatted(formats.rpmVersion).describe('Release of that version').optional(),
  license: formatted(formats.line).describe('SPDX expression: Apache-2.0').optional(),
  changelog: z
    .array(
      z.strictObject({
        date: formatted(formats.date).describe('Day: 2026-01-31'),
        by: formatted(formats.person).describe('Who: Jane Doe <jane@example.org>'),
        version: formatted(formats.rpmFullVersion).describe('Version and release: 1.0-1').optional(),
        changes: z.array(formatted(formats.line)).min(1).describe('What changed'),
      }),
    )
    .describe('What the changelog of the packages says')
    .optional(),
});
