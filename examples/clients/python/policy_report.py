#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Reports to a policy officer: one trajectory in words, or all of a method as CSV.

  policy_report.py 127.0.0.1:50051 trajectory ID [2022-03-01]
  policy_report.py 127.0.0.1:50051 portfolio welkome_wijk [2022-03-01] > report.csv
"""

import csv
import sys

import grpc
from stapwijs.v1 import assessment_pb2 as assessment, policy_pb2 as policy
from stapwijs.v1 import policy_service_pb2, policy_service_pb2_grpc

VERDICT = {
    assessment.GOAL_VERDICT_LINKED: "ja", assessment.GOAL_VERDICT_PARTLY: "deels",
    assessment.GOAL_VERDICT_UNLINKED: "nee", assessment.GOAL_VERDICT_UNKNOWN: "onbekend",
}
ANSWER = {
    policy.CHECK_ANSWER_YES: "ja", policy.CHECK_ANSWER_PARTLY: "deels", policy.CHECK_ANSWER_NO: "nee",
    policy.CHECK_ANSWER_UNKNOWN: "onbekend", policy.CHECK_ANSWER_BY_FORM: "zie verslag",
}


def show_facts(evidence, missing):
    lines = []
    for fact in evidence:
        when = fact.occurred_on or fact.recorded_at[:10] or "elders"
        lines.append(f"     vastgelegd: {fact.title.nl}: {fact.words.nl or 'gaat over personen'} ({when})")
    for fact in missing:
        roles = ", ".join(role.title.nl for role in fact.asked_of)
        lines.append(f"     nog nodig: {fact.ask.nl or fact.title.nl}" + (f" ({roles})" if roles else ""))
    for line in dict.fromkeys(lines):  # the same of several sessions once
        print(line)


def show(report):
    print(f"{report.label or report.trajectory_id}, {report.method.id} {report.method.version}, "
          f"op {report.evaluated_on} (revisie {report.revision})")
    for one in report.policies:
        print(f"\n{one.title.nl} - {one.domain.nl}")
        for goal in one.goals:
            judged = goal.assessment
            print(f"   {judged.title.nl}: {VERDICT[judged.verdict]}"
                  + (f", {judged.reason.nl}" if judged.reason.nl else ""))
            show_facts(goal.evidence, goal.missing)
    print("\nToetspunten")
    for check in report.checks:
        print(f"   {check.id:5} {ANSWER[check.answer]:11} {check.question.nl}")
        show_facts(check.evidence, check.missing)
    for finding in report.findings:
        print(f"\nPast niet bij elkaar: {finding.message.nl} ({finding.path})")
    for waiver in report.waivers:
        print(f"\nAfgeweken van {waiver.path} door {waiver.role.title.nl}: {waiver.reason}")


def rows(service, method, on):
    """The whole portfolio: totals first, then a row for each trajectory, page after page."""
    request = policy_service_pb2.GetPortfolioReportRequest(method_id=method, on=on)
    answer = service.GetPortfolioReport(request)
    report = answer.report
    yield ["soort", "id", "vraag", "ja", "deels", "nee", "onbekend"]
    for goal in report.goals:
        yield ["doel", goal.path, goal.title.nl, goal.linked, goal.partly, goal.unlinked, goal.unknown]
    for check in report.checks:
        yield ["toetspunt", check.id, check.question.nl, check.yes, check.partly, check.no, check.unknown]
    yield []
    yield ["wijk", "zaak", "afgeweken"] + [goal.path for goal in report.goals]
    while True:
        for row in answer.report.rows:
            yield [row.label, row.case_ref.id, row.waivers] + [VERDICT[v] for v in row.verdicts]
        if not answer.next_page_token:
            return
        request.page_token = answer.next_page_token
        answer = service.GetPortfolioReport(request)


def main(server, what, name, on=""):
    with grpc.insecure_channel(server) as channel:
        service = policy_service_pb2_grpc.PolicyServiceStub(channel)
        if what == "portfolio":
            csv.writer(sys.stdout, delimiter=";", lineterminator="\n").writerows(rows(service, name, on))
            return
        show(service.GetLinkageReport(
            policy_service_pb2.GetLinkageReportRequest(trajectory_id=name, on=on)).report)


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5) or sys.argv[2] not in ("trajectory", "portfolio"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
