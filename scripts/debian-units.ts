/**
 * Makes the list of packages whose units the oracle tests read, with the versions that the mirror has now:
 * node scripts/run-ts.mjs scripts/debian-units.ts [PACKAGE…] > test/oracle/corpus/debian-units.json
 * Without packages: those of the list.
 */
import { fetchPackages, listedPackages } from '../test/oracle/corpus/debian-units.ts';

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : [...(await listedPackages()).keys()];
const packages = await fetchPackages(new Map(names.sort().map((name) => [name, undefined])));
const rows = packages
  .filter(({ files }) => files.size > 0)
  .map(
    ({ name, version, files }) => `  ${JSON.stringify(name)}: ${JSON.stringify({ version, files: [...files.keys()] })}`,
  );
process.stdout.write(`{\n${rows.join(',\n')}\n}\n`);
