/** A disk for etcd's data that can be filled, and the way back to the old one. */
const directory = '/var/lib/etcd';
const kept = '/var/lib/etcd.kept';
const filler = `${directory}/filler`;

/** Two segments of the write-ahead log are 128 MB; what is put below does not fit into the rest once that is filled. */
export const smallDisk = `systemctl stop etcd && cp -a ${directory} ${kept} && \
mount -t tmpfs -o size=250m,mode=0700 tmpfs ${directory} && cp -a ${kept}/. ${directory} && rm -r ${kept} && \
systemctl start etcd`;
export const largeDisk = `systemctl stop etcd && cp -a ${directory} ${kept} && \
umount ${directory} && rm -r ${directory} && mv ${kept} ${directory} && systemctl start etcd`;

export const fillDisk = `cat /dev/zero > ${filler}`;
export const emptyDisk = `rm ${filler}`;

/** Puts a large value. */
export function putLarge(number: number): string {
  return `head -c 600000 /dev/urandom | base64 -w0 | etcdctl put large-${number}`;
}
