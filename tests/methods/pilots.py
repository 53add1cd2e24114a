#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Judges the pilots of examples/facts: what the sources state of them violates nothing beyond VIOLATED.

Most of what there is to know of a pilot is not stated. So every step is unknown: not blocked, not
incomplete and not complete. Prints a line per pilot, and ends 1 when one is judged otherwise.
"""

import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
METHOD = ROOT / "examples" / "methods" / "welkome_wijk"
FACTS = ROOT / "examples" / "facts"

# Of each pilot, the guards that its own people say were not met.
VIOLATED = {
    "apeldoorn": set(),
    "arnhem": {"area.context_missing", "preparation.same_faces"},
    "beuningen": set(),
    "heseveld": set(),
    "hoorn_koggenland": set(),
    "houten": set(),
    "malden": set(),
    "tilburg": set(),
    "utrecht": set(),
}


def guards_of(step):
    """The guards of a step and of all its elements."""
    yield from step.get("guards", [])
    for element in step.get("elements", []):
        yield from guards_of(element)


def differences(name, assessment):
    """What is judged otherwise than it should be, of the pilot with this name."""
    violated = {guard["path"] for step in assessment["steps"] for guard in guards_of(step)
                if guard["state"] == "GUARD_STATE_VIOLATED"}
    for path in sorted(violated - VIOLATED[name]):
        yield f"{path} is violated"
    for path in sorted(VIOLATED[name] - violated):
        yield f"{path} is not violated"
    for step in assessment["steps"]:
        if step["status"] != "STATUS_UNKNOWN":
            yield f"{step['id']} is {step['status']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, type=pathlib.Path, help="the program `stapwijs`")
    binary = parser.parse_args().binary.resolve()
    failed = False
    for name in sorted(VIOLATED):
        result = subprocess.run(
            [binary, "assess", METHOD, FACTS / f"{name}.json", "--on", "2022-09-01", "--format", "json"],
            capture_output=True, text=True, check=False)
        if result.returncode:
            found = [result.stderr.strip()]
        else:
            found = list(differences(name, json.loads(result.stdout)))
        print(f"{name}: {'; '.join(found) or 'as the sources state it'}")
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
