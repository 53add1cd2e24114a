#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# One part of `./dev test`: tests/tools/parts.sh NAME. Ends 0 passed, 77 skipped (and says why), else failed.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
# shellcheck source=dev
source ./dev

# The most files that the part tidy looks at; `./dev deep tidy` looks at all.
readonly tidy_limit=${STAPWIJS_TIDY_LIMIT:-30}
readonly stapwijs=$PWD/build/release/api/cli/stapwijs

skip() {
  echo "skipped: $*"
  exit 77
}
needs() { [[ -e $1 ]] || skip "no $1 in this tree"; }

sources() {  # the C++ files that git knows or would add
  git ls-files -co --exclude-standard -- '*.cc' '*.h' | while IFS= read -r file; do
    [[ ! -f $file ]] || printf '%s\n' "$file"
  done
}

part_format() {
  local log=build/format.log
  mkdir -p build
  if ! sources | xargs -r clang-format-19 --dry-run -Werror 2>"$log"; then
    sed -n 's/:[0-9]*:[0-9]*: error: .*//p' "$log" | sort | uniq -c
    echo "these files are not laid out as .clang-format says (lines to change before each): ./dev format"
    return 1
  fi
  echo "$(sources | wc -l) files are laid out as .clang-format says"
}

part_layering() {
  /usr/bin/python3 tests/layering/check_test.py -q
  /usr/bin/python3 tests/layering/check.py
}

part_asan() {
  build asan
  # The tests' own log is kept by ctest; its counts are added up, so that a program that ran no test shows.
  ctest --preset asan --no-tests=error -j "$(nproc)"
  sed -n 's/^\[  PASSED  \] \([0-9]*\) tests\{0,1\}\.$/\1/p' build/asan/Testing/Temporary/LastTest.log |
    awk '{ sum += $1 } END { printf "%d GoogleTest cases in %d programs\n", sum, NR }'
}

build_stapwijs() {
  needs api/cli/CMakeLists.txt
  build release stapwijs
}

part_release() {
  build_stapwijs
  "$stapwijs" --help >build/stapwijs-help.txt
}

# Every method among the examples has to be free of mistakes and to pass its own scenarios. These have to expect the
# outcomes named here of every rule that can have them; those of the method for newcomers only show how to begin.
part_method() {
  needs examples/methods
  build_stapwijs
  local method
  local outcomes=guard.holds,guard.violated,guard.undetermined,item.done,item.open,item.unknown,tip.shown,goal,step
  for method in examples/methods/*/; do
    echo "$method"
    "$stapwijs" check "$method"
    if [[ $method == */buurtmaaltijd/ ]]; then
      "$stapwijs" test "$method"
    else
      "$stapwijs" test "$method" --require "$outcomes"
    fi
  done
  /usr/bin/python3 tests/examples/walkthrough/walkthrough.py --binary "$stapwijs" \
    --result maaltijd.stap=method.stap examples/methods/buurtmaaltijd/README.md
  /usr/bin/python3 -m unittest discover -q -s tests/methods -p '*_test.py'
  /usr/bin/python3 tests/methods/dutch.py
  /usr/bin/python3 tests/methods/trace.py --binary "$stapwijs"
  /usr/bin/python3 tests/methods/pilots.py --binary "$stapwijs"
  # The scenarios notice when a figure, a severity or a value of the rules changes; deep tries every change.
  /usr/bin/python3 tests/methods/mutate.py --binary "$stapwijs" --sample 40 --jobs "$(nproc)"
}

# The cases of tests/conformance by command line and by a server over SQLite; the part asan has them embedded and
# by a server in memory.
part_conformance() {
  needs tests/conformance
  build_stapwijs
  generate_python
  PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$PWD/build/python /usr/bin/python3 tests/conformance/run.py \
    --cli "$stapwijs" --server "$stapwijs" --jobs "$(nproc)"
}

# Clients that are not ours find the server by STAPWIJS_BINARY and start it themselves.
part_python() {
  needs tests/api/clients/python
  build_stapwijs
  generate_python
  STAPWIJS_BINARY=$stapwijs PYTHONPATH=$PWD/build/python \
    /usr/bin/python3 -m unittest discover -s tests/api/clients/python
  local folder=$PWD/examples/clients/python
  check_programs "show_progress=/usr/bin/python3 $folder/show_progress.py" \
    "fill_form=/usr/bin/python3 $folder/fill_form.py" "policy_report=/usr/bin/python3 $folder/policy_report.py"
}

# Runs the programs of examples/clients in one language and looks at what they print.
check_programs() {  # [--flat] PROGRAM=COMMAND...
  build_stapwijs
  generate_python
  STAPWIJS_BINARY=$stapwijs PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$PWD/build/python \
    /usr/bin/python3 tests/examples/clients/check.py "$@"
}

# The programs in TypeScript, with the packages that their package-lock.json pins, without install scripts.
part_typescript() {
  needs examples/clients/typescript
  local from=examples/clients/typescript work=build/typescript
  mkdir -p "$work"
  if ! cmp -s "$from/package-lock.json" "$work/installed.json"; then
    cp "$from/package.json" "$from/package-lock.json" "$work/"
    npm --prefix "$work" ci --ignore-scripts --no-audit --no-fund
    cp "$from/package-lock.json" "$work/installed.json"
  fi
  rm -rf "$work/src" "$work/out"
  cp -r "$from/src" "$from/tsconfig.json" "$from/package.json" "$work/"
  export STAPWIJS_PROTO=$PWD/api/proto
  (cd "$work" && npm run --silent build)
  check_programs --flat "show_progress=node $work/out/show_progress.js" \
    "fill_form=node $work/out/fill_form.js" "policy_report=node $work/out/policy_report.js"
}

go_is_new_enough() {
  local version
  version=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null) || return 1
  [[ $(printf 'go1.21\n%s\n' "$version" | sort -V | head -n 1) == go1.21 ]]
}

# The programs in Go and Java, of `./dev deep clients`. Modules and their hashes are those of go.sum, the packages of
# Maven those that pom.xml names.
part_go() {
  [[ $(printf 'go1.24\n%s\n' "$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null)" | sort -V | head -n 1) == go1.24 ]] ||
    skip "the programs in Go need Go 1.24 or newer, which is not here"
  local work=$PWD/build/go protos
  export GOTOOLCHAIN=local
  rm -rf "$work"
  mkdir -p "$work"
  cp examples/clients/go/{*.go,go.mod,go.sum} "$work/"
  [[ -x build/tools/protoc-gen-go ]] ||
    GOBIN=$PWD/build/tools go install google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.9
  [[ -x build/tools/protoc-gen-go-grpc ]] ||
    GOBIN=$PWD/build/tools go install google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.5.1
  mapfile -t protos < <(find api/proto/stapwijs -name '*.proto')
  PATH=$PWD/build/tools:$PATH protoc -I api/proto --go_out="$work" --go_opt=module=stapwijs.nl \
    --go-grpc_out="$work" --go-grpc_opt=module=stapwijs.nl "${protos[@]}"
  (cd "$work" && go vet . && go build -mod=readonly -o clients .)
  check_programs "show_progress=$work/clients show_progress" "fill_form=$work/clients fill_form" \
    "policy_report=$work/clients policy_report"
}

part_java() {
  command -v mvn >/dev/null || skip "no Maven here"
  local work=$PWD/build/java java
  mkdir -p "$work"
  rm -rf "$work/src"
  cp -r examples/clients/java/pom.xml examples/clients/java/src "$work/"
  mvn -q -B -f "$work/pom.xml" -Dproto.folder="$PWD/api/proto" compile dependency:copy-dependencies
  java="java -cp $work/target/classes:$work/target/lib/* nl.stapwijs.example.Clients"
  check_programs "show_progress=$java show_progress" "fill_form=$java fill_form" "policy_report=$java policy_report"
}

part_grpcurl() {
  go_is_new_enough || skip "grpcurl is built with Go 1.21 or newer, which is not here"
  needs tests/api/clients/grpcurl.sh
  build_stapwijs
  [[ -x build/tools/grpcurl ]] ||
    GOTOOLCHAIN=local GOBIN=$PWD/build/tools go install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3
  STAPWIJS_BINARY=$stapwijs GRPCURL=$PWD/build/tools/grpcurl bash tests/api/clients/grpcurl.sh
}

# A project outside the tree finds what was installed, and nothing else: it is built elsewhere, from a copy.
part_embed() {
  needs examples/embed
  build release
  local prefix=$PWD/build/install-prefix work
  rm -rf "$prefix"
  cmake --install build/release --component dev --prefix "$prefix" >build/embed.log
  work=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$work'" EXIT
  cp -r examples/embed "$work/source"
  cmake -S "$work/source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix" \
    >>build/embed.log
  cmake --build "$work/build" >>build/embed.log || { tail -n 30 build/embed.log; return 1; }
  grep -q "^stapwijs_DIR:PATH=$prefix/" "$work/build/CMakeCache.txt"
  "$work/build/embed" examples/methods/welkome_wijk examples/facts/voorbeelddorp.json 2022-03-01 >"$work/said"
  grep -qx 'Gebied en projectgroep: complete, 13/13' "$work/said"
  echo "an outside project found stapwijs::engine and stapwijs::dsl, was built and gave $(wc -l <"$work/said") steps"
}

# What the package has in it, that it works where it was unpacked, and that systemd takes its unit.
part_package() {
  needs api/server/packaging
  make_package
  local root=$PWD/build/package-root deb
  deb=$(echo build/package/*.deb)
  dpkg-deb -I "$deb" | grep -E '^ (Package|Version|Depends):'
  dpkg-deb -I "$deb" conffiles | grep -qx /etc/stapwijs/stapwijs.toml
  rm -rf "$root"
  dpkg-deb -x "$deb" "$root"
  local file
  for file in usr/bin/stapwijs usr/lib/systemd/system/stapwijs.service etc/stapwijs/stapwijs.toml \
    usr/share/stapwijs/methods/welkome_wijk/method.stap usr/share/stapwijs/proto/stapwijs/v1/value.proto \
    usr/share/doc/stapwijs/copyright; do
    [[ -f $root/$file ]] || { echo "the package has no /$file"; return 1; }
  done
  # Besides these folders it puts nothing anywhere.
  (cd "$root" && find . -type f -not -path './usr/bin/stapwijs' -not -path './usr/lib/systemd/system/*' \
    -not -path './etc/stapwijs/*' -not -path './usr/share/stapwijs/*' -not -path './usr/share/doc/stapwijs/*') |
    { ! grep .; }
  "$root/usr/bin/stapwijs" check "$root/usr/share/stapwijs/methods/welkome_wijk"
  "$root/usr/bin/stapwijs" serve --config "$root/etc/stapwijs/stapwijs.toml" --check-config >build/package-config.txt
  unit "$root"
}

unit() {  # ROOT
  local unit=$1/stapwijs.service said
  if ! command -v systemd-analyze >/dev/null; then
    echo "the unit was not looked at: no systemd-analyze here"
    return 0
  fi
  # Where the program lies is what differs from a machine on which it is installed.
  sed "s|^ExecStart=/usr/bin/stapwijs|ExecStart=$1/usr/bin/stapwijs|" "$1/usr/lib/systemd/system/stapwijs.service" >"$unit"
  # It ends 0 when it ignores what it does not know, and says so.
  said=$(systemd-analyze verify --man=no "$unit" 2>&1) || { echo "$said"; return 1; }
  [[ -z $said ]] || { echo "$said"; return 1; }
  systemd-analyze security --offline=true --threshold=20 --no-pager "$unit" | tail -n 1
  echo "systemd takes the unit"
}

# buf, at the version that tests/tools/package-lock.json pins, from npm and without install scripts.
part_proto() {
  needs api/proto
  if ! cmp -s tests/tools/package-lock.json build/node/installed.json; then
    mkdir -p build/node
    cp tests/tools/package.json tests/tools/package-lock.json build/node/
    npm --prefix build/node ci --ignore-scripts --no-audit --no-fund
    cp tests/tools/package-lock.json build/node/installed.json
  fi
  local buf=$PWD/build/node/node_modules/.bin/buf
  "$buf" lint api/proto
  echo "buf $("$buf" --version) lint: nothing to say"
  [[ ! -f api/proto/released.binpb ]] || "$buf" breaking api/proto --against api/proto/released.binpb
}

# What changed, latest first: not yet committed, then since origin/main; in a clone that has nothing beside
# origin/main, what the commits of the last four hours before its head changed.
changed_sources() {
  local base
  base=$(git merge-base HEAD origin/main 2>/dev/null || true)
  if [[ -z $base || $base == "$(git rev-parse HEAD)" ]]; then
    base=$(git rev-list -1 --before="$(($(git show -s --format=%ct HEAD) - 4 * 3600))" HEAD)
  fi
  {
    git diff --name-only HEAD
    git ls-files -o --exclude-standard
    git log --format= --name-only ${base:+"$base.."}HEAD
  } | grep '\.cc$' | awk '!seen[$0]++' | while IFS= read -r file; do
    [[ ! -f $file ]] || printf '%s\n' "$file"
  done
}

compiled_sources() {  # those that the asan build compiles
  sed -n "s|.*\"file\": \"$PWD/\(.*\)\".*|\1|p" build/asan/compile_commands.json | sort -u
}

tidy() {  # reads file names; needs the compile commands and generated headers of the asan build
  # clang does not know all of g++'s flags, and finds libstdc++ 12 to use what is deprecated.
  xargs -r -P "$(nproc)" -n 1 clang-tidy-19 -p build/asan --quiet \
    --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-unused-command-line-argument \
    --extra-arg=-Wno-deprecated-declarations
}

part_tidy() {
  [[ -f build/asan/compile_commands.json ]] || build asan
  local changed
  changed=$(changed_sources | grep -Fx -f <(compiled_sources) || true)
  if [[ -z $changed ]]; then
    echo "no source file changed"
    return 0
  fi
  echo "$(wc -l <<<"$changed") source files changed; looking at the latest $tidy_limit at most"
  head -n "$tidy_limit" <<<"$changed" | tidy 2>build/tidy.log || { tail -n 20 build/tidy.log; return 1; }
}

# deep.sh sources this file for its functions.
[[ ${BASH_SOURCE[0]} == "$0" ]] || return 0
"part_$1"
