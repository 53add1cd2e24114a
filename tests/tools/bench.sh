#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# `./dev bench [PART]`: what is fast and what is not, as ratios measured in one run. A missed goal is a line in the
# table, never a failure. Parts: store serving scale.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
# shellcheck source=dev
source ./dev

readonly stapwijs=$PWD/build/bench/api/cli/stapwijs
readonly bench=$PWD/build/bench/tests/bench

table() {  # reads rows of four fields with tabs between them
  awk -F'\t' 'BEGIN { printf "%-78s %-12s %-48s %s\n", "what", "goal", "measured", "" }
    { printf "%-78s %-12s %-48s %s\n", $1, $2, $3, $4; count[$4]++ }
    END { printf "goals: %d met, %d missed\n", count["met"], count["missed"] }'
}

bench_store() { "$bench/stapwijs_store_bench" --scale 0; }
bench_serving() { "$bench/stapwijs_serving_bench" "$stapwijs" "$bench/stapwijs_echo_server" "$@"; }
bench_scale() {
  "$bench/stapwijs_store_bench" --events 0 --scale 1000000
  bench_serving --rounds 5 --trajectories 1000000 | tail -n 2
}

build bench stapwijs stapwijs_store_bench stapwijs_serving_bench stapwijs_echo_server
parts=("$@")
((${#parts[@]})) || parts=(store serving scale)
for part in "${parts[@]}"; do
  [[ $part =~ ^(store|serving|scale)$ ]] || usage "no part '$part' of bench; parts: store serving scale"
done
for part in "${parts[@]}"; do "bench_$part"; done | table
