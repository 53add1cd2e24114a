# SPDX-License-Identifier: EUPL-1.2
"""What may be about people lies in one column, which erasure empties, and nowhere else: not in another
column, a token, a message, the log, the figures or a report."""

import json
import pathlib
import sqlite3
import tempfile
import unittest
import urllib.request

from stapwijs.v1 import admin_service_pb2 as apb
from stapwijs.v1 import policy_service_pb2 as ppb
from stapwijs.v1 import trajectory_service_pb2 as tpb
from stapwijs.v1.admin_service_pb2_grpc import AdminServiceStub
from stapwijs.v1.value_pb2 import Change, Value

from stapwijs_server import Server, new_id, refused

# Each kind of text that people write freely, and facts about persons and health.
METHOD = '''
method zorg 1.0.0 nl "Zorg" en "Care"
role leader nl "leider" en "leader"
record person {
  fact story: text nl "Verhaal" en "Story"
  fact place: label nl "Plek" en "Place"
  fact case: reference nl "Dossier" en "File"
}
step s nl "Stap" en "Step" {
  fact count: int nl "Aantal" en "Number" or none
  fact remark: text nl "Opmerking" en "Remark"
  fact people: list of person up to 9 nl "Mensen" en "People" privacy p2
  item done required nl "Klaar" en "Done" { done when count > 3 own }
  guard enough blocks { violated when count < 3 message nl "{count} is te weinig." en "{count} is too few." own }
  for each p in people {
    item heard required nl "Gehoord" en "Heard" { ask nl "Gehoord?" en "Heard?" own }
  }
}
policy care nl "Zorg" en "Care" {
  goal counted nl "Geteld" en "Counted" {
    linked nl "geteld" en "counted" when recorded(count)
    unlinked nl "niet geteld" en "not counted" when count is none
    evidence count, remark
    own
  }
}
'''


class ErasableTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "copies").mkdir()
        config = self.folder / "stapwijs.toml"
        config.write_text(f'''
[store]
path = "{self.folder}/stapwijs.db"
backup_folder = "{self.folder}/copies"
[log]
level = "debug"
file = "{self.folder}/log"
[metrics]
listen = "127.0.0.1:0"
[tenants.default]
allow = ["p2", "p3", "text"]
''')
        self.server = Server(self.folder / "stapwijs.db", flags=["--config", str(config)])
        self.addCleanup(self.server.end)

    def plant(self):
        """Records all of it; gives what was planted and everything that the server said."""
        self.server.publish(text=METHOD)
        self.said = []
        trajectory = self.server.create(method="zorg")
        planted = {}

        def text(name):
            planted[name] = f"Zeker{name}Geplant"
            return planted[name]

        changes = [
            Change(path="remark", set=Value(text=text("Remark"))),
            Change(path="count", set=Value(about=text("OwnWords"))),
            Change(path="people[e1]", add_element={}),
            Change(path="people[e1].story", set=Value(text=text("Story"))),
            Change(path="people[e1].place", set=Value(text=text("Label"))),
            Change(path="people[e1].case", set=Value(text=text("Reference"))),
        ]
        calls = self.server.trajectories
        write = dict(trajectory_id=trajectory)
        self.said.append(calls.RecordFacts(
            tpb.RecordFactsRequest(request_id=new_id(), changes=changes, **write)))
        self.said.append(calls.AnswerItem(tpb.AnswerItemRequest(
            request_id=new_id(), item="s.people[e1].heard", answer="ITEM_ANSWER_DONE",
            evidence=text("Evidence"), **write)))
        self.said.append(calls.WaiveGuard(tpb.WaiveGuardRequest(
            request_id=new_id(), guard="s.enough", role="leader", reason=text("Reason"),
            reference=text("Decision"), **write)))
        return trajectory, planted

    def ask(self, trajectory):
        """Answers that have no business with what people wrote."""
        self.said.append(self.server.trajectories.ListEvents(
            tpb.ListEventsRequest(trajectory_id=trajectory)))
        self.said.append(self.server.trajectories.ListTrajectories(
            tpb.ListTrajectoriesRequest(page_size=1)))
        report = self.server.policy.GetLinkageReport(
            ppb.GetLinkageReportRequest(trajectory_id=trajectory)).report
        del report.waivers[:]  # why somebody departed from a guard is what a report has to say
        self.said.append(report)
        self.said.append(refused(
            self.server.trajectories.CompleteStep,
            tpb.CompleteStepRequest(trajectory_id=trajectory, request_id=new_id(), step="s")).raw)

    def test_what_is_planted_lies_in_the_erasable_column_only(self):
        trajectory, planted = self.plant()
        self.ask(trajectory)
        copy = AdminServiceStub(self.server.channel).Backup(apb.BackupRequest()).file
        log = (self.folder / "log").read_text("utf-8")
        metrics = json.loads(log.splitlines()[0])["metrics"]
        with urllib.request.urlopen(f"http://{metrics}/metrics") as answer:
            figures = answer.read().decode()
        self.server.end()
        self.addCleanup(self.server.start)  # what setUp ends
        for name, word in planted.items():
            with self.subTest(name):
                self.assertNotIn(word, log)
                self.assertNotIn(word, figures)
                self.assertNotIn(word, "\n".join(str(each) for each in self.said))
                for database in (self.folder / "stapwijs.db", self.folder / "copies" / copy):
                    self.assertEqual(columns_with(database, word), {("event", "private_payload")})


def columns_with(database, word):
    """Which columns of which tables have the word."""
    found = set()
    connection = sqlite3.connect(database)
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for row in connection.execute(f"SELECT * FROM {table}"):
            found.update((table, name) for name, value in zip(names, row) if word in has_text(value))
    connection.close()
    return found


def has_text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
