#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of pilots.py."""

import unittest

import pilots


def step(status="STATUS_UNKNOWN", guards=(), elements=()):
    return {"id": "area", "status": status, "guards": list(guards), "elements": list(elements)}


def guard(path, state="VIOLATED"):
    return {"path": path, "state": f"GUARD_STATE_{state}"}


class PilotsTest(unittest.TestCase):
    def test_what_is_judged_otherwise(self):
        expected = [guard(path) for path in pilots.VIOLATED["arnhem"]]
        within = step(elements=[step(guards=[guard("area.members[a].deep")])])
        cases = {
            (): [step(guards=expected)],
            ("area.x is violated",): [step(guards=expected + [guard("area.x")])],
            ("area.members[a].deep is violated",): [step(guards=expected), within],
            ("preparation.same_faces is not violated",): [step(guards=[guard("area.context_missing"),
                                                                     guard("preparation.same_faces", "HOLDS")])],
            ("area is STATUS_COMPLETE",): [step("STATUS_COMPLETE", expected)],
        }
        for found, steps in cases.items():
            with self.subTest(found):
                self.assertEqual(tuple(pilots.differences("arnhem", {"steps": steps})), found)

    def test_each_pilot_has_its_facts(self):
        for name in pilots.VIOLATED:
            self.assertTrue((pilots.FACTS / f"{name}.json").is_file(), name)


if __name__ == "__main__":
    unittest.main()
