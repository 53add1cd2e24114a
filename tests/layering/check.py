#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks what the compiler does not: that includes respect the layers of the folders, that every
source names its licence, that no file outgrew its purpose, and that the top level stays as agreed.

Usage: check.py [ROOT]. Prints one line per breach; ends 0 when there is none, else 1.
"""

import pathlib
import re
import subprocess
import sys

MAX_LINES = 600
# In two pieces, so that tools that look for it do not take this line for one.
LICENCE = "SPDX-License-" "Identifier: EUPL-1.2"
# What a newcomer has typed at the end of the walk-through beside it; REUSE.toml speaks for it.
WRITTEN_BY_A_READER = "examples/methods/buurtmaaltijd/method.stap"
# Others' work, kept under its own licence; named in REUSE.toml.
VENDORED = ("api/proto/google/", "tests/contract/")
CPP = (".h", ".cc")
LICENSED = CPP + (".proto", ".py", ".sh", ".cmake", "CMakeLists.txt")
TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "LICENSES", "CHANGELOG.md",
    "SECURITY.md", "CONTRIBUTING.md", "REUSE.toml", "publiccode.yml", "dev", "engine", "dsl", "api", "examples",
    "tests",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)

# What is included, where alone it may be, and why a reader should care.
ONLY_IN = [
    (r"boost/spirit", ("dsl/parse/", "tests/"), "Spirit stays inside dsl/parse"),
    (r"sqlite3|libpq", ("engine/store/", "tests/"), "databases stay inside engine/store"),
    (r"grpc|grpcpp/", ("api/server/", "api/cli/", "api/proto/", "examples/", "tests/"),
     "gRPC stays inside api/server and api/cli"),
    (r"google/|.*\.pb\.h$", ("api/", "examples/", "tests/"), "protobuf stays inside api"),
    (r"api/", ("api/", "examples/", "tests/"), "engine and dsl know nothing of api"),
    (r"dsl/", ("dsl/", "api/", "examples/", "tests/"), "engine knows nothing of dsl"),
    (r"(tests/|gtest/|gmock/)", ("tests/",), "only tests include what belongs to tests"),
]
# dsl may know these folders of the engine and no others.
DSL_MAY_KNOW = ("engine/base/", "engine/model/")


def include_breaches(path, text):
    for target in INCLUDE.findall(text):
        for pattern, places, why in ONLY_IN:
            if re.match(pattern, target) and not path.startswith(places):
                yield f"{path}: includes {target}: {why}"
        if (path.startswith("dsl/") and target.startswith("engine/")
                and not target.startswith(DSL_MAY_KNOW)):
            yield f"{path}: includes {target}: dsl knows of the engine only base and model"


def licence_breaches(path, text):
    # A script's first line belongs to its interpreter.
    head = text.splitlines()[:2]
    if not any(LICENCE in line for line in head):
        yield f"{path}: no '{LICENCE}' in its first lines"


def length_breaches(path, text):
    lines = text.count("\n")
    if lines > MAX_LINES:
        yield f"{path}: {lines} lines; {MAX_LINES} is the most"


def top_level_breaches(paths):
    for name in sorted({path.split("/")[0] for path in paths}):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: does not belong at the top level"


def is_script(path, text):
    return "." not in path.rsplit("/", 1)[-1] and text.startswith("#!")


def breaches(files):
    """files: path relative to the root -> text. Yields one line for each breach."""
    yield from top_level_breaches(files)
    for path, text in sorted(files.items()):
        if path.startswith(VENDORED):
            continue
        if (path.endswith(LICENSED) or is_script(path, text)
                or path.startswith("examples/") and path.endswith(".stap")
                and path != WRITTEN_BY_A_READER):
            yield from licence_breaches(path, text)
        if path.endswith(CPP):
            yield from include_breaches(path, text)
            yield from length_breaches(path, text)


def tracked_files(root):
    """What git knows or would add, as text; files that are not text are left out."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=root, check=True, capture_output=True, text=True).stdout
    files = {}
    for name in filter(None, listing.split("\0")):
        path = root / name
        if path.is_symlink() or not path.is_file():
            continue
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            files[name] = ""
    return files


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    files = tracked_files(root)
    found = list(breaches(files))
    for line in found:
        print(line)
    print(f"{len(files)} files, {len(found)} breaches of the layers and habits")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
