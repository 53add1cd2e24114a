#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Keeps TRACE.tsv of Welkome Wijk in step with the method.

Each line of TRACE.tsv is ID<TAB>PATH[, PATH...] or ID<TAB>-<TAB>reason. The ids are those of our inventory of
the guide; inventory_ids.txt has them all. The paths are those of `stapwijs check --list`, whose lines are
KIND<TAB>PATH<TAB>REFS. Prints every difference and ends 1, or a line of counts and ends 0:

- an id of the inventory that is missing, is there twice, or is not in order;
- a path that the method does not have, or a `-` without a reason;
- a `ref` of a rule that TRACE.tsv does not have with that path;
- a rule that TRACE.tsv gives for an id, while the rule has no such `ref`;
- a `-` that says "note", while no note has that `ref`; a non-rule (N) that no title of a scenario names.
"""

import argparse
import collections
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
METHOD = HERE.parent.parent / "examples" / "methods" / "welkome_wijk"

# How many ids of each kind the inventory has in each step; a list of ids that lost some shows here.
COUNTS = {
    "F1": 45, "F2": 31, "F3": 35, "F4": 31, "F5": 36,
    "S1": 20, "S2": 17, "S3": 18, "S4": 15, "S5": 18,
    "G1": 31, "G2": 27, "G3": 24, "G4": 32, "G5": 21, "GX": 7,
    "T1": 14, "T2": 16, "T3": 20, "T4": 22, "T5": 16,
    "P0": 9, "PH": 10, "PC": 13, "TPL": 10, "PS": 4, "T7": 30, "T8": 5, "N": 23,
}
ID = re.compile(r"(?:([FSGT])([1-5X])\.|(P0|T7|T8)\.|(PH|PC|TPL|PS|N))(\d+)")
STEPS, KINDS = "12345X", "FSGT"
OTHERS = ["P0", "PH", "PC", "TPL", "PS", "T7", "T8", "N"]

# What of a method can carry a `ref`; facts and parameters are found by their path alone.
RULES = {"item", "guard", "tip", "goal", "policy", "template"}

SCENARIO = re.compile(r'^scenario "([^"]*)"', re.M)


def group(one):
    """The step and kind an id counts for, such as F1, GX, PC; None when it is no id."""
    match = ID.fullmatch(one)
    return match and ((match[1] or "") + (match[2] or "") or match[3] or match[4])


def order(one):
    """Step by step, in each facts, items, guards, tips; what belongs to no step comes last."""
    match, name = ID.fullmatch(one), group(one)
    if match[1]:
        return (0, STEPS.index(match[2]), KINDS.index(match[1]), int(match[5]))
    return (1, OTHERS.index(name), 0, int(match[5]))


def read_ids(text):
    return [line for line in text.splitlines() if line and not line.startswith("#")]


class Line:
    """A line of TRACE.tsv."""

    def __init__(self, number, text):
        fields = text.split("\t")
        self.number, self.id = number, fields[0]
        where = fields[1] if len(fields) > 1 else ""
        self.paths = [] if where == "-" else [path.strip() for path in where.split(",")]
        self.reason = "\t".join(fields[2:]).strip()


def read_trace(text):
    return [Line(number, line) for number, line in enumerate(text.splitlines(), 1)
            if line and not line.startswith("#")]


def read_list(text):
    """What `stapwijs check --list` prints: path -> (kind, refs), and the refs of notes, which have no names."""
    listed, noted = {}, set()
    for line in text.splitlines():
        if not line.strip():
            continue
        fields = line.split("\t")
        refs = set(re.split(r"[,\s]+", fields[2].strip())) - {""} if len(fields) > 2 else set()
        if fields[0] == "note":
            noted |= refs
        else:
            listed[fields[1]] = (fields[0], refs)
    return listed, noted


def check_ids(ids, trace, counts):
    found = collections.Counter(group(one) for one in ids)
    if None in found:
        yield "the list of ids has a line that is no id"
    for name, count in counts.items():
        if found[name] != count:
            yield f"the list of ids has {found[name]} of {name}, the inventory {count}"
    seen, last = set(), None
    for line in trace:
        if group(line.id) is None:
            yield f"line {line.number}: {line.id} is no id"
            continue
        if line.id in seen:
            yield f"line {line.number}: {line.id} is there twice"
        if line.id not in ids:
            yield f"line {line.number}: {line.id} is not in the inventory"
        if last and order(line.id) < order(last):
            yield f"line {line.number}: {line.id} stands after {last}"
        seen.add(line.id)
        last = line.id
    for one in ids:
        # What must not fire is no part of a method; scenarios prove it.
        if one not in seen and group(one) != "N":
            yield f"{one} is missing"


def check_paths(trace, listed, noted):
    traced = collections.defaultdict(set)
    for line in trace:
        where = f"line {line.number}: {line.id}"
        if not line.paths and not line.reason:
            yield f"{where}: a - needs a reason"
        if not line.paths and line.reason.startswith("note") and line.id not in noted:
            yield f"{where}: no note has this ref"
        for path in line.paths:
            traced[path].add(line.id)
            if path not in listed:
                yield f"{where}: the method has no {path or 'empty path'}"
            # What is recorded may well be the answer to an item.
            elif listed[path][0] in RULES and not line.id.startswith("F") and line.id not in listed[path][1]:
                yield f"{where}: {path} has no such ref"
    for path, (kind, refs) in listed.items():
        if kind in RULES:
            for ref in sorted(refs - traced[path]):
                yield f"{path} has ref {ref}, which TRACE.tsv does not give this path"


def check_non_rules(ids, titles, readme):
    """Each thing that must not fire is proved by a scenario that names it, or explained."""
    told = set(re.findall(r"\bN\d\d\b", " ".join(titles) + " " + readme))
    for one in ids:
        if group(one) == "N" and one not in told:
            yield f"{one}: no title of a scenario names it, nor does README.md"


def check(ids, trace, listing, titles, readme, counts=None):
    """Every difference, as a text."""
    listed, noted = listing
    yield from check_ids(ids, trace, COUNTS if counts is None else counts)
    yield from check_paths(trace, listed, noted)
    yield from check_non_rules(ids, titles, readme)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", type=pathlib.Path, help="the program `stapwijs`")
    parser.add_argument("--list", type=pathlib.Path, help="instead: what `stapwijs check --list` printed")
    parser.add_argument("--method", type=pathlib.Path, default=METHOD)
    arguments = parser.parse_args()
    if arguments.list:
        listing = arguments.list.read_text(encoding="utf-8")
    elif arguments.binary:
        listing = subprocess.run([arguments.binary.resolve(), "check", "--list", arguments.method],
                                 capture_output=True, text=True, check=True).stdout
    else:
        parser.error("either --binary or --list")

    ids = read_ids((HERE / "inventory_ids.txt").read_text(encoding="utf-8"))
    trace = read_trace((arguments.method / "TRACE.tsv").read_text(encoding="utf-8"))
    titles = [title for path in sorted(arguments.method.glob("*.stap"))
              for title in SCENARIO.findall(path.read_text(encoding="utf-8"))]
    readme = (arguments.method / "README.md").read_text(encoding="utf-8")
    listed = read_list(listing)
    differences = list(check(ids, trace, listed, titles, readme))
    for difference in differences:
        print(difference)
    left_out = sum(not line.paths for line in trace)
    print(f"{len(trace)} ids of the inventory traced, {left_out} of them to a reason; "
          f"{len(listed[0])} paths; {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
