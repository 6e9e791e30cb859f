#!/usr/bin/sh
# As the image's own: the file wins over what was set, and what is not in the environment already is not exported.
NAME=${NAME:-$HOSTNAME}
export ETCD_NAME=${ETCD_NAME:-$HOSTNAME}
export ETCD_DATA_DIR=/var/lib/etcd/${NAME}.etcd
if [ -f /etc/etcd/etcd.conf ]; then . /etc/etcd/etcd.conf; fi
exec "$@"
