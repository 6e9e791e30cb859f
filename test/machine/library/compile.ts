/** The tarball under test, made by the real command line. */
import path from 'node:path';
import { must } from './command.ts';

/** Compiles a spec with a project's built `unitc` into FOLDER/HOST.tar. */
export async function compileTar(project: string, spec: string, folder: string): Promise<void> {
  const program = path.join(project, 'dist/cli/main.js');
  await must(process.execPath, [program, 'build', spec, '--as', 'tar', '-o', path.join(folder, '{host}.tar')]);
}
