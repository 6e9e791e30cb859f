/** Where a reference of the catalogue can be read. */

/** Of `systemd.service(5)`, of podman's pages, of a URL; undefined for a file of a source tree. */
export function referenceUri(reference: string): string | undefined {
  if (reference.startsWith('https://')) return reference;
  const [, page] = /^([a-z][a-z0-9.-]*)\([0-9]\)$/.exec(reference) ?? [];
  if (page === undefined) return undefined;
  if (page.startsWith('podman'))
    return `https://docs.podman.io/en/latest/markdown/${page}.${sectionOf(reference)}.html`;
  if (!page.startsWith('systemd')) return undefined;
  return `https://www.freedesktop.org/software/systemd/man/latest/${page}.html`;
}

function sectionOf(reference: string): string {
  return reference.slice(-2, -1);
}
