# SPDX-License-Identifier: EUPL-1.2
"""The whole story of a case system, with the server killed after every part of it: a form out of
GetMethod alone, facts recorded, a step refused with reasons, waived, completed, reopened, reported."""

import json
import pathlib
import re
import tempfile
import unittest

import grpc
from stapwijs.v1 import assessment_pb2, method_service_pb2, policy_service_pb2, progress_service_pb2
from stapwijs.v1 import trajectory_pb2
from stapwijs.v1 import trajectory_service_pb2 as tpb

from stapwijs_server import Server, new_id, refused

ON = "2022-03-01"
TEXTS = ["Dorpsstraat", "k1", "13:30", "PT30M"]


class Form:
    """What can be asked and answered, out of a method's JSON Schema and nothing else."""

    def __init__(self, schema):
        self.schema = schema
        self.questions = {name: fact.get("description", fact["title"])
                          for name, fact in schema["properties"].items()}

    def plain(self, schema):
        while "$ref" in schema or "anyOf" in schema:
            name = schema.get("$ref", "").removeprefix("#/$defs/")
            schema = self.schema["$defs"][name] if name else schema["anyOf"][0]
        return schema

    def answer(self, name):
        """An answer that fits: yes, the most, the first choice, a text of the right form."""
        plain = self.plain(self.schema["properties"][name])
        if "oneOf" in plain:
            return plain["oneOf"][0]["const"]
        if plain["type"] in ("integer", "number"):
            return plain["maximum"]
        if plain["type"] == "string":
            if plain.get("format") == "date":
                return "2022-06-11"
            return next(text for text in TEXTS if re.search(plain["pattern"], text))
        return {"boolean": True, "array": []}[plain["type"]]


class StoryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.server = Server(pathlib.Path(folder.name) / "stapwijs.db")
        self.addCleanup(lambda: self.server.end())
        self.server.publish()
        self.trajectory = self.server.create()

    def write(self, call, **what):
        """Makes a change; gives the request, and the revision that it made."""
        request = getattr(tpb, f"{call}Request")(
            trajectory_id=self.trajectory, request_id=new_id(), **what)
        return request, getattr(self.server.trajectories, call)(request).receipt.revision

    def refusal(self, call, **what):
        return refused(getattr(self.server.trajectories, call), getattr(tpb, f"{call}Request")(
            trajectory_id=self.trajectory, request_id=new_id(), **what))

    def assessment(self):
        return self.server.progress.GetAssessment(progress_service_pb2.GetAssessmentRequest(
            trajectory_id=self.trajectory, on=ON)).assessment

    def plan(self):
        return next(step for step in self.assessment().steps if step.id == "plan")

    def events(self, **what):
        return list(self.server.trajectories.ListEvents(
            tpb.ListEventsRequest(page_size=500, **what)).events)

    def waive(self):
        return self.write("WaiveGuard", guard="plan.too_many", reason="De straat is extra breed.",
                          role="organiser", reference="besluit-7", until="2099-12-31")[1]

    def test_the_whole_story(self):
        # A form, and all its answers in one call: the most guests that can be recorded is too many.
        method = self.server.methods.GetMethod(
            method_service_pb2.GetMethodRequest(method_id="straatfeest")).method
        form = Form(json.loads(method.facts_schema_json))
        self.assertEqual(form.questions["guests"], "Hoeveel gasten komen er?")
        self.assertEqual(form.questions["plan.neighbours_agree"], "Zijn de buren akkoord?")
        answers = {name: form.answer(name) for name in form.questions}
        _, revision = self.write("RecordFacts", facts_json=json.dumps(answers))
        self.assertEqual(revision, 2)
        self.server.kill_and_restart()
        recorded = self.server.trajectories.GetTrajectory(tpb.GetTrajectoryRequest(
            trajectory_id=self.trajectory, view=tpb.TRAJECTORY_VIEW_FULL)).trajectory
        self.assertEqual({fact.path for fact in recorded.facts} | {one.path for one in recorded.lists}
                         | {one.item for one in recorded.answers}, set(answers))

        # The step is refused: why, in words, and where that comes from.
        refusal = self.refusal("CompleteStep", step="plan")
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.FAILED_PRECONDITION, "STEP_NOT_COMPLETE"))
        reason, = refusal.details["RefusalDetail"].reasons
        self.assertEqual((reason.blocker.path, reason.message.nl),
                         ("plan.too_many", "500 gasten is te veel voor de straat."))
        self.assertEqual(reason.provenance.citations[0].locator, "Hoofdstuk 2")

        # Waived, with who and why; then it can be completed.
        self.assertEqual(self.waive(), 3)
        self.server.kill_and_restart()
        plan = self.plan()
        guard = next(guard for guard in plan.guards if guard.path == "plan.too_many")
        self.assertEqual((guard.state, guard.waiver.reason, guard.waiver.role.title.nl, guard.waiver.reference),
                         (assessment_pb2.GUARD_STATE_WAIVED, "De straat is extra breed.", "organisator", "besluit-7"))
        self.assertEqual((plan.status, list(plan.blocked_by)), (assessment_pb2.STATUS_COMPLETE, []))
        complete, revision = self.write("CompleteStep", step="plan")
        self.assertEqual(revision, 4)
        self.server.kill_and_restart()
        # The same request after the crash: the same answer, nothing done twice.
        self.assertEqual(self.server.trajectories.CompleteStep(complete).receipt.revision, 4)
        self.assertEqual(self.plan().transition.completed_revision, 4)

        # The waiver taken back: blocked again, and completed otherwise than it is judged now.
        self.assertEqual(self.write("RevokeWaiver", guard="plan.too_many")[1], 5)
        plan = self.plan()
        self.assertEqual((plan.status, plan.drifted), (assessment_pb2.STATUS_BLOCKED, True))

        # Opened again: what was recorded of it stays.
        self.assertEqual(self.write("ReopenStep", step="plan")[1], 6)
        self.server.kill_and_restart()
        plan = self.plan()
        self.assertEqual((plan.transition.state, plan.transition.completed_revision,
                          plan.transition.reopened_revision, plan.drifted),
                         (assessment_pb2.TRANSITION_STATE_STARTED, 4, 6, False))
        self.assertEqual(self.refusal("CompleteStep", step="plan").reason, "STEP_NOT_COMPLETE")
        self.assertEqual(self.waive(), 7)
        self.assertEqual(self.write("CompleteStep", step="plan")[1], 8)
        self.check_reports()

        # Closed: it can be read, not written.
        _, revision = self.write("CloseTrajectory", state=trajectory_pb2.TRAJECTORY_STATE_ENDED)
        self.assertEqual(revision, 9)
        self.server.kill_and_restart()
        self.assertEqual(self.refusal("RecordFacts", facts_json='{"guests": 3}').reason, "TRAJECTORY_CLOSED")
        self.check_events()

    def check_reports(self):
        self.server.kill_and_restart()
        report = self.server.policy.GetLinkageReport(policy_service_pb2.GetLinkageReportRequest(
            trajectory_id=self.trajectory, on=ON)).report
        goal, = report.policies[0].goals
        self.assertEqual((goal.assessment.verdict, goal.assessment.reason.nl),
                         (assessment_pb2.GOAL_VERDICT_LINKED, "Het feest is gehouden."))
        evidence, = goal.evidence
        self.assertEqual((evidence.path, evidence.words.nl, evidence.revision), ("held", "ja", 2))
        waiver, = report.waivers
        self.assertEqual((waiver.path, waiver.reason, waiver.until, waiver.in_force),
                         ("plan.too_many", "De straat is extra breed.", "2099-12-31", True))
        total = self.server.policy.GetPortfolioReport(policy_service_pb2.GetPortfolioReportRequest(
            method_id="straatfeest", on=ON)).report
        self.assertEqual((total.trajectories, total.with_waivers, total.goals[0].linked), (1, 1, 1))
        self.assertEqual([(step.id, step.complete) for step in total.steps], [("plan", 1), ("party", 1)])
        self.assertEqual((total.rows[0].trajectory_id, total.rows[0].waivers), (self.trajectory, 1))

    def check_events(self):
        events = self.events(trajectory_id=self.trajectory, include_private=True)
        self.assertEqual([event.type for event in events], [
            "trajectory_created", "facts_recorded", "guard_waived", "step_completed", "waiver_revoked",
            "step_reopened", "guard_waived", "step_completed", "trajectory_closed"])
        self.assertEqual([event.revision for event in events], list(range(1, 10)))
        for before, after in zip(events, events[1:]):
            self.assertEqual(after.previous_hash, before.hash)
        self.assertIn("De straat is extra breed.", events[2].private_json)
        shown = self.events(trajectory_id=self.trajectory)
        self.assertFalse(any(event.private_json for event in shown))
        self.assertNotIn("extra breed", "".join(event.payload_json for event in shown))
        # The tenant's feed has the same events, from any position on.
        feed = self.events()
        self.assertEqual([event.hash for event in feed], [event.hash for event in shown])
        self.assertEqual([event.position for event in self.events(after_position=feed[5].position)],
                         [event.position for event in feed[6:]])

    def test_of_four_wrong_facts_and_one_right_nothing_is_stored(self):
        self.write("RecordFacts", facts_json='{"guests": 12}')
        before = self.events(trajectory_id=self.trajectory), self.events()
        facts = {"guests": 501, "day": "2022-02-30", "music": "lod", "street": "Dorpsstraat",
                 "stalls": [{"key": "koek", "opens": "25:00"}]}
        refusal = self.refusal("RecordFacts", facts_json=json.dumps(facts))
        self.assertEqual((refusal.code, refusal.reason), (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST"))
        found = {v.field: v.reason for v in refusal.details["BadRequest"].field_violations}
        self.assertEqual(found, {
            "facts_json.guests": "OUT_OF_RANGE", "facts_json.day": "BAD_DATE",
            "facts_json.music": "NOT_AN_ENUM_VALUE", "facts_json.stalls[0].opens": "WRONG_TYPE"})
        self.assertEqual((self.events(trajectory_id=self.trajectory), self.events()), before)
        read = self.server.trajectories.GetTrajectory(tpb.GetTrajectoryRequest(
            trajectory_id=self.trajectory, view=tpb.TRAJECTORY_VIEW_FULL)).trajectory
        self.assertEqual((read.revision, [fact.path for fact in read.facts]), (2, ["guests"]))


if __name__ == "__main__":
    unittest.main()
