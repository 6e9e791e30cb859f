import type { FileArtifact } from '../../tree/artifact.ts';
import { imageFile } from './image-file.ts';

/** systemd.preset(5): enables the units where they are preset, before what the system says of all others. */
export function preset(name: string, units: readonly string[], header: string): FileArtifact {
  return imageFile(
    `usr/lib/systemd/system-preset/80-${name}.preset`,
    `# ${header}\n${units.map((unit) => `enable ${unit}\n`).join('')}`,
  );
}
