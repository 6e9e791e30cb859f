import type { FileArtifact } from '../../tree/artifact.ts';

/** A file of a package or an image as a whole, of no component. */
export function imageFile(path: string, content: string): FileArtifact {
  const origin = { component: 'host', lines: [] };
  return { type: 'file', kind: 'text', path, mode: 0o644, owner: 'root', group: 'root', content, origin };
}
