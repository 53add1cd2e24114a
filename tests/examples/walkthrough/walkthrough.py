#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Does what a walk-through tells its reader to do: a fenced block whose first line names a file
(```stap maaltijd.stap) is written to it (added, with a + after the name), the commands of a
```console block are run, and what they answer must be what stands below them.

    walkthrough.py --binary build/release/api/cli/stapwijs README.md      compares
    walkthrough.py --binary ... --update README.md                        writes the answers in

With --result WRITTEN=KEPT the file that the reader has at the end must be the one kept beside the
document. Ends 0 when every answer is as written.
"""

import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^```(\w*)[ ]*(.*)$")


def run(command, folder, binary):
    environment = {"PATH": f"{pathlib.Path(binary).resolve().parent}:{os.environ['PATH']}",
                   "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.rstrip("\n").split("\n") if done.stdout.strip() else []


def commands_of(block):
    """[(command, [lines of its answer])]"""
    found = []
    for line in block:
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def walk(text, folder, binary):
    """The document with the answers as they are now."""
    out, block, kind, name = [], None, "", ""
    for line in text.split("\n"):
        fence = FENCE.match(line)
        if block is None:
            out.append(line)
            if fence:
                block, kind, name = [], fence[1], fence[2].strip()
            continue
        if line != "```":
            block.append(line)
            continue
        if kind == "console":
            for command, _ in commands_of(block):
                out.append(f"$ {command}")
                out.extend(run(command, folder, binary))
        else:
            out.extend(block)
            if name:
                target = folder / name.rstrip("+ ")
                if target.resolve().parent != folder.resolve():
                    raise SystemExit(f"{name}: a walk-through writes beside itself only")
                with open(target, "a" if name.endswith("+") else "w", encoding="utf-8") as file:
                    file.write("\n".join(block) + "\n")
        out.append(line)
        block = None
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--result", help="WRITTEN=KEPT")
    parser.add_argument("document", type=pathlib.Path)
    arguments = parser.parse_args()
    text = arguments.document.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        now = walk(text, pathlib.Path(folder), arguments.binary)
        if arguments.result:
            written, kept = arguments.result.split("=")
            beside = arguments.document.parent / kept
            made = (pathlib.Path(folder) / written).read_text(encoding="utf-8")
            if arguments.update:
                beside.write_text(made, encoding="utf-8")
            elif beside.read_text(encoding="utf-8") != made:
                print(f"{beside} is not what the reader of {arguments.document} has at the end")
                return 1
    if now == text:
        print(f"{arguments.document}: {text.count(chr(10) + '$ ')} commands answer as written")
        return 0
    if arguments.update:
        arguments.document.write_text(now, encoding="utf-8")
        print(f"{arguments.document}: answers written")
        return 0
    sys.stdout.writelines(difflib.unified_diff(
        text.splitlines(True), now.splitlines(True), str(arguments.document), "what is answered"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
