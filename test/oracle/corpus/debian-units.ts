/** Unit files of Debian packages, fetched from the mirror that apt is set up with and kept in .cache. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import tar from 'tar-stream';

const run = promisify(execFile);
/** Below the directory of the project, from which tests and scripts run. */
const cache = '.cache/debian-units';
const list = 'test/oracle/corpus/debian-units.json';
const perDownload = 100;

export interface ListedPackage {
  readonly version: string;
  /** Below …/systemd/system: units and drop-ins, sorted by bytes. */
  readonly files: readonly string[];
}

export interface FetchedPackage {
  readonly name: string;
  readonly version: string;
  /** Content by the path below …/systemd/system; links are left out. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const unitFile =
  /^(?:\.\/)?(?:usr\/|usr\/local\/)?(?:lib|etc)\/systemd\/system\/((?:[^/]+\.d\/)?[^/]+\.(?:service|socket|target|device|mount|automount|swap|timer|path|slice|conf))$/;

/** By name of the package. The list is made by scripts/debian-units.ts. */
export async function listedPackages(): Promise<ReadonlyMap<string, ListedPackage>> {
  const text = await readFile(list, 'utf8');
  return new Map(Object.entries(JSON.parse(text) as Record<string, ListedPackage>)); // ours: made by the script
}

/** A version that the mirror no longer has is replaced by the one that it has; a package that it has not is left out. */
export async function fetchPackages(wanted: ReadonlyMap<string, string | undefined>): Promise<FetchedPackage[]> {
  await mkdir(cache, { recursive: true });
  const versions = await availableVersions([...wanted.keys()]);
  const chosen = [...wanted].flatMap(([name, version]) => {
    const available = versions.get(name) ?? [];
    const one = version !== undefined && available.includes(version) ? version : available[0];
    return one === undefined ? [] : [{ name, version: one }];
  });
  const cached = new Set(await readdir(cache));
  const missing = chosen.filter((one) => !cached.has(cacheName(one)));
  for (let i = 0; i < missing.length; i += perDownload) await download(missing.slice(i, i + perDownload));
  return Promise.all(chosen.map(readCached));
}

interface Chosen {
  readonly name: string;
  readonly version: string;
}

/** The best one first. */
async function availableVersions(names: readonly string[]): Promise<Map<string, string[]>> {
  const { stdout } = await run('apt-cache', ['madison', ...names], { maxBuffer: 1 << 26 });
  const versions = new Map<string, string[]>();
  for (const line of stdout.split('\n')) {
    const [name = '', version = '', source = ''] = line.split('|').map((field) => field.trim());
    if (source.endsWith('Packages')) versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return versions;
}

async function download(packages: readonly Chosen[]): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'debian-units-'));
  try {
    const names = packages.map(({ name, version }) => `${name}=${version}`);
    const options = ['-qq', '-o', 'APT::Sandbox::User=root', '-o', 'Acquire::Retries=3'];
    await run('apt-get', ['download', ...options, ...names], { cwd: directory, maxBuffer: 1 << 26 });
    const debs = new Map((await readdir(directory)).map((file) => [file.split('_')[0] ?? '', file]));
    for (const one of packages) {
      const deb = debs.get(one.name);
      if (deb === undefined) throw new Error(`apt-get downloaded no ${one.name}`);
      await store(one, await unitsIn(path.join(directory, deb)));
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** dpkg-deb unpacks what Node cannot; the tar is read here. */
async function unitsIn(deb: string): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const child = spawn('dpkg-deb', ['--fsys-tarfile', deb], { stdio: ['ignore', 'pipe', 'inherit'] });
  const extract = tar.extract();
  child.stdout.pipe(extract);
  for await (const entry of extract) {
    const name = unitFile.exec(entry.header.name)?.[1];
    if (name === undefined || entry.header.type !== 'file') entry.resume();
    else files.set(name, await contentOf(entry));
  }
  if (child.exitCode === null) await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`dpkg-deb cannot read ${deb}`);
  return files;
}

async function contentOf(entry: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function cacheName({ name, version }: Chosen): string {
  return `${name}_${encodeURIComponent(version)}.json`;
}

async function store(one: Chosen, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const content = Object.fromEntries([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]));
  const file = path.join(cache, cacheName(one));
  await writeFile(`${file}.${process.pid}`, JSON.stringify(content));
  await rename(`${file}.${process.pid}`, file);
}

async function readCached(one: Chosen): Promise<FetchedPackage> {
  const text = await readFile(path.join(cache, cacheName(one)), 'utf8');
  const content = JSON.parse(text) as Record<string, string>; // ours: written by store()
  const names = Object.keys(content).sort((a, b) => (a < b ? -1 : 1));
  return { ...one, files: new Map(names.map((name) => [name, Buffer.from(content[name] ?? '', 'base64')])) };
}
