#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of trace.py: each kind of difference is found, and nothing where all is well."""

import pathlib
import unittest

import trace

IDS = ["F1.01", "S1.01", "G1.01", "T1.01", "G2.01", "GX.01", "P0.1", "N01"]
COUNTS = {"F1": 1, "S1": 1, "G1": 1, "T1": 1, "G2": 1, "GX": 1, "P0": 1, "N": 1}
TRACE = """# a comment
F1.01\tarea_name, members[*].mandate
S1.01\tarea.set
G1.01\tarea.chosen
T1.01\t-\ttold by another tip
G2.01\tarea.chosen
GX.01\t-\tthe engine
P0.1\t-\tnote in method.stap
"""
LIST = """fact\tarea_name
fact\tmembers[*].mandate\t
item\tarea.set\tS1.01
guard\tarea.chosen\tG1.01,G2.01
note\tarea\tP0.1
note\tarea
"""
TITLES = ["N01: fine", "another"]


def differences(ids=None, table=TRACE, listing=LIST, titles=TITLES, readme=""):
    return list(trace.check(IDS if ids is None else ids, trace.read_trace(table), trace.read_list(listing),
                            titles, readme, COUNTS))


class TraceTest(unittest.TestCase):
    def test_all_is_well(self):
        self.assertEqual(differences(), [])

    def test_each_difference(self):
        cases = {
            "S1.01 is missing": dict(table=TRACE.replace("S1.01\tarea.set\n", "")),
            "line 8: P0.1: no note has this ref": dict(listing=LIST.replace("\tP0.1", "")),
            "N01: no title of a scenario names it, nor does README.md":
                dict(titles=["N1"]),
            "line 2: F1.01: the method has no area_nam": dict(table=TRACE.replace("area_name", "area_nam")),
            "line 3: S1.01: area.set has no such ref": dict(listing=LIST.replace("S1.01", "")),
            "area.set has ref S1.02, which TRACE.tsv does not give this path":
                dict(listing=LIST.replace("S1.01", "S1.01 S1.02")),
            "line 6: G2.01: a - needs a reason": dict(
                table=TRACE.replace("G2.01\tarea.chosen", "G2.01\t-"),
                listing=LIST.replace(",G2.01", "")),
            "line 9: S1.01 is there twice": dict(table=TRACE + "S1.01\tarea.set\n"),
            "line 9: S9.01 is no id": dict(table=TRACE + "S9.01\tarea.set\n"),
            "line 9: N09 is not in the inventory": dict(table=TRACE + "N09\t-\tfree\n"),
            "line 3: F1.01 stands after S1.01": dict(table=TRACE.replace(
                "F1.01\tarea_name, members[*].mandate\nS1.01\tarea.set\n",
                "S1.01\tarea.set\nF1.01\tarea_name\n")),
            "the list of ids has 0 of GX, the inventory 1": dict(
                ids=[one for one in IDS if one != "GX.01"], table=TRACE.replace("GX.01\t-\tthe engine\n", "")),
            "line 6: G2.01: the method has no empty path": dict(
                table=TRACE.replace("G2.01\tarea.chosen", "G2.01"), listing=LIST.replace(",G2.01", "")),
        }
        for expected, change in cases.items():
            with self.subTest(expected):
                self.assertIn(expected, differences(**change))

    def test_what_is_missing_is_said_once(self):
        self.assertEqual(differences(table=TRACE.replace("S1.01\tarea.set\n", ""),
                                     listing=LIST.replace("\tS1.01", "")), ["S1.01 is missing"])

    def test_the_readme_may_explain_a_non_rule(self):
        self.assertEqual(differences(titles=[], readme="N01 is another's."), [])

    def test_a_fact_may_be_the_answer_to_an_item(self):
        self.assertEqual(differences(table=TRACE.replace("area_name,", "area_name, area.set,")), [])

    def test_the_list_of_ids_is_the_inventory_in_order(self):
        ids = trace.read_ids((pathlib.Path(trace.HERE) / "inventory_ids.txt").read_text(encoding="utf-8"))
        self.assertEqual(ids, sorted(set(ids), key=trace.order))
        self.assertEqual(len(ids), sum(trace.COUNTS.values()))


if __name__ == "__main__":
    unittest.main()
