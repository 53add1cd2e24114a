# SPDX-License-Identifier: EUPL-1.2
"""The road from wrong facts to a completed step, with the server killed in between."""

import json
import pathlib
import tempfile
import unittest

import grpc
from stapwijs.v1 import assessment_pb2, progress_service_pb2, trajectory_pb2
from stapwijs.v1 import trajectory_service_pb2 as tpb
from stapwijs.v1.value_pb2 import Change, Value

from stapwijs_server import Server, new_id, refused


class RoadTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.server = Server(pathlib.Path(self.folder.name) / "stapwijs.db")
        self.addCleanup(lambda: self.server.end())
        self.server.publish()

    def record(self, trajectory, facts, **kwargs):
        return tpb.RecordFactsRequest(trajectory_id=trajectory, request_id=new_id(),
                                      facts_json=json.dumps(facts), **kwargs)

    def revision(self, trajectory):
        return self.server.trajectories.GetTrajectory(
            tpb.GetTrajectoryRequest(trajectory_id=trajectory)).trajectory.revision

    def step(self, trajectory, name):
        assessment = self.server.progress.GetAssessment(
            progress_service_pb2.GetAssessmentRequest(
                trajectory_id=trajectory, on="2022-03-01", languages=["nl", "en"])).assessment
        return next(step for step in assessment.steps if step.id == name)

    def test_from_wrong_facts_to_a_completed_step(self):
        server = self.server
        trajectory = server.create()

        # A wrong set of facts: every violation at once, each with its place, and nothing stored.
        refusal = refused(server.trajectories.RecordFacts, self.record(
            trajectory, {"guests": 600, "day": "2022-02-30", "music": "lod", "gests": 3}))
        self.assertEqual(refusal.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(refusal.reason, "INVALID_REQUEST")
        found = {v.field: v.reason for v in refusal.details["BadRequest"].field_violations}
        self.assertEqual(found, {
            "facts_json.guests": "OUT_OF_RANGE",
            "facts_json.day": "BAD_DATE",
            "facts_json.music": "NOT_AN_ENUM_VALUE",
            "facts_json.gests": "UNKNOWN_FACT",
        })
        both = refusal.details["ViolationsDetail"].violations
        self.assertTrue(all(v.message.nl and v.message.en for v in both))
        self.assertEqual(set(refusal.localized), {"nl", "en"})
        self.assertEqual(self.revision(trajectory), 1)

        # Right ones, typed and as JSON.
        receipt = server.trajectories.RecordFacts(
            self.record(trajectory, {"day": "2022-06-11", "stalls": []})).receipt
        self.assertEqual(receipt.revision, 2)
        receipt = server.trajectories.RecordFacts(tpb.RecordFactsRequest(
            trajectory_id=trajectory, request_id=new_id(), expected_revision=2,
            changes=[Change(path="guests", set=Value(integer=120))])).receipt
        self.assertEqual(receipt.revision, 3)
        server.trajectories.AnswerItem(tpb.AnswerItemRequest(
            trajectory_id=trajectory, request_id=new_id(), item="plan.neighbours_agree",
            answer=trajectory_pb2.ITEM_ANSWER_DONE, evidence="doc-17"))
        self.assertEqual(self.step(trajectory, "plan").status, assessment_pb2.STATUS_BLOCKED)

        # The step cannot be completed; the guard says why, and where that comes from.
        complete = tpb.CompleteStepRequest(
            trajectory_id=trajectory, request_id=new_id(), step="plan")
        refusal = refused(server.trajectories.CompleteStep, complete)
        self.assertEqual(refusal.code, grpc.StatusCode.FAILED_PRECONDITION)
        self.assertEqual(refusal.reason, "STEP_NOT_COMPLETE")
        reasons = refusal.details["RefusalDetail"].reasons
        self.assertEqual([r.blocker.path for r in reasons], ["plan.too_many"])
        self.assertEqual(reasons[0].blocker.kind, assessment_pb2.BLOCKER_KIND_GUARD)
        self.assertTrue(reasons[0].blocker.decided)
        self.assertEqual(reasons[0].message.nl, "120 gasten is te veel voor de straat.")
        citation = reasons[0].provenance.citations[0]
        self.assertEqual((citation.title, citation.locator),
                         ("Gids voor straatfeesten", "Hoofdstuk 2"))
        violation = refusal.details["PreconditionFailure"].violations[0]
        self.assertEqual(violation.subject, "plan.too_many")
        self.assertEqual(self.revision(trajectory), 4)

        # Killed: nothing of what was answered is lost.
        server.kill_and_restart()
        self.assertEqual(self.revision(trajectory), 4)

        # What unblocks it; then it can be completed, with the same request.
        server.trajectories.RecordFacts(self.record(trajectory, {"guests": 80}))
        receipt = server.trajectories.CompleteStep(complete).receipt
        self.assertEqual(receipt.revision, 6)
        step = self.step(trajectory, "plan")
        self.assertEqual(step.status, assessment_pb2.STATUS_COMPLETE)
        self.assertEqual(step.transition.state, assessment_pb2.TRANSITION_STATE_COMPLETED)
        self.assertEqual(step.transition.completed_revision, 6)

        server.kill_and_restart()
        self.assertEqual(self.step(trajectory, "plan").transition.completed_revision, 6)
        # The next step opened.
        receipt = server.trajectories.StartStep(tpb.StartStepRequest(
            trajectory_id=trajectory, request_id=new_id(), step="party")).receipt
        self.assertEqual(receipt.revision, 7)

    def test_everything_recorded_can_be_read_back_after_a_kill(self):
        trajectory = self.server.create()
        changes = [
            Change(path="guests", set=Value(integer=12)),
            Change(path="permit", set=Value(none={})),
            Change(path="day", set=Value(date="2022-06")),
            Change(path="budget", set=Value(range={"over": {"decimal": "2.5"}})),
            Change(path="street", set=Value(text="Dorpsstraat")),
            Change(path="case", set=Value(text="zaak-1")),
            Change(path="music", set=Value(enum_value="acoustic")),
            Change(path="sounds", set=Value(
                set={"members": [{"enum_value": "loud"}], "may_have_more": True})),
            Change(path="pause", set=Value(duration="PT30M")),
            Change(path="stalls", add_element={"key": "koek"}),
            Change(path="stalls[koek].opens", set=Value(time="13:30")),
            Change(path="first_stall", set=Value(element_key="koek")),
        ]
        response = self.server.trajectories.RecordFacts(tpb.RecordFactsRequest(
            trajectory_id=trajectory, request_id=new_id(), changes=changes))
        self.assertEqual(list(response.added_elements), ["stalls[koek]"])
        self.server.kill_and_restart()
        read = self.server.trajectories.GetTrajectory(tpb.GetTrajectoryRequest(
            trajectory_id=trajectory, view=tpb.TRAJECTORY_VIEW_FULL)).trajectory
        facts = {fact.path: fact.value for fact in read.facts}
        self.assertEqual(facts, {c.path: c.set for c in changes if c.HasField("set")})
        self.assertEqual([(l.path, list(l.keys), l.may_have_more) for l in read.lists],
                         [("stalls", ["koek"], True)])

    def test_an_ordered_stop_answers_and_ends_with_0(self):
        trajectory = self.server.create()
        self.assertEqual(self.server.end(), 0)
        self.server.start()
        self.assertEqual(self.revision(trajectory), 1)


if __name__ == "__main__":
    unittest.main()
