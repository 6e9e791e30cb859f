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
  init: list(
    ['unitc init', 'write cluster.yaml'],
    ['unitc init lab/cluster.yaml --example centos-atomic', 'a copy of an example'],
    ['unitc init - | less', 'read it first'],
  ),
  check: list(
    ['unitc check cluster.yaml', 'one spec'],
    ['unitc check --strict --format concise *.yaml', 'many; warnings count'],
    ['unitc check - < cluster.yaml', 'from standard input'],
    ['unitc check -v cluster.yaml', 'list the ports that each host has open, too'],
  ),
  lint: `Errors are what systemd refuses or skips, warnings what it reads in another way than it looks; unitc explain
says more of each code. A comment above a line takes a finding away: # unitc-ignore UC331: its reason

${list(
  ['unitc lint web.service web.container', 'files'],
  ['unitc lint --systemd 252 OUT', 'what build wrote, of each host'],
  ['unitc lint --strict --off UC338 --format github units/', 'in CI'],
  ['unitc lint - --stdin-filename web.service < web.service', 'from standard input'],
)}`,
  build: `Files in a directory that unitc did not make, or that were edited since, are never overwritten:
they are obstacles, and nothing is written. An existing archive is a product and is replaced.

${list(
  ['unitc build cluster.yaml -o OUT --check', 'is OUT up to date?'],
  ["unitc build cluster.yaml -o 'dist/{host}.tar.gz'", 'an archive for each host'],
  ['unitc build cluster.yaml --host master-1 -o - | ssh root@master-1 tar -x -C /', 'unpack on a host'],
)}`,
  diff: `A directory is read by the manifests that build left there: files that it did not write are not looked at.
The manifest itself, which says again what the other files are, is left out. Where one side is a single
host, only that host is compared. The patch is for git apply, which warns of modes that git has not.

${list(
  ['unitc diff OUT cluster.yaml', 'what would build change in OUT?'],
  ['unitc diff old.yaml new.yaml --exit-code', 'do they compile to the same files?'],
  ['unitc build old.yaml --host master-1 -o old.tar; unitc diff old.tar new.yaml', 'with an archive'],
)}`,
  cat: `What is printed is a unit file that systemd reads with the same effect: drop-ins, resets and the links of
.wants directories are worked in, what systemd ignores is left out. Links below the root stay below it.

${list(
  ['unitc cat docker', 'of this host'],
  ['unitc cat --root OUT master-1:docker.service', 'of a host that build wrote'],
  ['unitc cat --root master-1.tar --format json getty@tty1', 'of an archive, for programs'],
)}`,
  images: `One reference a line: what to copy to a mirror. With --format json also what each host pulls, the default
and the upstream image of the component, and where it runs. kubeadm pulls coredns and pause too, which only
kubeadm config images list knows.

${list(
  ['unitc images cluster.yaml', 'every image once'],
  ["unitc images --format json cluster.yaml | jq -r '.images[].pulled'", 'what hosts pull'],
  ['unitc images cluster.yaml | xargs -I IMAGE skopeo inspect docker://IMAGE', 'are they served?'],
)}`,
  image: `DIR is what podman build takes: Containerfile, start script, and the templates in exports/ that the atomic
command fills in on a host. The image is for every host that runs the component, or for one. DIR.manifest.json
beside it says which files are unitc's; files that it did not make are never overwritten.

${list(
  ['unitc image cluster.yaml etcd', 'list what would be in it'],
  ['unitc image cluster.yaml etcd -o etcd && podman build --tag lab/etcd:1 etcd', 'make it'],
  ['unitc image cluster.yaml flanneld -o - | docker build -f Containerfile -', 'without files'],
)}`,
  pki: `The list follows from what the compiled units and configuration files name, so that flags of the spec count.
The script needs a POSIX shell and openssl; it keeps what is there and makes what is missing.

${list(
  ['unitc pki cluster.yaml', 'a table'],
  ['unitc pki --format json cluster.yaml', 'for programs'],
  ['unitc pki --openssl cluster.yaml > make-pki && sh make-pki PKI', 'make PKI/<host>/…'],
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
  parse: `An object has file, loadState (loaded, masked, error, bad-setting: as systemd would say), sections with
their entries, what is effective after resets, and diagnostics. Text that is not UTF-8 is {"base64": …}.

${list(
  ['unitc parse etcd.service', 'one unit'],
  ['unitc parse *.service | jq -c \'.effective["Service.ExecStart"].commands[].argv\'', 'the command lines'],
  ['unitc parse --name getty@tty1.service --expand specifiers - < getty@.service', 'as an instance'],
)}`,
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
  0 done and clean; 1 the input has problems, or --check or --exit-code found differences;
  2 it could not be done (usage, unreadable file, something in the way); 3 a bug of unitc
`;
