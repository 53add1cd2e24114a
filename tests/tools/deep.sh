#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# The slow proofs of `./dev deep [PART]`. Each part leaves one line with its figures in tests/DEEP.md.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
# shellcheck source=tests/tools/parts.sh
source tests/tools/parts.sh

readonly fuzz_parts=(fuzz_canary fuzz_parse fuzz_check fuzz_facts fuzz_event)
readonly deep_parts=(coverage tidy tsan powercut kills mutations "${fuzz_parts[@]}" clients bench fresh)
readonly record=tests/DEEP.md

# Each part prints what it does and leaves its figures, in a few words, in this file.
readonly figures=$PWD/build/deep-figures
note() { printf '%s' "$*" >"$figures"; }

# gcovr's percentages of one folder: lines and branches, without those that only exceptions take.
covered() {  # FOLDER
  gcovr --root . --object-directory build/coverage --filter "$1/" --exclude-throw-branches \
    --exclude-unreachable-branches --print-summary --output "build/coverage/$1.txt" |
    sed -n 's/^\(lines\|branches\): \([0-9.]*\)%.*/\2/p' | paste -sd' '
}

deep_coverage() {
  build coverage
  find build/coverage -name '*.gcda' -delete
  ctest --preset coverage -j "$(nproc)" --no-tests=error
  local folder lines branches said='' short=0
  for folder in engine dsl; do
    read -r lines branches < <(covered "$folder")
    said+="$folder $lines% lines, $branches% branches; "
    awk -v l="$lines" -v b="$branches" 'BEGIN { exit !(l >= 90 && b >= 75) }' || short=1
  done
  note "${said}goal 90% and 75%"
  return "$short"
}

deep_tidy() {
  build asan
  local files
  files=$(git ls-files -- '*.cc' | grep -Fx -f <(compiled_sources))
  tidy <<<"$files"
  note "$(wc -l <<<"$files") files, nothing to say"
}

# Without gRPC: its packaged library is not instrumented, and would be accused of what it does right.
deep_tsan() {
  configure tsan
  local tests
  tests=$(ctest --test-dir build/tsan -N | sed -n 's/^ *Test *#[0-9]*: //p' | grep -E '^(engine|dsl|api_service)')
  mapfile -t tests <<<"$tests"
  build tsan "${tests[@]/%/_test}"
  ctest --preset tsan -R "^($(IFS='|'; echo "${tests[*]}"))\$"
  note "${#tests[@]} test programs, no race reported"
}

deep_powercut() { faults PowerCut STAPWIJS_POWERCUT_RUNS=2000 'power cuts: '; }
deep_kills() { faults Kill STAPWIJS_KILL_RUNS=200 'kills: '; }

# Runs a suite of tests/faults many times over; the figures are the line that it prints of itself.
faults() {  # SUITE VARIABLE=RUNS BEGINNING
  build asan faults_test
  local log=build/deep-$1.log
  env "$2" build/asan/tests/faults/faults_test --gtest_filter="$1.*" >"$log" || { tail -n 40 "$log"; return 1; }
  grep -q "^$3" "$log" || { echo "the test printed no line that begins with '$3'"; return 1; }
  note "$(grep "^$3" "$log")"
}

# Every small change of a method's rules that there is; the part method tries some.
deep_mutations() {
  build release stapwijs
  /usr/bin/python3 tests/methods/mutate.py --binary "$stapwijs" --jobs "$(nproc)" | tee build/deep-mutations.log
  note "$(tail -n 1 build/deep-mutations.log)"
}

# The fuzzers of tests/fuzz, one process each, on the corpus that grew in build/fuzz-corpus in earlier runs.
readonly fuzz_seconds=${STAPWIJS_FUZZ_SECONDS:-600}
deep_fuzz_parse() { fuzz parse -max_len=4096; }
deep_fuzz_check() { fuzz check -max_len=6000; }
deep_fuzz_facts() { fuzz facts -max_len=4096; }
deep_fuzz_event() { fuzz event -max_len=4096; }

fuzz_build() {  # TARGET...
  build fuzz fuzz_seeds "$@"
  build/fuzz/tests/fuzz/fuzz_seeds build/fuzz-corpus
}

# A finding is an input in build/fuzz-findings: put it into tests/fuzz/corpus/TARGET, where every test run replays
# it, and mend what it shows.
fuzz() {  # TARGET LIBFUZZER-OPTION...
  local target=$1 log=build/deep-fuzz-$1.log
  shift
  fuzz_build "${target}_fuzz"
  mkdir -p build/fuzz-findings
  local failed=0
  nice -n 10 "build/fuzz/tests/fuzz/${target}_fuzz" "$@" -max_total_time="$fuzz_seconds" -timeout=20 -rss_limit_mb=2048 \
    -dict=build/fuzz-corpus/dictionary -print_final_stats=1 -artifact_prefix="build/fuzz-findings/$target-" \
    "build/fuzz-corpus/$target" >"$log" 2>&1 || failed=1
  note "$(awk -v target="$target" -v failed="$failed" '
    /cov: / { for (i = 1; i < NF; ++i) if ($i == "cov:") edges = $(i + 1) }
    /number_of_executed_units/ { executions = $2 }
    END { printf "%s: %d executions, %d edges, %s", target, executions, edges, failed ? "a finding" : "no finding" }' "$log")"
  ((failed == 0)) || tail -n 60 "$log"
  return "$failed"
}

# The fuzzer must find a bug that was planted for it, from the seeds alone, within a minute.
deep_fuzz_canary() {
  fuzz_build canary_fuzz
  local log=build/deep-fuzz-canary.log folder=build/fuzz-canary began
  rm -rf "$folder"
  build/fuzz/tests/fuzz/fuzz_seeds "$folder"
  mkdir "$folder/new"
  began=$SECONDS
  if build/fuzz/tests/fuzz/canary_fuzz -max_len=4096 -max_total_time=60 -dict="$folder/dictionary" \
    -artifact_prefix="$folder/" "$folder/new" "$folder/parse" >"$log" 2>&1; then
    echo "the planted bug was not found within a minute"
    return 1
  fi
  grep -q 'heap-buffer-overflow' "$log" || { tail -n 40 "$log"; return 1; }
  note "the planted bug was found after $((SECONDS - began)) s"
}

# Clients that are not ours; here none of them may be skipped.
deep_clients() {
  local part
  command -v mvn >/dev/null || install_packages maven default-jdk-headless
  for part in python typescript go java grpcurl; do
    bash tests/tools/parts.sh "$part" || { echo "the clients' part $part has to run and pass"; return 1; }
  done
  note "Python, TypeScript, Go, Java and grpcurl against the release build"
}

deep_bench() {
  bash tests/tools/bench.sh | tee build/bench.txt
  note "$(tail -n 1 build/bench.txt)"
}

deep_fresh() {
  local what began said=''
  for what in demo test package; do
    began=$SECONDS
    bash tests/tools/fresh.sh "$what"
    said+="$what $((SECONDS - began)) s; "
  done
  note "${said}bare Debian 12, shared compiler cache"
}

# The commit that the figures are of; marked when something else than the record is not committed.
commit() {
  local dirty=''
  [[ -z $(git status --porcelain -- . ":!$record") ]] || dirty=+
  echo "$(git rev-parse --short HEAD)$dirty"
}

if [[ ${1:-} == --part ]]; then
  "deep_$2"
  exit
fi

(($#)) || set -- "${deep_parts[@]}"
parts=()
for part in "$@"; do
  if [[ $part == fuzz ]]; then parts+=("${fuzz_parts[@]}"); else parts+=("$part"); fi
done
mkdir -p build
failures=0
for part in "${parts[@]}"; do
  [[ " ${deep_parts[*]} " == *" $part "* ]] || usage "no part '$part' of deep; parts: ${deep_parts[*]}"
done
for part in "${parts[@]}"; do
  printf '\n=== deep %s\n' "$part"
  began=$SECONDS result=passed
  rm -f "$figures"
  bash tests/tools/deep.sh --part "$part" || { result=FAILED; failures=$((failures + 1)); }
  line="| $(date -u +%F) | $(commit) | $part | $result | $((SECONDS - began)) s | $(cat "$figures" 2>/dev/null || true) |"
  echo "$line" | tee -a "$record"
done
((failures == 0))
