#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs the programs of examples/clients in one language against a real server with two neighbourhoods
that follow Welkome Wijk, and looks at what they print.

  check.py [--flat] [--update] show_progress=COMMAND fill_form=COMMAND policy_report=COMMAND

The programs of all languages print the same, but for the form itself. --flat: fill_form takes answers
as texts by path; else the object that facts_json takes. --update: golden files become what is printed;
then read what changed. The server is STAPWIJS_BINARY.
"""

import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
GOLDEN = pathlib.Path(__file__).resolve().parent / "golden"
sys.path.insert(0, str(ROOT / "tests" / "api" / "clients" / "python"))

from stapwijs.v1 import trajectory_pb2, trajectory_service_pb2 as tpb  # noqa: E402
from stapwijs_server import Server, new_id  # noqa: E402

ON = "2022-03-01"
# Of each wrong answer: what fill_form has to say about it.
WRONG = {
    "issue_count": ("veel", -3, r"heel getal"),
    "area_chosen_on": ("2022-02-30", "2022-02-30", r"datum"),
    "area_kind": ("dorp", "dorp", r"een van: .*neighbourhood"),
    "gebiedsnaam": ("Voorbeelddorp", "Voorbeelddorp", r"bestaat hier niet|is geen feit"),
}
RIGHT = {"area_name": ("Voorbeelddorp", "Voorbeelddorp"), "area_kind": ("neighbourhood", "neighbourhood"),
         "recognisable": ("ja", True), "issue_count": ("4", 4), "area_chosen_on": ("2022-01-10", "2022-01-10")}


class Check:
    def __init__(self, commands, flat, server, folder):
        self.commands, self.flat, self.server, self.folder = commands, flat, server, folder
        self.failed = 0

    def run(self, program, *words):
        result = subprocess.run([*self.commands[program], self.server.address, *words],
                                capture_output=True, text=True, check=False, timeout=120)
        return result.returncode, result.stdout, result.stderr

    def expect(self, what, fine, shown=""):
        print(f"{'fine' if fine else 'WRONG'}: {what}")
        if not fine:
            self.failed += 1
            print(shown)

    def golden(self, program, name, *words):
        """What the program prints is what the file has; <...> stands for what differs each time."""
        code, out, err = self.run(program, *words)
        out = re.sub(r"\(20\d\d-\d\d-\d\d\)", "(<dag>)", out)
        path = GOLDEN / name
        if "--update" in sys.argv:
            path.write_text(out, "utf-8")
        self.expect(f"{program} prints {name}", code == 0 and out == path.read_text("utf-8"), out + err)

    def answers(self, chosen):
        path = pathlib.Path(self.folder) / "answers.json"
        path.write_text(json.dumps({name: answer[0 if self.flat else 1] for name, answer in chosen.items()}))
        return str(path)

    def check_form(self, trajectory):
        code, form, err = self.run("fill_form", "form", "welkome_wijk", "area")
        for piece in ("area_name", "Hoeveel vraagstukken rond inclusie en stigma", "neighbourhood", "issue_count"):
            self.expect(f"the form has {piece}", code == 0 and piece in form, form + err)
        self.expect("the form asks nothing of another step", "agenda_reference" not in form, form)
        code, out, err = self.run("fill_form", "record", trajectory, self.answers(WRONG))
        self.expect("wrong answers are refused", code != 0 and "Niets is vastgelegd." in out + err, out + err)
        for name, (*_, words) in WRONG.items():
            lines = [line for line in (out + err).splitlines() if line.startswith(f"- {name}: ")]
            self.expect(f"... and {name} is named, and why", len(lines) == 1 and re.search(words, lines[0]), out + err)
        code, out, err = self.run("fill_form", "record", trajectory, self.answers(RIGHT))
        self.expect("right answers are recorded", code == 0 and out == "Vastgelegd: revisie 2.\n", out + err)
        facts = self.server.trajectories.GetTrajectory(tpb.GetTrajectoryRequest(
            trajectory_id=trajectory, view=tpb.TRAJECTORY_VIEW_FULL)).trajectory.facts
        self.expect("... all of them", sorted(fact.path for fact in facts) == sorted(RIGHT), str(facts))

    def check(self):
        ids = {}
        for name in ("voorbeelddorp", "heseveld", "new"):
            ids[name] = self.server.trajectories.CreateTrajectory(tpb.CreateTrajectoryRequest(
                request_id=new_id(), method_id="welkome_wijk", label=name.capitalize(),
                case_ref=trajectory_pb2.CaseRef(source="zaaksysteem", id=f"ZAAK-{name}"))).trajectory.id
            if name != "new":
                self.server.trajectories.RecordFacts(tpb.RecordFactsRequest(
                    trajectory_id=ids[name], request_id=new_id(),
                    facts_json=(ROOT / "examples" / "facts" / f"{name}.json").read_text("utf-8")))
        self.server.trajectories.WaiveGuard(tpb.WaiveGuardRequest(
            trajectory_id=ids["voorbeelddorp"], request_id=new_id(), guard="preparation.after",
            reason="De zaal was alleen nu vrij", role="project_leader", until="2099-12-31"))
        self.golden("show_progress", "progress.txt", "zaaksysteem", "ZAAK-voorbeelddorp", ON)
        code, out, err = self.run("show_progress", "zaaksysteem", "ZAAK-9", ON)
        self.expect("a case without a trajectory is told",
                    code != 0 and "Bij zaaksysteem ZAAK-9 hoort geen traject." in out + err, out + err)
        self.golden("policy_report", "linkage.txt", "trajectory", ids["voorbeelddorp"], ON)
        self.golden("policy_report", "portfolio.csv", "portfolio", "welkome_wijk", ON)
        self.check_form(ids["new"])


def main():
    commands = {program: shlex.split(command) for program, command in
                (word.split("=", 1) for word in sys.argv[1:] if "=" in word)}
    with tempfile.TemporaryDirectory() as folder:
        server = Server(pathlib.Path(folder) / "stapwijs.db")
        try:
            server.publish_folder(ROOT / "examples" / "methods" / "welkome_wijk")
            check = Check(commands, "--flat" in sys.argv, server, folder)
            check.check()
        finally:
            server.end()
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main())
