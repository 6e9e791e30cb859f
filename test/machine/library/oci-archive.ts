/** An image in a file, as `skopeo copy … oci-archive:FILE` leaves it (OCI image-spec "Image Layout"). */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { must } from './command.ts';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function addBlob(layout: string, kind: string, content: Buffer): Descriptor {
  const hash = sha256(content);
  writeFileSync(path.join(layout, 'blobs/sha256', hash), content);
  return { mediaType: `application/vnd.oci.image.${kind}`, digest: `sha256:${hash}`, size: content.length };
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

export interface ImageOptions {
  /** For a registry, which then gets the layer as it is. */
  readonly compressed?: boolean;
  readonly entrypoint?: readonly string[];
}

/** Makes an image of one layer, the tar of a root file system. */
export async function writeOciArchive(tar: string, archive: string, options: ImageOptions = {}): Promise<void> {
  const layout = mkdtempSync(path.join(tmpdir(), 'unitc-oci-'));
  try {
    mkdirSync(path.join(layout, 'blobs/sha256'), { recursive: true });
    const content = readFileSync(tar);
    const layer = options.compressed
      ? addBlob(layout, 'layer.v1.tar+gzip', gzipSync(content, { level: 1 }))
      : addBlob(layout, 'layer.v1.tar', content);
    const rootfs = { type: 'layers', diff_ids: [`sha256:${sha256(content)}`] };
    const program = options.entrypoint === undefined ? {} : { Entrypoint: options.entrypoint };
    const config = addBlob(
      layout,
      'config.v1+json',
      json({ architecture: 'amd64', os: 'linux', config: program, rootfs }),
    );
    const manifest = addBlob(layout, 'manifest.v1+json', json({ schemaVersion: 2, config, layers: [layer] }));
    writeFileSync(path.join(layout, 'index.json'), json({ schemaVersion: 2, manifests: [manifest] }));
    writeFileSync(path.join(layout, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
    await must('tar', ['-C', layout, '-cf', archive, '.']);
  } finally {
    rmSync(layout, { recursive: true });
  }
}
