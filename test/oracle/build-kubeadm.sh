#!/bin/sh
# build-kubeadm.sh DIRECTORY: kubeadm 1.20.2 from Debian 12's source package, once, as DIRECTORY/kubeadm.
# Needs golang-1.19-go, golang-github-modern-go-reflect2-dev and dpkg-dev; about two minutes and 1.5 GB meanwhile.
set -eu
[ ! -x "$1/kubeadm" ] || exit 0
mkdir -p "$1"
out=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir -p lists/partial cache/archives/partial
sed 's/^Types: .*/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources >src.sources
set -- -qq -o "Dir::Etc::SourceList=$work/src.sources" -o Dir::Etc::SourceParts=/dev/null \
  -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root
apt-get "$@" update
apt-get "$@" source kubernetes >/dev/null
cd kubernetes-1.20*/
# The source's own copy ends in a panic when it was built with Go 1.18 or newer.
rm vendor/github.com/modern-go/reflect2/*.go
cp /usr/share/gocode/src/github.com/modern-go/reflect2/*.go vendor/github.com/modern-go/reflect2/
mkdir -p .go/src/k8s.io
ln -s ../../.. .go/src/k8s.io/kubernetes
export PATH="/usr/lib/go-1.19/bin:$PATH" GOPATH="$PWD/.go" CGO_ENABLED=0 HOME="$work" GOCACHE="$work/gocache"
export GOPROXY=off GO111MODULE=off
cd .go/src/k8s.io/kubernetes
version=k8s.io/kubernetes/vendor/k8s.io/component-base/version
go build -o "$out/kubeadm.new" -ldflags "-s -w -X $version.gitVersion=v1.20.2 -X $version.gitMajor=1 -X $version.gitMinor=20" ./cmd/kubeadm
mv "$out/kubeadm.new" "$out/kubeadm"
