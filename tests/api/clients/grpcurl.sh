#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# grpcurl as anybody would use it: list, describe, one call. Needs STAPWIJS_BINARY; grpcurl is $GRPCURL
# or in PATH. Ends 77 (skipped) without grpcurl.
set -euo pipefail

grpcurl=${GRPCURL:-$(command -v grpcurl || true)}
if [[ -z $grpcurl || ! -x $grpcurl ]]; then
  echo "skipped: no grpcurl"
  exit 77
fi

work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
"$STAPWIJS_BINARY" serve --port 0 --db "$work/stapwijs.db" >"$work/log" &
server=$!
for _ in $(seq 100); do
  address=$(sed -n 's/^listening on //p' "$work/log")
  [[ -n $address ]] && break
  sleep 0.1
done

expect() {  # TEXT COMMAND...: the command's output has to contain the text
  local text=$1 output
  shift
  output=$("$@" 2>&1) || true
  grep -qF -- "$text" <<<"$output" || { printf 'no "%s" in:\n%s\n' "$text" "$output"; exit 1; }
}

expect stapwijs.v1.TrajectoryService "$grpcurl" -plaintext "$address" list
expect 'rpc RecordFacts' "$grpcurl" -plaintext "$address" describe stapwijs.v1.TrajectoryService
expect 'NO_METHOD' "$grpcurl" -plaintext -d '{"method_id": "nothing"}' "$address" \
  stapwijs.v1.MethodService/GetMethod
echo "grpcurl: list, describe and calls work"
