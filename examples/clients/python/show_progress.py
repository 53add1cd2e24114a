#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Shows how a case stands, found by its case reference: each step with its counts, what holds it
back and why, and what to do next.

  show_progress.py 127.0.0.1:50051 zaaksysteem ZAAK-2022-17 [2022-03-01]
"""

import sys

import grpc
from google.protobuf.field_mask_pb2 import FieldMask
from stapwijs.v1 import assessment_pb2 as pb
from stapwijs.v1 import progress_service_pb2, progress_service_pb2_grpc
from stapwijs.v1 import trajectory_service_pb2, trajectory_service_pb2_grpc

STATUS = {
    pb.STATUS_NOT_APPLICABLE: "niet van toepassing", pb.STATUS_BLOCKED: "geblokkeerd",
    pb.STATUS_INCOMPLETE: "nog niet klaar", pb.STATUS_UNKNOWN: "nog niet te zeggen",
    pb.STATUS_COMPLETE: "klaar",
}
# Only what is shown: a whole assessment is much larger.
MASK = FieldMask(paths=[
    "evaluated_on", "next", "waivers", "steps.id", "steps.title", "steps.status",
    "steps.start_blockers", "steps.required", "steps.recommended", "steps.blocked_by", "steps.drifted",
    "steps.items", "steps.guards", "steps.elements"])


def all_in(step, kind):
    """The items or guards of a step and of everything in it."""
    yield from getattr(step, kind)
    for element in step.elements:
        yield from all_in(element, kind)


def show(trajectory, assessment):
    print(f"{trajectory.label} ({trajectory.case_ref.source} {trajectory.case_ref.id}), "
          f"{trajectory.method.id} {trajectory.method.version}, op {assessment.evaluated_on}")
    items = {item.path: item for step in assessment.steps for item in all_in(step, "items")}
    guards = {guard.path: guard for step in assessment.steps for guard in all_in(step, "guards")}
    titles = {step.id: step.title.nl for step in assessment.steps}
    for number, step in enumerate(assessment.steps, 1):
        required, recommended = step.required, step.recommended
        print(f"{number}. {step.title.nl}: {STATUS[step.status]}; "
              f"verplicht {required.done} van {required.total - required.not_applicable}, "
              f"aanbevolen {recommended.done} van {recommended.total - recommended.not_applicable}")
        if step.drifted:
            print("   Afgesloten, maar dat zou nu niet meer kunnen.")
        first = [titles.get(b.path) or guards[b.path].message.nl for b in step.start_blockers
                 if b.decided and b.kind in (pb.BLOCKER_KIND_AFTER, pb.BLOCKER_KIND_GUARD)]
        if first:
            print("   Kan nog niet beginnen: eerst", "; ".join(first))
        for path in step.blocked_by:
            print(f"   Houdt tegen: {guards[path].message.nl}")
            for citation in guards[path].provenance.citations:
                print(f"     bron: {citation.title}, {citation.locator}")
    for waiver in assessment.waivers:
        print(f"Afgeweken van {waiver.path} door {waiver.role.title.nl}, "
              f"tot en met {waiver.until or 'het einde'}: {waiver.reason}")
    print("Nu te doen:")
    for path in assessment.next[:5]:
        print(f"- {items[path].ask.nl or items[path].title.nl}")


def main(server, source, case, on=""):
    with grpc.insecure_channel(server) as channel:
        found = trajectory_service_pb2_grpc.TrajectoryServiceStub(channel).ListTrajectories(
            trajectory_service_pb2.ListTrajectoriesRequest(case_source=source, case_id=case)).trajectories
        if not found:
            sys.exit(f"Bij {source} {case} hoort geen traject.")
        progress = progress_service_pb2_grpc.ProgressServiceStub(channel)
        for trajectory in found:
            show(trajectory, progress.GetAssessment(progress_service_pb2.GetAssessmentRequest(
                trajectory_id=trajectory.id, on=on, read_mask=MASK)).assessment)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
