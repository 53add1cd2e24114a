# SPDX-License-Identifier: EUPL-1.2
"""Makes objects that fit the JSON Schema of a method's facts, and breaks them."""

import copy

# Texts by the name of their definition.
TEXTS = {
    "key": ["e1", "vol", "a-b", "9"],
    "label": ["Dorpsstraat", "é", "x" * 80],
    "text": ["Twee regels\nen een tab\t.", "x" * 1000],
    "reference": ["doc-17", "GM0268"],
    "date.exact": ["2022-03-01", "2024-02-29", "2000-12-31", "0001-01-01"],
    "time.exact": ["00:00", "19:30", "23:59"],
    "minutes.exact": ["PT150M", "PT2H30M", "PT1H", "PT0M"],
}
PERIODS = ["2022", "2022-06", "1999-12"]
# What is put in the place of a value.
OTHERS = [
    None, True, False, 0, -1, 1, 0.5, 2.0, 12, 13, 100.0000001, 1e6, 2**53, -(2**53), 999999999.999999,
    1000000000, 1e30, "", " ", "\u00a0", "e1", "E1", "-a", "x" * 41, "x" * 81, "x" * 1001, "a\nb",
    "a\u200bb", "a\u0007b", "\U000e0001", "children", "2022-03-01", "2022-02-30", "2023-02-29", "2022-04-31",
    "2022-13-01", "2022", "2022-06", "2022-00", "0000-01-01", "9999-12-31", "0001-01-01", "22-1-1",
    "19:30", "24:00", "7:30", "23:59", "00:00", "PT150M", "PT", "P1D", "P1M", "PT1M1H", "PT1.5H",
    "PT9999999M", [], {}, [True], ["e1"], ["e1", "e1"], [{}], [{"key": "e1"}], [{"key": "E1"}],
    [{"withdrawn": True}], [{"key": "e1", "withdrawn": "yes"}], [{}] * 6, ["children", "adults"],
    {"none": True}, {"none": False}, {"none": 1}, {"none": True, "about": 1}, {"about": 6000},
    {"about": "11 oktober"}, {"about": ""}, {"about": "x" * 81}, {"about": True}, {"about": 1.5},
    {"about": 2e12}, {"about": 2e18}, {"over": 3}, {"over": 10}, {"over": 0}, {"under": 1}, {"under": 2},
    {"at_least": 3, "at_most": 5}, {"at_least": 5, "at_most": 3}, {"at_least": 3, "over": 2},
    {"at_least": "2022-06"}, {"over": "9999"}, {"under": "0001-01"}, {"over": "23:59"},
    {"under": "00:00"}, {"under": "PT0M"}, {"over": "19:00", "under": "20:00"}, {"over": 3, "note": 1},
    {"at_least": []}, {"at_least": ["e1"]}, {"at_least": [{"key": "e1"}]}, {"at_least": ["children"]},
    {"at_least": {}}, {"done": True}, {"done": False, "evidence": "doc-17"}, {"evidence": "doc-17"},
    {"done": True, "evidence": ""}, {"done": True, "evidence": "x" * 201}, {"done": "yes"},
]


class Maker:
    """Values of a schema, chosen by `random`."""

    def __init__(self, schema, random):
        self.schema, self.random = schema, random

    def make(self):
        facts = self.value(self.schema, "")
        # Another key for each element of a list, so that none occurs twice.
        self.number_keys(facts)
        return facts

    def value(self, schema, name):
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            return self.value(self.schema["$defs"][name], name)
        if "const" in schema:
            return copy.deepcopy(schema["const"])
        for choices in ("anyOf", "oneOf"):
            if choices in schema:
                return self.value(self.random.choice(schema[choices]), name)
        kind = schema["type"]
        if kind == "object":
            return self.object(schema)
        if kind == "array":
            most = min(schema.get("maxContains", schema["maxItems"]), 3)
            least = schema.get("minItems", 0)
            return [self.value(schema["items"], "") for _ in range(self.random.randint(least, most))]
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "integer":
            return self.number(schema, 1)
        if kind == "number":
            return self.number(schema, 0.25)
        return self.text(schema, name)

    def number(self, schema, step):
        least = schema.get("minimum", schema.get("exclusiveMinimum", 0) + step)
        most = schema.get("maximum", schema.get("exclusiveMaximum", 0) - step)
        if most - least > 1e6:
            least, most = -1000, 1000
        return min(most, round(least + step * self.random.randint(0, int((most - least) / step)), 6))

    def text(self, schema, name):
        if name in TEXTS:
            return self.random.choice(TEXTS[name])
        # Without a definition of its own: months and years, and evidence.
        return self.random.choice(PERIODS if "-(0[1-9]" in schema.get("pattern", "") else ["doc-17", ""])

    def object(self, schema):
        members = schema["properties"]
        if "at_least" in members and "under" in members:
            ends = [self.random.choice(["at_least", "over"]), self.random.choice(["at_most", "under"])]
            # One end: two could leave nothing between them.
            names = [self.random.choice(ends)]
        else:
            often = 0.15 if len(members) > 30 else 0.5
            names = [name for name in members
                     if name in schema.get("required", ()) or self.random.random() < often]
        return {name: self.value(members[name], "") for name in names}

    def number_keys(self, node, number=0):
        for member in node.values() if isinstance(node, dict) else node:
            if isinstance(member, (dict, list)):
                self.number_keys(member)
        if isinstance(node, list):
            for i, member in enumerate(node):
                if isinstance(member, dict) and "key" in member:
                    member["key"] = f"k{i}"
                elif member in TEXTS["key"]:
                    node[i] = f"k{i}"


def places(node, place=()):
    """Every place in a value, the outermost first."""
    yield place
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, member in members:
        yield from places(member, (*place, key))


def broken(facts, random):
    """A copy of the facts with one thing in it changed, which may or may not be a mistake."""
    changed = copy.deepcopy(facts)
    place = random.choice([place for place in places(changed) if place] or [("count",)])
    around = changed
    for key in place[:-1]:
        around = around[key]
    what = random.random()
    if what < 0.15 and isinstance(around, dict) and place[-1] in around:
        around[random.choice(["gests", "key", "withdrawn", "none", "area.nothing"])] = around.pop(place[-1])
    else:
        around[place[-1]] = copy.deepcopy(random.choice(OTHERS))
    return changed
