#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# tests/tools/installed.sh PACKAGE.deb: installs the package in this system, which has to be one to throw away, and
# uses what was installed: help, a method, a server that answers a call and ends as asked; then removes it again.
set -euo pipefail
package=$1
work=$(mktemp -d)

apt-get -q -o Dpkg::Use-Pty=0 update >/dev/null
DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends -y "$package" >/dev/null
dpkg-query -W stapwijs

stapwijs --help | grep -q serve
stapwijs check /usr/share/stapwijs/methods/welkome_wijk
stapwijs serve --config /etc/stapwijs/stapwijs.toml --check-config | head -n 1

# As the unit starts it, but for systemd: that makes the folder.
install -d -m 0700 /var/lib/stapwijs
STAPWIJS_SERVER__PORT=0 stapwijs serve --config /etc/stapwijs/stapwijs.toml >"$work/said" 2>"$work/log" &
server=$!
for _ in $(seq 100); do
  address=$(sed -n 's/^listening on //p' "$work/said")
  [[ -z $address ]] || break
  sleep 0.1
done
stapwijs publish /usr/share/stapwijs/methods/welkome_wijk --server "$address"
kill -TERM "$server"
wait "$server"
cat "$work/log"
grep -q '"call":"PublishMethod","tenant":"default","code":"OK"' "$work/log"

apt-get -qq -o Dpkg::Use-Pty=0 purge -y stapwijs >/dev/null
[[ ! -e /usr/bin/stapwijs && ! -e /etc/stapwijs/stapwijs.toml ]]
[[ -s /var/lib/stapwijs/stapwijs.db ]]
echo "installed, answered, ended and purged; the database is still there"
