#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/tools/fresh.sh [demo|test|package]: the last commit, cloned into a bare Debian 12, does
# `./dev demo --once` or `./dev test` with nothing typed before; or the Debian package of this tree, built here, is
# installed there and does what tests/tools/installed.sh asks of it. Needs root, for chroot.
#
# How packages and certificates are reached is this machine's business, so it is taken over from this machine:
# its Debian 12 sources of apt, its proxies, its own certificate authorities, its npm registry. The compiler
# cache is shared; STAPWIJS_FRESH_COLD=1 leaves it out.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."

case ${1:-demo} in
  demo) run=(./dev demo --once) ;;
  test) run=(./dev test) ;;
  package) run=(bash tests/tools/installed.sh /root/stapwijs.deb) ;;
  *) echo "fresh: demo, test or package, not '$1'" >&2; exit 2 ;;
esac
((EUID == 0)) || { echo "fresh: has to be root, to make and enter a chroot" >&2; exit 2; }

work=$(mktemp -d "${STAPWIJS_FRESH_DIR:-/var/tmp}/stapwijs-fresh.XXXXXX")
root=$work/root
[[ ${1:-} != package ]] || ./dev package
trap 'rm -rf --one-file-system "$work"' EXIT

# Debian's own Debian 12 entries, of either form; whatever else this machine uses stays outside.
debian_sources() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [[ -f $file ]] || continue
    if grep -Eq '^(deb |URIs:).*/debian' "$file" &&
      grep -Eq '^(deb .*|Suites:.*) bookworm(-updates|-security)?( |$)' "$file" &&
      grep -Eq '^(deb .*|Components:.*) main( |$)' "$file"; then
      echo "$file"
    fi
  done
}

# Only what leads to the outside: proxies, and how strictly dates are checked.
apt-config dump | grep -E '^Acquire::(https?::(Proxy|CaInfo|Verify)|Check-|Retries)' >"$work/apt.conf" || true

echo "Making a bare Debian 12"
began=$SECONDS
mapfile -t sources < <(debian_sources)
mmdebstrap --quiet --variant=apt --include=ca-certificates --aptopt="$work/apt.conf" \
  bookworm "$root" "${sources[@]}"
cp /etc/resolv.conf "$root/etc/resolv.conf"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$root/usr/local/share/ca-certificates/" \; \
  2>/dev/null || true
chroot "$root" update-ca-certificates >/dev/null 2>&1

[[ -z $(git status --porcelain) ]] || echo "What is not committed is not in the clone."
git clone -q --no-hardlinks . "$root/root/stapwijs"
[[ ${1:-} != package ]] || cp build/package/*.deb "$root/root/stapwijs.deb"
echo "Cloned $(git rev-parse --short HEAD); the bare Debian took $((SECONDS - began)) s"

environment=(
  HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin CI=true
  NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
  [[ -z ${!name:-} ]] || environment+=("$name=${!name}")
done
if command -v npm >/dev/null; then
  environment+=("npm_config_registry=$(npm config get registry)")
fi

cache=$work/ccache
if [[ -z ${STAPWIJS_FRESH_COLD:-} ]] && command -v ccache >/dev/null; then
  cache=$(ccache --get-config cache_dir)
fi
mkdir -p "$cache" "$root/root/.cache/ccache"

# Mounts and processes live in namespaces of their own and end with them, a server left behind included.
began=$SECONDS status=0
export root cache
# shellcheck disable=SC2016 # the inner shell expands these
unshare --mount --pid --fork --kill-child --propagation private bash -c '
  set -e
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --bind "$cache" "$root/root/.cache/ccache"
  mount -t tmpfs tmpfs "$root/tmp"
  exec chroot "$root" env -i "$@" </dev/null
' fresh "${environment[@]}" bash -c 'cd /root/stapwijs && exec "$@"' fresh "${run[@]}" || status=$?
echo "fresh: '${run[*]}' in a bare Debian 12 ended with $status after $((SECONDS - began)) s"
exit "$status"
