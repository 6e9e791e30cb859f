/** What stands below the options of every help: examples and the exit codes. */

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
    ['unitc check git::cluster.yaml', 'what is staged; git:REV:cluster.yaml is that of a revision'],
    ['unitc check -v cluster.yaml', 'list the ports that each host has open, too'],
  ),
  lint: `Errors are what systemd refuses or skips, warnings what it reads in another way than it looks; unitc explain
says more of each code. A comment above a line takes a finding away: # unitc-ignore UC331: its reason

${list(
  ['unitc lint web.service web.container', 'files'],
  ['unitc lint --systemd 252 OUT', 'what build wrote, of each host'],
  ['unitc lint RPMS/*.rpm', 'packages, with their scriptlets, for hosts with rpm-ostree'],
  ['unitc lint --strict --off UC338 --format github units/', 'in CI'],
  ['unitc lint - --stdin-filename web.service < web.service', 'from standard input'],
)}`,
  build: `Files in a directory that unitc did not make, or that were edited since, are never overwritten:
they are obstacles, and nothing is written. An existing archive is a product and is replaced.

${list(
  ['unitc build cluster.yaml -o OUT --check', 'is OUT up to date?'],
  ["unitc build cluster.yaml -o 'dist/{host}.tar.gz'", 'an archive for each host'],
  ["unitc build cluster.yaml -o 'dist/{host}.ign'", 'an Ignition config for the first boot of each'],
  ['unitc build cluster.yaml --as rpm -o RPMS', 'packages, by rpmbuild'],
  ['unitc build cluster.yaml --as containerfile --base IMAGE -o DIR', 'an image of the system, for bootc'],
  ['unitc build cluster.yaml --host master-1 -o - | ssh root@master-1 tar -x -C /', 'unpack on a host'],
)}`,
  diff: `A side is a spec, a directory or an archive that build wrote, a package or a directory of them, the root of a
host, a unit file, or git:REV:PATH: one of these in a revision, read without a checkout, or in what is staged,
git::PATH. One name alone is the work tree's against HEAD. Formats: text, concise, json, unified (a patch for
git apply) and those of docs/diff.md. What looks like a secret is not shown.

${list(
  ['unitc diff cluster.yaml', 'what is not committed yet, against HEAD'],
  ['unitc diff git:HEAD git::cluster.yaml', 'what is staged'],
  ['unitc diff git:main cluster.yaml --exit-code', 'a branch against main; 1 where they differ'],
  ['unitc diff OUT cluster.yaml --text | git apply --directory=OUT', 'what build would change in OUT'],
  ['unitc diff git:main cluster.yaml --format html > diff.html', 'a page for a reviewer'],
  ['unitc diff old.rpm new.rpm', 'two packages'],
)}`,
  graph: `A line runs from what starts first to what starts after it: whole where that needs it, dotted where it only
waits. A dashed line is a need that nobody waits for. The longest chain of units that wait for each other is
marked; files say who waits, and not how long. What [Install] says is taken to be enabled.

${list(
  ['unitc graph cluster.yaml', 'a list for each host, in the order of the starts'],
  ['unitc graph cluster.yaml --as svg > boot.svg', 'a picture, for a page that is light or dark'],
  ['unitc graph cluster.yaml --as mermaid --host master-1', 'for a page of GitHub or GitLab'],
  ['unitc graph cluster.yaml --against git:HEAD --as svg', 'with what a change restarts'],
  ['unitc graph / --unit docker', 'of this machine: docker, and what it and others name with it'],
)}`,
  show: list(
    ['unitc show master-1.tar.gz', 'what an archive holds'],
    ["unitc show cluster.yaml --only '*.service' --host master-1", 'units of a host, compiled in memory'],
    ['git config diff.unitc.textconv "unitc show"', 'git compares archives and packages by it'],
  ),
  plan: `Signs: + is new, ~ is changed, - goes, ! is kept because it was edited on the host. What runs is taken to be
what a boot starts. The host does the same by /usr/local/libexec/unitc/apply, which is in its tree.

${list(
  ['unitc plan cluster.yaml --root /', 'on the host itself'],
  ['unitc plan cluster.yaml --against OUT', 'against what was built before'],
  ['unitc plan cluster.yaml --root /mnt --host node-1', 'a disk that is mounted here'],
)}`,
  cat: `What is printed is a unit file that systemd reads with the same effect: drop-ins, resets and the links of
.wants directories are worked in, what systemd ignores is left out. Links below the root stay below it.

${list(
  ['unitc cat docker', 'of this host'],
  ['unitc cat --root OUT master-1:docker.service', 'of a host that build wrote'],
  ['unitc cat --root master-1.tar --format json getty@tty1', 'of an archive, for programs'],
)}`,
  verify: `By the manifest: missing, edited (configuration), changed, mode, owner, and foreign: not listed, among our helpers
or as a drop-in of our units; and hidden: a package's unit, by one of its name in /etc or /run. Owners are looked
at in archives and below /.

${list(
  ['unitc verify /', 'on the host itself'],
  ['unitc verify OUT', 'every host that build wrote'],
  ['unitc verify master-1.tar', 'an archive'],
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
