/** Writes the outputs of all golden cases and removes what they no longer have. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expectedFiles, goldenCases, goldenFiles, goldenRoot, goldenTrees } from '../test/support/golden-case.ts';

function update(name: string): void {
  const directory = path.join(goldenRoot, name);
  const expected = expectedFiles(name);
  for (const [file, content] of goldenFiles(name)) {
    if (expected.get(file) === content) continue;
    rmSync(path.join(directory, file));
    console.log(`${expected.has(file) ? 'changed' : 'removed'} golden/${name}/${file}`);
  }
  const left = goldenFiles(name);
  for (const [file, content] of expected) if (!left.has(file)) write(path.join(directory, file), content);
  setModes(name);
}

function write(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  if (content.startsWith('-> ')) symlinkSync(content.slice(3), file);
  else writeFileSync(file, content);
}

/** git keeps whether a file is executable; the manifests have the exact modes. */
function setModes(name: string): void {
  for (const [folder, tree] of goldenTrees(name)) {
    for (const artifact of tree) {
      if (artifact.type !== 'file') continue;
      const executable = (artifact.mode & 0o100) !== 0;
      chmodSync(path.join(goldenRoot, name, folder, artifact.path), executable ? 0o755 : 0o644);
    }
  }
}

const names = goldenCases();
for (const name of names) update(name);
console.log(`${names.length} golden cases are up to date`);
