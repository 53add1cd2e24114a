#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs the conformance cases from outside: through the command line and through a server over gRPC.

    run.py --cli build/release/api/cli/stapwijs      every case, by `eval`, `assess` and `test`
    run.py --server build/release/api/cli/stapwijs   what a server can be asked, over its store
    run.py --server SERVER --memory                  the same; SERVER keeps everything in memory

Over gRPC each condition becomes an item `done when` it, and each row of facts a trajectory; waivers and
values that are no conditions cannot be asked there yet. Prints how many cases agreed; ends 0 when all did.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import uuid

import yaml

HERE = pathlib.Path(__file__).resolve().parent
MAY_WAIT = ("unknown", "undetermined", "undecided", "waived", "refused")
Case = collections.namedtuple(
    "Case", "name method date facts question judged answer waits contradicts waived condition")
Said = collections.namedtuple("Said", "answer waits contradicts")


def may_wait(answer):
    return answer in MAY_WAIT if isinstance(answer, str) else (
        isinstance(answer, dict) and ("at_least" in answer or "at_most" in answer))


def table_cases(file, stem, table):
    names, judged = table.get("facts", []), "ask" not in table
    questions = table["judge"] if judged else table["ask"]
    columns = list(zip(*[row[len(names):] for row in table["rows"]]))
    for number, row in enumerate(table["rows"], 1):
        cells = row[len(names):]
        assert len(cells) - len(questions) in (0, 1), f"{stem}.{table['name']}.{number}: {len(row)} cells"
        facts = dict(table.get("given", {}))
        facts.update((name, cell) for name, cell in zip(names, row) if cell is not None)
        for column, question in enumerate(questions):
            cell = cells[column]
            apart = cell if isinstance(cell, dict) and "is" in cell else {"is": cell}
            waits = apart.get("waits", cells[-1] if len(cells) > len(questions) else [])
            answer, contradicts = apart["is"], apart.get("contradicts", False)
            if answer == "contradiction":
                answer, contradicts = "unknown", True
            yield Case(f"{stem}.{table['name']}.{number}.{column + 1}", file["method"], file["date"], facts,
                       question, judged, answer, sorted(waits) if may_wait(answer) else [], contradicts,
                       table.get("waive", []), any(isinstance(one, bool) for one in columns[column]))


def read_cases():
    for path in sorted((HERE / "cases").glob("*.yaml")):
        file = yaml.safe_load(path.read_text("utf-8"))
        for table in file["tables"]:
            yield from table_cases(file, path.stem, table)


def spell(value):
    """JSON, with decimals as they were written: never with an exponent."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {spell(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(spell, value)) + "]"
    if isinstance(value, float):
        return f"{value:.6f}"
    return json.dumps(value)


def word(name, prefix):
    return name[len(prefix):].lower()


class Assessed:
    """One assessment as JSON, asked by the paths of the suite."""

    def __init__(self, assessment):
        self.found = {}
        self.contradictions = assessment.get("contradictions", [])
        for step in assessment["steps"]:
            blockers = sorted(blocker["path"] for blocker in step["startBlockers"])
            start = {"yes": "allowed", "no": "refused"}.get(word(step["startable"], "STARTABLE_"), "unknown")
            self.found["start of " + step["id"]] = start, blockers
            self.add(step["id"], step)
        for tip in assessment["tips"]:
            self.found[tip["path"]] = word(tip["state"], "TIP_STATE_"), sorted(tip["waitingFor"])
        for goal in assessment["goals"]:
            self.found[goal["path"]] = word(goal["verdict"], "GOAL_VERDICT_"), sorted(goal["missing"])

    def add(self, path, part):
        # What a status waits for is not told there: its items and guards tell it.
        self.found[path] = word(part["status"], "STATUS_"), None
        for kind in ("required", "recommended"):
            counts = part[kind]
            self.found[f"{kind} of {path}"] = [
                counts["done"], counts["open"], counts["unknown"], counts["notApplicable"]], []
        for item in part["items"]:
            self.found[item["path"]] = word(item["state"], "ITEM_STATE_"), sorted(item["waitingFor"])
        for guard in part["guards"]:
            self.found[guard["path"]] = word(guard["state"], "GUARD_STATE_"), sorted(guard["waitingFor"])
        for element in part["elements"]:
            self.add(element["path"], element)

    def said(self, path):
        # Tips that do not show are not listed; conformance_test knows which paths there are.
        answer, waits = self.found.get(path, ("not_shown", []))
        return Said(answer, waits, bool(self.contradictions))


class Report:
    def __init__(self):
        self.agreed = 0
        self.wrong = []

    def add(self, case, said):
        expected = Said(case.answer, None if said.waits is None else case.waits, case.contradicts)
        if expected == said:
            self.agreed += 1
        else:
            self.wrong.append(f"{case.name}: {case.question}\n  with {spell(case.facts)}\n"
                              f"  expected {expected}\n  found    {said}")


# --- the command line ---------------------------------------------------------------------------


class CommandLine:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, pathlib.Path(folder)

    def run(self, *arguments, facts=None):
        # Arguments after the options: an expression may begin with a minus or hold anything.
        return subprocess.run([self.binary, *arguments], capture_output=True, text=True,
                              input=None if facts is None else spell(facts), check=False)

    def ask(self, case):
        method = str(HERE / "methods" / case.method)
        done = self.run("eval", case.question, "--method", method, "--facts", "-", "--on", case.date,
                        "--format", "json", facts=case.facts)
        if not done.stdout:
            return Said(done.stderr, [], False)
        out = json.loads(done.stdout)
        answer = out["value"] if out["state"] == "known" else out["state"]
        return Said(answer, out["waiting_for"], "contradictions" in out)

    def assess(self, method, facts, date):
        done = self.run("assess", str(HERE / "methods" / method), "-", "--on", date, "--format", "json",
                        facts=facts)
        return Assessed(json.loads(done.stdout))

    def waived(self, case):
        """By a scenario: only there can a command line waive. Gives what fails, else what was expected."""
        lines = [f'waive {path} by tester because "proef"' for path in case.waived]
        values = {True: "yes", False: "no"}
        lines += [f"given {name} = {values[value]}" for name, value in case.facts.items()]
        state = case.answer
        if case.question.startswith("start of "):
            lines.append(f"expect {case.question} {state}")
        else:
            waits = " waiting for " + ", ".join(case.waits) if case.waits else ""
            lines.append(f"expect {case.question} is {state}{waits}")
        text = (HERE / "methods" / case.method).read_text("utf-8")
        text += f'role tester nl "tester" en "tester"\nscenario "waived" on {case.date} {{\n'
        path = self.folder / f"{case.name}.stap"
        path.write_text(text + "\n".join(lines) + "\n}\n", "utf-8")
        done = self.run("test", str(path))
        if done.returncode == 0:
            return Said(case.answer, case.waits, case.contradicts)
        return Said(done.stdout + done.stderr, [], False)


def run_cli(binary, cases, jobs):
    report = Report()
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        cli = CommandLine(binary, folder)
        found = {}  # of the cases of one row, one assessment
        for case in cases:
            row = case.name.rpartition(".")[0]
            if case.waived:
                found[case.name] = pool.submit(cli.waived, case)
            elif not case.judged:
                found[case.name] = pool.submit(cli.ask, case)
            elif row not in found:
                found[row] = pool.submit(cli.assess, case.method, case.facts, case.date)
        for case in cases:
            if case.name in found:
                report.add(case, found[case.name].result())
                continue
            said = found[case.name.rpartition(".")[0]].result().said(case.question)
            if case.answer == "undecided":  # only tips that show are listed
                case = case._replace(answer="not_shown", waits=[])
            report.add(case, said)
    return report


# --- a server -----------------------------------------------------------------------------------


class Server:
    """One server process, asked with grpcio and code generated from the .proto files."""

    def __init__(self, arguments):
        # Here, so that the command line can be tried without them.
        import grpc
        from stapwijs.v1 import method_service_pb2, method_service_pb2_grpc, progress_service_pb2
        from stapwijs.v1 import progress_service_pb2_grpc, trajectory_service_pb2
        from stapwijs.v1 import trajectory_service_pb2_grpc
        self.method_messages, self.progress_messages = method_service_pb2, progress_service_pb2
        self.trajectory_messages = trajectory_service_pb2
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        first = self.process.stdout.readline()
        assert first.startswith("listening on "), first
        self.channel = grpc.insecure_channel(first.split()[2])
        self.methods = method_service_pb2_grpc.MethodServiceStub(self.channel)
        self.trajectories = trajectory_service_pb2_grpc.TrajectoryServiceStub(self.channel)
        self.progress = progress_service_pb2_grpc.ProgressServiceStub(self.channel)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.channel.close()
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def publish(self, name, text):
        """Gives the method's id."""
        messages = self.method_messages
        response = self.methods.PublishMethod(messages.PublishMethodRequest(
            files=[messages.SourceFile(name=name, text=text)]))
        return response.method.id

    def trajectory(self, method, facts):
        messages = self.trajectory_messages
        made = self.trajectories.CreateTrajectory(messages.CreateTrajectoryRequest(
            request_id=str(uuid.uuid4()), method_id=method, label="Voorbeeld")).trajectory.id
        if facts:
            self.trajectories.RecordFacts(messages.RecordFactsRequest(
                trajectory_id=made, request_id=str(uuid.uuid4()), facts_json=spell(facts)))
        return made

    def assess(self, trajectory, date):
        from google.protobuf import json_format
        messages = self.progress_messages
        assessment = self.progress.GetAssessment(messages.GetAssessmentRequest(
            trajectory_id=trajectory, on=date)).assessment
        tips = self.progress.ListTips(messages.ListTipsRequest(
            trajectory_id=trajectory, on=date, include_undecided=True)).tips
        out = json_format.MessageToDict(assessment, including_default_value_fields=True)
        out["tips"] = [json_format.MessageToDict(tip, including_default_value_fields=True) for tip in tips]
        return Assessed(out)


def askable(case):
    """Judgements, and conditions that an item may have; nothing that needs a waiver."""
    condition = case.condition and "not yet" not in case.question
    return not case.waived and (case.judged or condition)


def with_questions(name, questions):
    """The method's text with an item for each condition."""
    items = [f'  item q{n} recommended nl "V{n}" en "Q{n}" {{ done when {question} own }}'
             for n, question in enumerate(questions)]
    text = (HERE / "methods" / name).read_text("utf-8")
    return text + 'step questions nl "Vragen" en "Questions" {\n' + "\n".join(items) + "\n}\n"


def run_server(arguments, cases):
    report = Report()
    cases = [case for case in cases if askable(case)]
    questions = {}  # method -> condition -> number
    for case in cases:
        known = questions.setdefault(case.method, {})
        if not case.judged:
            known.setdefault(case.question, len(known))
    truths = {True: "done", False: "open", "none": "open", "unknown": "unknown"}
    with Server(arguments) as server:
        ids = {name: server.publish(name, with_questions(name, known)) for name, known in questions.items()}
        rows = {}
        for case in cases:
            row = case.name.rpartition(".")[0]
            if row not in rows:
                rows[row] = server.assess(server.trajectory(ids[case.method], case.facts), case.date)
            said = rows[row]
            if case.judged:
                report.add(case, said.said(case.question))
                continue
            path = f"questions.q{questions[case.method][case.question]}"
            state, waits = said.found[path]
            report.add(case._replace(answer=truths[case.answer]),
                       Said(state, waits, path in said.contradictions))
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cli", metavar="BINARY", help="run every case by its verbs")
    parser.add_argument("--server", metavar="BINARY", help="run what a server can be asked by `BINARY serve`")
    parser.add_argument("--memory", action="store_true", help="the server keeps everything in memory")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", default="", help="cases whose name begins so")
    options = parser.parse_args()
    cases = [case for case in read_cases() if case.name.startswith(options.only)]
    failed = not cases
    for binary, name in ((options.cli, "command line"), (options.server, "server")):
        if not binary:
            continue
        with tempfile.TemporaryDirectory() as folder:
            store = ["--memory"] if options.memory else ["--db", str(pathlib.Path(folder) / "store.db")]
            report = (run_cli(binary, cases, options.jobs) if binary is options.cli else
                      run_server([binary, "serve", "--port", "0", *store], cases))
        print("\n".join(report.wrong))
        print(f"{name}: {report.agreed} of {report.agreed + len(report.wrong)} cases agree")
        failed = failed or bool(report.wrong) or not report.agreed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
