# SPDX-License-Identifier: EUPL-1.2
"""What who runs a server counts on: which tenants it serves, and that what people wrote stays out of its
log and its figures."""

import importlib
import json
import pathlib
import pkgutil
import re
import subprocess
import tempfile
import unittest
import urllib.request

import grpc
import stapwijs.v1
from google.protobuf.message_factory import MessageFactory
from stapwijs.v1 import trajectory_service_pb2 as tpb
from stapwijs.v1.value_pb2 import Change, Value

from stapwijs_server import BINARY, Server, new_id, refused

PLANTED = "Planted"
MARK = re.compile("planted", re.IGNORECASE)


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def server(self, flags=(), **variables):
        server = Server(
            self.folder / "stapwijs.db", flags=flags, log=self.folder / "log", variables=variables)
        self.addCleanup(server.end)
        return server


class TenantsTest(Case):
    def test_only_those_that_the_configuration_names_are_served(self):
        server = self.server(["--tenants", "default,_library,nijmegen"])
        server.publish(tenant="_library")
        for tenant in ("", "default", "nijmegen"):
            server.create(tenant)
        refusal = refused(server.trajectories.CreateTrajectory,
                          tpb.CreateTrajectoryRequest(tenant="arnhem"))
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.PERMISSION_DENIED, "TENANT_NOT_ALLOWED"))

    def test_without_configuration_the_default_and_the_library_are(self):
        server = self.server()
        server.publish(tenant="_library")
        server.create()
        self.assertEqual(refused(server.trajectories.GetTrajectory,
                                 tpb.GetTrajectoryRequest(tenant="nijmegen")).reason,
                         "TENANT_NOT_ALLOWED")

    def test_an_existing_tenant_and_an_absent_one_are_refused_alike(self):
        server = self.server(["--tenants", "*"])
        server.publish(tenant="_library")
        trajectory = server.create("nijmegen")
        server.end()
        server.flags = []
        server.start()
        told = {refused(server.trajectories.GetTrajectory, tpb.GetTrajectoryRequest(
            tenant=tenant, trajectory_id=trajectory)).raw for tenant in ("nijmegen", "nowhere")}
        self.assertEqual(len(told), 1)

    def test_the_header_names_the_tenant_where_it_is_configured(self):
        server = self.server(["--tenants", "*"], STAPWIJS_LOOPBACK__TENANT_HEADER="true")
        server.publish(tenant="_library")
        header = [("stapwijs-tenant", "nijmegen")]
        request = tpb.CreateTrajectoryRequest(request_id=new_id(), method_id="straatfeest", label="Straat")
        trajectory = server.trajectories.CreateTrajectory(request, metadata=header).trajectory.id
        get = server.trajectories.GetTrajectory
        get(tpb.GetTrajectoryRequest(tenant="nijmegen", trajectory_id=trajectory))
        get(tpb.GetTrajectoryRequest(tenant="nijmegen", trajectory_id=trajectory), metadata=header)
        elsewhere = tpb.GetTrajectoryRequest(trajectory_id=trajectory)
        self.assertEqual(refused(get, elsewhere).reason, "NO_TRAJECTORY")
        elsewhere.tenant = "arnhem"
        refusal = refused(get, elsewhere, metadata=header)
        self.assertEqual(refusal.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual([each.field for each in refusal.details["BadRequest"].field_violations],
                         ["tenant"])

    def test_the_header_is_refused_where_it_is_not(self):
        server = self.server()
        refusal = refused(server.trajectories.GetTrajectory, tpb.GetTrajectoryRequest(),
                          metadata=[("stapwijs-tenant", "default")])
        self.assertEqual(refusal.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertIn("stapwijs-tenant is not enabled", refusal.message)


def planted(descriptor, tenant, depth=0):
    """A message with planted text in every field that takes text."""
    message = MessageFactory().GetPrototype(descriptor)()
    for field in descriptor.fields:
        repeated = field.label == field.LABEL_REPEATED
        if field.type == field.TYPE_STRING:
            text = tenant if field.name == "tenant" else f"{PLANTED} {field.name}"
            if repeated:
                getattr(message, field.name).append(text)
            else:
                setattr(message, field.name, text)
        elif field.type == field.TYPE_MESSAGE and depth < 4:
            part = planted(field.message_type, tenant, depth + 1)
            if not repeated:
                getattr(message, field.name).CopyFrom(part)
            elif not field.message_type.GetOptions().map_entry:
                getattr(message, field.name).append(part)
    return message


def services():
    """All services of the contract, those to come included."""
    for module in pkgutil.iter_modules(stapwijs.v1.__path__, "stapwijs.v1."):
        if module.name.endswith("_service_pb2"):
            yield from importlib.import_module(module.name).DESCRIPTOR.services_by_name.values()


class NothingOfPeopleTest(Case):
    def setUp(self):
        super().setUp()
        self.running = self.server(
            ["--tenants", "*"], STAPWIJS_LOG__LEVEL="debug", STAPWIJS_METRICS__LISTEN="127.0.0.1:0")
        self.running.publish(tenant="_library")

    def every_call(self, tenant):
        """Each call that there is, with planted text wherever it takes text; how each ended."""
        ended = {}
        for service in services():
            for method in service.methods:
                call = self.running.channel.unary_unary(
                    f"/{service.full_name}/{method.name}",
                    request_serializer=lambda message: message.SerializeToString(),
                    response_deserializer=bytes)
                try:
                    call(planted(method.input_type, tenant))
                    ended[method.name] = grpc.StatusCode.OK
                except grpc.RpcError as error:
                    ended[method.name] = error.code()
        return ended

    def one_story(self):
        """Calls that are taken, with planted text in what they store."""
        create = self.running.trajectories.CreateTrajectory
        request = tpb.CreateTrajectoryRequest(
            request_id=f"{PLANTED}-{new_id()}", method_id="straatfeest", label=f"{PLANTED} street")
        request.case_ref.source = f"{PLANTED}-source"
        request.case_ref.id = f"{PLANTED}-case"
        trajectory = create(request).trajectory.id
        self.running.trajectories.RecordFacts(tpb.RecordFactsRequest(
            trajectory_id=trajectory, request_id=f"{PLANTED}-{new_id()}",
            changes=[Change(path="remark", set=Value(text=f"{PLANTED} remark"))]))
        return trajectory

    def lines(self):
        return (self.folder / "log").read_text("utf-8").splitlines()

    def test_no_planted_text_is_in_the_log_or_the_figures(self):
        for tenant in ("", "planted-tenant", f"{PLANTED} tenant"):
            ended = self.every_call(tenant)
        self.assertGreater(len(ended), 20)
        trajectory = self.one_story()
        started = json.loads(self.lines()[0])
        with urllib.request.urlopen(f"http://{started['metrics']}/metrics") as answer:
            figures = answer.read().decode()
        self.running.end()
        self.running.start()  # for the clean-up
        log = "\n".join(self.lines())
        self.assertIn('"call":"RecordFacts"', log)
        self.assertIn('call="RecordFacts"', figures)
        # The administrator's own names of tenants are no secret of people; with "*" they are the
        # caller's, and only those that have the form of a name are told.
        allowed = log.replace('"tenant":"planted-tenant"', "")
        self.assertIsNone(MARK.search(allowed))
        self.assertIsNone(MARK.search(figures))
        for text in (log, figures):
            self.assertNotIn(trajectory, text)

    def test_the_labels_of_figures_do_not_grow_with_tenants_and_trajectories(self):
        def figures():
            address = json.loads(self.lines()[0])["metrics"]
            with urllib.request.urlopen(f"http://{address}/metrics") as answer:
                # Beside ours there are the exposer's own, of its own doings.
                return {line.rsplit(" ", 1)[0] for line in answer.read().decode().splitlines()
                        if line.startswith("stapwijs_")}
        self.running.create("one")
        before = figures()
        for tenant in ("two", "three", "three"):
            self.running.create(tenant)
        self.assertEqual(figures(), before)

    def test_each_line_is_json_and_each_call_has_one(self):
        self.running.create()
        refused(self.running.trajectories.GetTrajectory, tpb.GetTrajectoryRequest(
            tenant="elsewhere", trajectory_id=new_id()))
        self.running.end()
        lines = [json.loads(line) for line in self.lines()]
        self.running.start()
        self.assertEqual([line["event"] for line in lines],
                         ["started", "call", "call", "call", "ended"])
        published, created, absent = lines[1:4]
        self.assertEqual((published["call"], published["tenant"], published["code"]),
                         ("PublishMethod", "_library", "OK"))
        self.assertEqual((created["call"], created["tenant"]), ("CreateTrajectory", "default"))
        self.assertGreater(created["request_bytes"], 0)
        self.assertGreater(created["answer_bytes"], 0)
        self.assertEqual((absent["code"], absent["reason"], absent["answer_bytes"]),
                         ("NOT_FOUND", "NO_TRAJECTORY", 0))


class ConfigurationTest(Case):
    def check(self, text, *more):
        path = self.folder / "a.toml"
        path.write_text(text, "utf-8")
        return subprocess.run([BINARY, "serve", "--config", path, "--check-config", *more],
                              capture_output=True, text=True, check=False)

    def test_a_fine_file_is_said_to_be_so_with_what_holds(self):
        checked = self.check("[server]\nport = 1234\n", "--tenants", "a,b")
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertTrue(checked.stdout.startswith(f"{self.folder}/a.toml: fine\n"))
        self.assertIn("\nport = 1234\n", checked.stdout)
        again = self.check(checked.stdout.split("\n", 1)[1])
        self.assertEqual(again.stdout, checked.stdout)

    def test_all_mistakes_are_named_with_their_places(self):
        checked = self.check("[server]\nport = -1\n[sever]\n", "--tenants", "A")
        self.assertEqual(checked.returncode, 2)
        self.assertEqual(checked.stdout, "")
        places = [line.split(": ")[1] for line in checked.stderr.splitlines()]
        path = f"{self.folder}/a.toml"
        self.assertEqual(places, [f"{path}:2:8", f"{path}:3:2", "--tenants"])

    def test_a_server_takes_its_file(self):
        config = self.folder / "a.toml"
        config.write_text('[loopback]\ntenants = ["nijmegen"]\n[limits]\nchanges = 1\n', "utf-8")
        server = self.server(["--config", str(config)])
        self.assertEqual(refused(server.trajectories.GetTrajectory,
                                 tpb.GetTrajectoryRequest()).reason, "TENANT_NOT_ALLOWED")
        server.publish(tenant="nijmegen")
        trajectory = server.create("nijmegen")
        request = tpb.RecordFactsRequest(
            tenant="nijmegen", trajectory_id=trajectory, request_id=new_id(),
            changes=[Change(path="guests", set=Value(integer=1))])
        server.trajectories.RecordFacts(request)
        request.request_id = new_id()
        request.changes.append(request.changes[0])
        self.assertEqual(refused(server.trajectories.RecordFacts, request).reason, "INVALID_REQUEST")

    def test_free_text_is_refused_unless_the_file_allows_it(self):
        config = self.folder / "a.toml"
        config.write_text('[loopback]\ntenants = ["*"]\n[tenants.open]\nallow = ["p2", "text"]\n'
                          '[tenants.half]\nallow = ["p2"]\n', "utf-8")
        server = self.server(["--config", str(config)])
        server.publish(tenant="_library")

        def remark(tenant):
            return tpb.RecordFactsRequest(
                tenant=tenant, trajectory_id=server.create(tenant), request_id=new_id(),
                changes=[Change(path="remark", set=Value(text="words"))])
        server.trajectories.RecordFacts(remark("open"))
        for tenant in ("half", "other"):
            refusal = refused(server.trajectories.RecordFacts, remark(tenant))
            self.assertEqual(refusal.details["ViolationsDetail"].violations[0].reason,
                             "CLASS_NOT_ENABLED")


if __name__ == "__main__":
    unittest.main()
