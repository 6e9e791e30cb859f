/** What stands below the options of every help: three examples and the exit codes. */

function list(...commands: readonly [string, string][]): string {
  const width = Math.max(...commands.map(([command]) => command.length));
  return `Examples:\n${commands.map(([command, what]) => `  ${command.padEnd(width)}  ${what}\n`).join('')}`;
}

export const examples = {
  unitc: list(
    ['unitc check cluster.yaml', 'find every problem'],
    ['unitc build cluster.yaml', 'list what each host gets'],
    ['unitc build cluster.yaml -o OUT', 'write OUT/<host>/…'],
  ),
  check: list(
    ['unitc check cluster.yaml', 'one spec'],
    ['unitc check --strict --format concise *.yaml', 'many; warnings count'],
    ['unitc check - < cluster.yaml', 'from standard input'],
  ),
  build: `Files in a directory that unitc did not make, or that were edited since, are never overwritten:
they are obstacles, and nothing is written. An existing archive is a product and is replaced.

${list(
  ['unitc build cluster.yaml -o OUT --check', 'is OUT up to date?'],
  ["unitc build cluster.yaml -o 'dist/{host}.tar.gz'", 'an archive for each host'],
  ['unitc build cluster.yaml --host master-1 -o - | ssh root@master-1 tar -x -C /', 'unpack on a host'],
)}`,
  why: list(
    ['unitc why cluster.yaml master-1:/etc/systemd/system/etcd.service', 'every line'],
    ['unitc why cluster.yaml master-1:/etc/etcd/etcd.conf:3', 'line 3'],
    ['unitc why --format json cluster.yaml master-1:etc/etcd/etcd.conf', 'for programs'],
  ),
  explain: list(
    ['unitc explain UC600', 'by code'],
    ['unitc explain foreign-file', 'by name'],
    ['unitc explain --all --format json', 'the whole catalogue'],
  ),
  schema: list(
    ['unitc schema > unitc.schema.json', 'for an editor'],
    ['unitc schema | jq .properties.hosts', 'one part'],
    ['unitc schema -C project > schema.json', 'from elsewhere'],
  ),
  version: list(
    ['unitc version', 'for people'],
    ['unitc version --format json', 'for programs'],
    ['unitc --help', 'the commands'],
  ),
};

export const exitCodes = `Exit codes:
  0 done and clean; 1 the input has problems, or --check found differences;
  2 it could not be done (usage, unreadable file, something in the way); 3 a bug of unitc
`;
