# SPDX-License-Identifier: EUPL-1.2
"""The JSON Schema of facts that GetMethod gives, in a validator that is not ours: it takes what the
server takes, and refuses what the server refuses, as far as a schema can say that."""

import json
import pathlib
import random
import subprocess
import tempfile
import unittest

import grpc
import jsonschema
from stapwijs.v1 import method_service_pb2
from stapwijs.v1 import trajectory_service_pb2 as tpb

from schema_values import Maker, broken
from stapwijs_server import BINARY, METHODS, Server, new_id, refused

ROOT = pathlib.Path(__file__).resolve().parents[4]
FACTS = ROOT / "examples" / "facts"
WELKOME_WIJK = ROOT / "examples" / "methods" / "welkome_wijk"
CLI_DATA = ROOT / "tests" / "api" / "cli" / "data"
OTHER_METHODS = {"agenda_voorbeelddorp": "inclusion_agenda", "training_voorbeelddorp": "mind_training"}

# What the schema cannot say: the reason that the server gives, and what must stand in the facts.
BEYOND_SCHEMA = {
    "EMPTY_RANGE": "",                # a lower bound above its upper bound
    "DUPLICATE_KEY": "",              # two elements with one key
    "WRONG_TYPE": "100.0000001",      # more than six digits behind the point
    "OUT_OF_RANGE": "PT9999999M",     # how long a duration is, in all its units
}

# Mistakes in facts of spellings.stap.
WRONG = [
    '{"counts": 1}', '{"count": "1"}', '{"count": 1.5}', '{"count": null}', '{"count": 9007199254740992}',
    '{"count": {"none": true}}', '{"sure": 1}', '{"sure": "true"}', '{"grade": 0}', '{"grade": 11}',
    '{"grade": {"over": 10}}', '{"grade": {"under": 1}}', '{"grade": {"at_least": 0}}', '{"grade": {}}',
    '{"grade": {"at_least": 2, "over": 1}}', '{"grade": {"about": true}}', '{"grade": {"none": false}}',
    '{"grade": {"none": true, "about": 3}}', '{"price": 0.4}', '{"price": 99.500001}', '{"price": "1"}',
    '{"place": ""}', '{"place": " \\u00a0"}', '{"place": "a\\nb"}', '{"place": "a\\u200bb"}', '{"place": 5}',
    '{"remark": "a\\u0007"}', '{"file": "a\\tb"}', '{"day": "2022-02-30"}', '{"day": "2022-04-31"}',
    '{"day": "2023-02-29"}', '{"day": "1 mei"}', '{"day": "2022-1-1"}', '{"day": "0000-01-01"}',
    '{"day": {"over": "9999-12-31"}}', '{"day": {"from": "2022"}}', '{"hour": "24:00"}', '{"hour": "9:30"}',
    '{"hour": {"under": "00:00"}}', '{"length": "P1D"}', '{"length": "PT"}', '{"length": "PT1M1H"}',
    '{"length": 90}', '{"who": "parents"}', '{"who": ["adults"]}', '{"crowds": "adults"}',
    '{"crowds": ["parents"]}', '{"crowds": {"at_least": []}}', '{"crowds": {"over": 3}}',
    '{"days": ["2022-06"]}', '{"days": [{"about": "mei"}]}', '{"helpers": {"key": "e1"}}',
    '{"helpers": [true]}', '{"helpers": [{"key": "E 1"}]}', '{"helpers": [{"trained": "yes"}]}',
    '{"helpers": [{"withdrawn": 1}]}', '{"helpers": {"at_most": []}}', '{"chief": "E1"}', '{"chief": 1}',
    '{"stalls": [{}, {}, {}, {}]}', '{"stalls": [{"tables": [{}, {}, {}]}]}', '{"stalls": {"none": true}}',
    '{"stalls": [{"crew": [{"early": true}]}]}', '{"stalls": [{"crew": [{"key": "a", "late": true}]}]}',
    '{"stalls": [{"tables": [{"seats": 13}]}]}', '{"opening": true}', '{"opening": {"key": "e1"}}',
    '{"opening": {"state": "parents"}}', '{"opening": []}', '{"crowd": {"parents": {}}}',
    '{"crowd": {"adults": {"games": 21}}}', '{"crowd": {"adults": 3}}', '{"crowd": ["adults"]}',
    '{"plan.agreed": "yes"}', '{"plan.agreed": {"evidence": "d"}}', '{"plan.counted": true}',
    '{"plan.agreed": {"done": true, "by": "me"}}', '{"plan.crowd[parents].welcomed": true}',
    '{"plan.stalls[E1].told": true}', '{"plan.stalls.told": true}', '{"others": []}', '[]', '"facts"', 'null',
]


class SchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.server = Server(pathlib.Path(cls.folder.name) / "stapwijs.db")
        cls.addClassCleanup(cls.server.end)
        cls.server.publish("spellings")
        cls.server.publish_folder(WELKOME_WIJK)
        cls.spellings = cls.schema_of("spellings")
        cls.welkome_wijk = cls.schema_of("welkome_wijk")

    @classmethod
    def schema_of(cls, method, tenant=""):
        """A validator, which has found the schema itself to be in order."""
        answer = cls.server.methods.GetMethod(
            method_service_pb2.GetMethodRequest(tenant=tenant, method_id=method))
        schema = json.loads(answer.method.facts_schema_json)
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.FormatChecker(formats=["date"]))

    def recorded(self, method, facts):
        """The reasons for which the server refuses the facts of a new trajectory; none: it takes them."""
        trajectory = self.server.create(method=method)
        try:
            self.server.trajectories.RecordFacts(tpb.RecordFactsRequest(
                trajectory_id=trajectory, request_id=new_id(), facts_json=facts))
        except grpc.RpcError:
            refusal = refused(self.server.trajectories.RecordFacts, tpb.RecordFactsRequest(
                trajectory_id=trajectory, request_id=new_id(), facts_json=facts))
            return {v.reason for v in refusal.details["ViolationsDetail"].violations}
        return set()

    def test_facts_of_examples_and_tests_fit(self):
        validators = {"welkome_wijk": self.welkome_wijk}
        for method in OTHER_METHODS.values():
            self.server.publish_folder(ROOT / "examples" / "methods" / method)
            validators[method] = self.schema_of(method)
        for path in sorted(FACTS.glob("*.json")):
            method = OTHER_METHODS.get(path.stem, "welkome_wijk")
            with self.subTest(path.name):
                validators[method].validate(json.loads(path.read_text("utf-8")))

    def test_facts_of_the_command_line_fit_and_its_wrong_ones_do_not(self):
        self.server.publish(text=(CLI_DATA / "straatfeest" / "method.stap").read_text("utf-8"), tenant="cli")
        self.server.publish(text=(CLI_DATA / "words.stap").read_text("utf-8"), tenant="cli")
        party = self.schema_of("straatfeest", "cli")
        party.validate(json.loads((CLI_DATA / "facts.json").read_text()))
        self.schema_of("words", "cli").validate(json.loads((CLI_DATA / "words.json").read_text()))
        places = {".".join(map(str, error.path)) for error in
                  party.iter_errors(json.loads((CLI_DATA / "wrong.json").read_text()))}
        self.assertEqual(places, {"", "guests", "day", "stalls", "permit"})

    def test_schema_server_and_command_line_refuse_what_is_wrong(self):
        file = pathlib.Path(self.folder.name) / "facts.json"
        for facts in WRONG:
            with self.subTest(facts):
                self.assertFalse(self.spellings.is_valid(json.loads(facts)))
                self.assertTrue(self.recorded("spellings", facts))
                if pathlib.Path(BINARY).name == "stapwijs":
                    file.write_text(facts, "utf-8")
                    result = subprocess.run(
                        [BINARY, "assess", METHODS / "spellings.stap", file], capture_output=True, check=False)
                    self.assertEqual(result.returncode, 2, result.stderr)

    def check(self, method, validator, facts):
        """Whether both take the facts; fails where the one does and the other does not."""
        text = json.dumps(facts)
        reasons, fits = self.recorded(method, text), validator.is_valid(facts)
        if fits and reasons:
            unsaid = {reason for reason, part in BEYOND_SCHEMA.items() if part in text}
            self.assertLessEqual(reasons, unsaid, text)
        elif not fits:
            self.assertTrue(reasons, f"the schema refuses, the server does not: {text}\n"
                            + "\n".join(error.message[:200] for error in validator.iter_errors(facts)))
        return fits and not reasons

    def check_made(self, method, validator, count, seed):
        chance = random.Random(seed)
        maker = Maker(validator.schema, chance)
        whole = taken = 0
        for _ in range(count):
            facts = maker.make()
            whole += self.check(method, validator, facts)
            taken += self.check(method, validator, broken(facts, chance))
        # What is made fits but for a few ends of what there is; breaking it spoils most, not all.
        self.assertGreater(whole, 0.7 * count)
        self.assertLess(taken, 0.8 * count)
        self.assertGreater(taken, 0.05 * count)

    def test_made_and_broken_facts_are_judged_alike(self):
        self.check_made("spellings", self.spellings, 150, 1)

    def test_made_and_broken_facts_of_a_whole_method_are_judged_alike(self):
        self.check_made("welkome_wijk", self.welkome_wijk, 40, 2)


if __name__ == "__main__":
    unittest.main()
