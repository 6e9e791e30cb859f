/** `info` of a system container: the path says whose it is, and it names the image that the container is to be of. */

/** The container whose info lies at a path; `containers` is the directory of all. */
export function containerOf(path: string, containers: string): string | undefined {
  return new RegExp(`^${containers}/([^/]+)\\.0/info$`).exec(`/${path}`)?.[1];
}

/** Whether the unit is the one that atomic would have written from the image: it does not call slot. */
export function hasUnitOfAtomic(info: string): boolean {
  return /^ *"EXEC_START": /m.test(info);
}

/** By the line that the programs on the host read. */
export function imageIn(info: string): string {
  return /^ *"image": *"([^"\\]*)",? *$/m.exec(info)?.[1] ?? '';
}
