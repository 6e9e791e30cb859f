#!/bin/sh
# build-kubeadm.sh DIRECTORY: kubeadm 1.20.2 from Debian 12's source package, once, as DIRECTORY/kubeadm.
# Needs what test/support/kubernetes-source does; about two minutes and 1.5 GB meanwhile.
set -eu
[ ! -x "$1/kubeadm" ] || exit 0
mkdir -p "$1"
out=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$(dirname "$0")/../support/kubernetes-source" "$work"
cd "$work"/kubernetes-*/
export PATH="/usr/lib/go-1.19/bin:$PATH" GOPATH="$PWD/.go" CGO_ENABLED=0 HOME="$work" GOCACHE="$work/gocache"
export GOPROXY=off GO111MODULE=off
cd .go/src/k8s.io/kubernetes
version=k8s.io/kubernetes/vendor/k8s.io/component-base/version
go build -o "$out/kubeadm.new" -ldflags "-s -w -X $version.gitVersion=v1.20.2 -X $version.gitMajor=1 -X $version.gitMinor=20" ./cmd/kubeadm
mv "$out/kubeadm.new" "$out/kubeadm"
