import { visible } from '../../report/visible.ts';
import type { Artifact } from '../../tree/artifact.ts';
import type { FileTree } from '../../tree/file-tree.ts';
import { octalMode } from '../../tree/octal-mode.ts';

/** Mode, size and path of what each host gets. */
export function listing(trees: ReadonlyMap<string, FileTree>): string {
  return [...trees].map(([host, tree]) => `${host}\n${[...tree].map(line).join('')}`).join('\n');
}

function line(artifact: Artifact): string {
  const path = visible(artifact.path);
  if (artifact.type === 'symlink') return `  link  ${' '.repeat(7)}  ${path} -> ${visible(artifact.target)}\n`;
  const mode = octalMode(artifact.mode);
  if (artifact.type === 'directory') return `  ${mode}  ${' '.repeat(7)}  ${path}/\n`;
  return `  ${mode}  ${String(Buffer.byteLength(artifact.content)).padStart(7)}  ${path}\n`;
}
