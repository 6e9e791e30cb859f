/** The tarball under test, made by the real command line. */
import path from 'node:path';
import { must } from './command.ts';

/** Compiles a spec with a project's built `unitc` into FOLDER/HOST.tar. */
export async function compileTar(project: string, spec: string, folder: string): Promise<void> {
  const program = path.join(project, 'dist/cli/main.js');
  await must(process.execPath, [program, 'build', spec, '--as', 'tar', '-o', path.join(folder, '{host}.tar')]);
}

/** Writes the build context of a component's image, as `podman build FOLDER` takes it. */
export async function compileContext(
  project: string,
  { spec, component }: { readonly spec: string; readonly component: string },
  folder: string,
): Promise<void> {
  await must(process.execPath, [path.join(project, 'dist/cli/main.js'), 'image', spec, component, '-o', folder]);
}
