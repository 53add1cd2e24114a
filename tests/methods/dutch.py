#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures the Dutch of the methods under examples/methods: plain language at level B1.

Reads the texts after `nl` in the .stap files. Per method the sentences in them are 12 words on average
at most, and none is over 20; names (of facts, items, values) are no sentences and only have the second
limit. An interpolation counts as one word. Formal words for which there is a plain one are refused.
Prints the figures and, with file and line, what is wrong; ends 1 if anything is, else 0.
"""

import argparse
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MOST_ON_AVERAGE = 12
MOST_IN_ONE = 20

TOKEN = re.compile(r'(?P<skip>\s+|#[^\n]*)|"(?P<string>[^"\n]*)"|(?P<word>\w+)|(?P<other>.)')

PLAIN = {
    "aangaande": "over", "aanvang": "begin", "aanvangen": "beginnen", "adequaat": "goed genoeg",
    "aldus": "zo", "alsmede": "en", "alvorens": "voordat", "beogen": "willen", "beoogt": "wil",
    "betreffende": "over", "bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "conform": "volgens",
    "d.m.v.": "met", "derhalve": "dus", "desbetreffende": "deze", "dient te": "moet",
    "dienen te": "moeten", "doch": "maar", "door middel van": "met", "echter": "maar", "enz.": "en meer",
    "evt.": "misschien", "faciliteren": "helpen", "faciliteert": "helpt", "gedurende": "tijdens",
    "genereren": "opleveren", "geschieden": "gebeuren", "geschiedt": "gebeurt", "hetgeen": "wat",
    "hieromtrent": "hierover", "i.v.m.": "door", "implementatie": "invoering",
    "implementeren": "invoeren", "in het kader van": "voor", "indien": "als", "initiëren": "beginnen",
    "inzake": "over", "m.b.t.": "over", "m.b.v.": "met", "met betrekking tot": "over", "middels": "met",
    "mits": "alleen als", "monitoren": "volgen", "naar aanleiding van": "na", "o.a.": "zoals",
    "omtrent": "over", "optimaliseren": "beter maken", "participatie": "meedoen",
    "participeren": "meedoen", "realiseren": "maken", "reeds": "al", "slechts": "alleen",
    "stakeholder": "partij", "stakeholders": "partijen", "t.a.v.": "over", "ten aanzien van": "over",
    "ten behoeve van": "voor", "teneinde": "om", "tevens": "ook", "thans": "nu", "trachten": "proberen",
    "tracht": "probeert", "veelal": "vaak", "verstrekken": "geven", "voornoemde": "deze",
    "wederom": "weer", "zulks": "dat",
}
DIFFICULT = re.compile(
    r"(?<![\w.])(" + "|".join(re.escape(word) for word in sorted(PLAIN, key=len, reverse=True)) + r")(?!\w)",
    re.I)
INTERPOLATION = re.compile(r"\{[^{}]*\}")
END = re.compile(r"(?<=[.!?])\s+")


class Text:
    """A Dutch text: its words, and the line where it begins."""

    def __init__(self, line, value):
        self.line, self.value = line, value

    def sentences(self):
        return [one for one in END.split(INTERPOLATION.sub("X", self.value).strip()) if words(one)]

    def is_name(self):
        return not self.value.rstrip().endswith((".", "!", "?"))


def words(sentence):
    return sum(any(letter.isalnum() for letter in word) for word in sentence.split())


def texts_of(source):
    """The texts after `nl` in a .stap file; strings in a row are joined with a blank."""
    tokens = [match for match in TOKEN.finditer(source) if match.lastgroup != "skip"]
    found = []
    for i, token in enumerate(tokens[:-1]):
        if token["word"] != "nl" or tokens[i + 1].lastgroup != "string":
            continue
        strings, j = [], i + 1
        while j < len(tokens) and tokens[j].lastgroup == "string":
            strings.append(tokens[j]["string"])
            j += 1
        found.append(Text(source.count("\n", 0, tokens[i + 1].start()) + 1, " ".join(strings)))
    return found


def judge(files):
    """The figures and what is wrong of a method, whose files are pairs of a name and a source."""
    lengths, names, wrong = [], 0, []
    for name, source in files:
        for text in texts_of(source):
            if text.is_name():
                names += 1
            for sentence in text.sentences():
                length = words(sentence)
                if not text.is_name():
                    lengths.append(length)
                if length > MOST_IN_ONE:
                    wrong.append(f"{name}:{text.line}: {length} words: {sentence}")
            for match in DIFFICULT.finditer(text.value):
                plain = PLAIN[match[1].lower()]
                wrong.append(f"{name}:{text.line}: \"{match[1]}\" is formal, say \"{plain}\": {text.value}")
    average = sum(lengths) / len(lengths) if lengths else 0
    if average > MOST_ON_AVERAGE:
        wrong.append(f"the sentences are {average:.1f} words on average; {MOST_ON_AVERAGE} is the most")
    figures = (f"{len(lengths)} sentences of {average:.1f} words on average, "
               f"the longest {max(lengths, default=0)}; {names} names")
    return figures, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("methods", nargs="*", type=pathlib.Path,
                        help="folders with a method, or files; else all under examples/methods")
    methods = parser.parse_args().methods or sorted((ROOT / "examples" / "methods").iterdir())
    failed, measured = False, 0
    for method in methods:
        paths = sorted(method.rglob("*.stap")) if method.is_dir() else [method]
        paths = [path for path in paths if path.suffix == ".stap"]
        if not paths:
            continue
        measured += 1
        figures, wrong = judge([(str(path), path.read_text(encoding="utf-8")) for path in paths])
        print(f"{method.name}: {figures}")
        print("".join(f"  {one}\n" for one in wrong), end="")
        failed = failed or bool(wrong)
    if not measured:
        sys.exit("no method to measure")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
