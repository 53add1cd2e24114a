#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Shows that a method's scenarios notice every change: makes one small change at a time to its
rules (each figure one up and one down, each severity another, each comparison flipped, each enum
value another) and runs `stapwijs test`, which must fail.

Prints the changes that survived, and a last line of counts. Ends 0 when none did, else 1. A change
that is no longer a method (the checker refuses it) proves nothing about scenarios and is left out.
"""

import argparse
import concurrent.futures
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

TOKEN = re.compile(
    r'(?P<skip>\s+|\#[^\n]*)|(?P<string>"[^"\n]*")|(?P<date>\d{4}-\d\d(-\d\d)?)|(?P<time>\d\d:\d\d)'
    r'|(?P<number>\d+(\.\d+)*)|(?P<word>[A-Za-z_]\w*)|(?P<symbol><=|>=|\.\.|.)')

# What begins a clause or declaration, and so ends an expression. Of those that are also the names of
# outcomes ("x is done") the word after them tells. No scenario judges the range after "adjustable".
ENDS = {"item", "guard", "tip", "fact", "let", "step", "note", "goal", "policy", "cite", "ref", "own",
        "why", "see", "was", "message", "text", "ask", "by", "privacy", "weight", "unwaivable",
        "evidence", "scenario", "domain", "nl", "en", "allows", "adjustable"}
ENDS_BEFORE_WHEN = {"applies", "done", "open", "violated", "holds", "linked", "partly", "unlinked",
                    "unclear"}
# Each comparison at its border, and turned round.
COMPARISONS = {"<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"]}
SEVERITIES = {"blocks": ["warns"], "warns": ["blocks", "advises"], "advises": ["warns"]}


class Token:
    def __init__(self, match):
        self.kind = match.lastgroup
        self.text = match.group()
        self.start, self.end = match.span()


class Mutation:
    """Replaces a stretch of a file; `choices` are tried until one is still a method."""

    def __init__(self, path, text, start, end, choices, kind):
        self.path, self.start, self.end, self.choices, self.kind = path, start, end, choices, kind
        self.line = text.count("\n", 0, start) + 1
        self.before = text[start:end]
        self.chosen = choices[0]

    def __str__(self):
        return f"{self.path.name}:{self.line}: {self.kind}: {self.before} -> {self.chosen}"


def tokens_of(text):
    # Groups inside the named ones have no names, so that lastgroup is the kind.
    found = [Token(match) for match in TOKEN.finditer(text)]
    return [token for token in found if token.kind != "skip"]


def enums_of(tokens):
    """Enum name -> values, in order."""
    enums = {}
    for i, token in enumerate(tokens):
        if token.text == "enum" and tokens[i + 2].text == "{":
            values, j = [], i + 3
            while tokens[j].text != "}":
                if tokens[j - 1].text in "{,":
                    values.append(tokens[j].text)
                j += 1
            enums[tokens[i + 1].text] = values
    return enums


def skip_block(tokens, i):
    """The index after the block in braces that begins at or after i."""
    while tokens[i].text != "{":
        i += 1
    depth = 0
    while True:
        depth += {"{": 1, "}": -1}.get(tokens[i].text, 0)
        i += 1
        if depth == 0:
            return i


def neighbours(number):
    whole = re.fullmatch(r"\d+", number)
    if not whole:
        return []
    return [str(int(number) + step) for step in (1, -1) if int(number) + step >= 0]


class File:
    """Finds what can be changed in one file of a method."""

    def __init__(self, path, enums):
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.tokens = tokens_of(self.text)
        self.enums = enums
        self.found = []

    def mutations(self):
        i, in_rule, depth = 0, False, 0
        tokens = self.tokens
        while i < len(tokens):
            token, before = tokens[i], tokens[i - 1].text if i else ""
            after = tokens[i + 1].text if i + 1 < len(tokens) else ""
            if token.text in ("scenario", "example", "enum", "source") and before != ".":
                if token.text == "source":
                    i += 1
                    continue
                i, in_rule = skip_block(tokens, i), False
                continue
            if not in_rule:
                if token.text == "guard":
                    self.severity(i + 2)
                if token.text in ("when", "where") or token.text == "=":
                    in_rule, depth = True, 0
            elif depth == 0 and before not in (".", "is", "not") and (
                    token.text in ENDS or token.text in "{}" and before not in ("in", "is")
                    or token.text in ENDS_BEFORE_WHEN and after == "when"
                    or token.text == "for" and after == "each"):
                in_rule = False
                continue
            else:
                depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.text, 0)
                self.in_rule(i)
            i += 1
        return self.found

    def add(self, first, last, choices, kind):
        if choices:
            self.found.append(Mutation(self.path, self.text, self.tokens[first].start,
                                       self.tokens[last].end, choices, kind))

    def severity(self, i):
        severity = self.tokens[i].text
        last = i
        # With another severity there are no targets.
        while self.tokens[last + 1].text not in ("for", "nl", "en", "{"):
            last += 1
        for other in SEVERITIES.get(severity, []):
            self.add(i, last, [other], "severity")

    def in_rule(self, i):
        token = self.tokens[i]
        after = self.tokens[i + 1].text
        if token.kind == "number":
            for other in neighbours(token.text):
                self.add(i, i, [other], "figure")
        elif token.text in COMPARISONS:
            for other in COMPARISONS[token.text]:
                self.add(i, i, [other], "comparison")
        elif token.text == "is" and after == "not":
            self.add(i, i + 1, ["is"], "comparison")
        elif token.text == "is":
            self.add(i, i, ["is not"], "comparison")
        elif token.kind == "word":
            self.enum_value(i)

    def enum_value(self, i):
        before, after = self.tokens[i - 1].text, self.tokens[i + 1].text
        if before not in ("is", "not", "{", ",", "[") and after != "in":
            return
        beside = set()
        if before in ("{", ","):
            # Another value than those that stand in the same braces.
            j = i
            while self.tokens[j].text not in "{(" and j > 0:
                j -= 1
            while self.tokens[j].text not in "})":
                beside.add(self.tokens[j].text)
                j += 1
        value = self.tokens[i].text
        choices = []
        for values in self.enums.values():
            if value in values:
                at = values.index(value)
                choices += [v for v in values[at + 1:] + values[:at] if v not in beside]
        self.add(i, i, choices, "enum value")


def find_mutations(method, names):
    """Those in the files with these names; in all files when there are none."""
    files = sorted(method.rglob("*.stap"))
    enums = {}
    for path in files:
        enums.update(enums_of(tokens_of(path.read_text(encoding="utf-8"))))
    missing = set(names) - {path.name for path in files}
    if missing:
        sys.exit(f"not in {method}: {', '.join(sorted(missing))}")
    return [mutation for path in files if not names or path.name in names
            for mutation in File(path, enums).mutations()]


# The checker sees that a scenario expects what the rule no longer can be.
SCENARIO_KINDS = {"S2308"}


def run_test(binary, folder):
    """None when the method has mistakes, else how many scenarios fail, or cannot be as expected."""
    result = subprocess.run([binary, "test", folder, "--format", "json"], capture_output=True,
                            text=True, check=False)
    if result.returncode not in (0, 1):
        sys.exit(f"{binary} ended with {result.returncode}: {result.stderr}")
    if result.stdout:
        return json.loads(result.stdout)["failed"]
    result = subprocess.run([binary, "check", folder, "--format", "json"], capture_output=True,
                            text=True, check=False)
    errors = [one["code"] for one in json.loads(result.stdout)["diagnostics"]
              if one["severity"] == "error"]
    return len(errors) if set(errors) <= SCENARIO_KINDS else None


def judge(binary, method, mutation):
    """"killed", "survived", or "refused" when no choice is a method."""
    text = mutation.path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        copy = pathlib.Path(folder) / method.name
        shutil.copytree(method, copy)
        target = copy / mutation.path.relative_to(method)
        for choice in mutation.choices:
            target.write_text(text[:mutation.start] + choice + text[mutation.end:], encoding="utf-8")
            failed = run_test(binary, copy)
            if failed is not None:
                mutation.chosen = choice
                return "killed" if failed else "survived"
    return "refused"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, type=pathlib.Path, help="the program `stapwijs`")
    parser.add_argument("--method", type=pathlib.Path,
                        default=ROOT / "examples" / "methods" / "welkome_wijk")
    parser.add_argument("--file", action="append", default=[], metavar="NAME",
                        help="only changes in this file of the method; may be given again")
    parser.add_argument("--sample", type=int, help="this many changes, chosen at random; else all")
    parser.add_argument("--seed", type=int, default=1, help="of the choice")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="also the changes that were noticed")
    arguments = parser.parse_args()
    binary = arguments.binary.resolve()

    if run_test(binary, arguments.method) != 0:
        sys.exit("the method as it is does not pass its scenarios")
    mutations = find_mutations(arguments.method, arguments.file)
    wanted = arguments.sample or len(mutations)
    random.Random(arguments.seed).shuffle(mutations)
    counts = {"killed": 0, "survived": 0, "refused": 0}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        # In slices, so that refused ones are made up for.
        while mutations and counts["killed"] + counts["survived"] < wanted:
            slice_size = wanted - counts["killed"] - counts["survived"]
            now, mutations = mutations[:slice_size], mutations[slice_size:]
            verdicts = pool.map(lambda m: judge(binary, arguments.method, m), now)
            for mutation, verdict in zip(now, verdicts):
                counts[verdict] += 1
                if verdict == "survived" or arguments.verbose:
                    print(f"{verdict}: {mutation}", flush=True)
    print(f"{counts['killed']} changes noticed, {counts['survived']} survived, "
          f"{counts['refused']} refused by the checker; seed {arguments.seed}")
    return 1 if counts["survived"] or not counts["killed"] else 0


if __name__ == "__main__":
    sys.exit(main())
