# SPDX-License-Identifier: EUPL-1.2
"""What every call promises: repeated requests, revisions, tenants, limits, health, reflection."""

import importlib
import pathlib
import pkgutil
import tempfile
import unittest

import grpc
import stapwijs.v1
from stapwijs.v1 import method_service_pb2, progress_service_pb2
from stapwijs.v1 import trajectory_service_pb2 as tpb
from stapwijs.v1.value_pb2 import Change, Value

from stapwijs_server import Server, new_id, refused

MIB = 1 << 20


class PromisesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(pathlib.Path(cls.folder.name) / "stapwijs.db")
        cls.server.publish(tenant="_library")

    @classmethod
    def tearDownClass(cls):
        cls.server.end()
        cls.folder.cleanup()

    def guests(self, trajectory, number, **kwargs):
        kwargs.setdefault("request_id", new_id())
        return tpb.RecordFactsRequest(
            trajectory_id=trajectory,
            changes=[Change(path="guests", set=Value(integer=number))], **kwargs)

    def test_the_same_request_again_gives_the_same_answer_and_does_nothing(self):
        record = self.server.trajectories.RecordFacts
        trajectory = self.server.create()
        request = self.guests(trajectory, 3)
        first = record(request)
        record(self.guests(trajectory, 4))
        self.assertEqual(record(request), first)
        now = self.server.trajectories.GetTrajectory(
            tpb.GetTrajectoryRequest(trajectory_id=trajectory)).trajectory
        self.assertEqual(now.revision, 3)

    def test_creating_again_gives_the_same_trajectory(self):
        request = tpb.CreateTrajectoryRequest(request_id=new_id(), method_id="straatfeest",
                                              label="Dorpsstraat")
        create = self.server.trajectories.CreateTrajectory
        self.assertEqual(create(request), create(request))

    def test_a_request_id_with_other_content_is_refused(self):
        trajectory = self.server.create()
        request_id = new_id()
        self.server.trajectories.RecordFacts(self.guests(trajectory, 3, request_id=request_id))
        refusal = refused(self.server.trajectories.RecordFacts,
                          self.guests(trajectory, 4, request_id=request_id))
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.ALREADY_EXISTS, "REQUEST_ID_REUSED"))

    def test_a_stale_revision_is_refused_with_the_current_one(self):
        trajectory = self.server.create()
        self.server.trajectories.RecordFacts(self.guests(trajectory, 3))
        refusal = refused(self.server.trajectories.RecordFacts,
                          self.guests(trajectory, 4, expected_revision=1))
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.ABORTED, "STALE_REVISION"))
        self.assertEqual(refusal.metadata["current_revision"], "2")

    def test_an_absent_trajectory_and_one_of_another_tenant_look_the_same(self):
        trajectory = self.server.create(tenant="elsewhere")
        calls = [
            (self.server.trajectories.GetTrajectory, tpb.GetTrajectoryRequest),
            (self.server.trajectories.RecordFacts, lambda **kw: self.guests(
                kw["trajectory_id"], 3, tenant=kw["tenant"])),
            (self.server.progress.GetAssessment, progress_service_pb2.GetAssessmentRequest),
            (self.server.progress.ListTips, progress_service_pb2.ListTipsRequest),
        ]
        for call, request in calls:
            other = refused(call, request(tenant="here", trajectory_id=trajectory))
            # The same id in a server that never had it, as far as the caller can tell.
            absent = refused(call, request(tenant="nowhere", trajectory_id=trajectory))
            self.assertEqual(other.code, grpc.StatusCode.NOT_FOUND)
            self.assertEqual(other.raw, absent.raw)
            self.assertEqual(other.message, absent.message)

    def test_a_read_with_the_token_of_a_write_sees_it(self):
        trajectory = self.server.create()
        token = self.server.trajectories.RecordFacts(
            self.guests(trajectory, 3)).receipt.consistency_token
        read = self.server.progress.GetAssessment(progress_service_pb2.GetAssessmentRequest(
            trajectory_id=trajectory, consistency_token=token))
        self.assertEqual(read.assessment.revision, 2)
        refusal = refused(self.server.progress.GetAssessment,
                          progress_service_pb2.GetAssessmentRequest(
                              trajectory_id=trajectory, consistency_token="1-999999"))
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.UNAVAILABLE, "NOT_YET_HERE"))

    def test_500_changes_are_taken_and_501_refused(self):
        trajectory = self.server.create()
        change = Change(path="guests", set=Value(integer=1))
        request = tpb.RecordFactsRequest(
            trajectory_id=trajectory, request_id=new_id(), changes=[change] * 500)
        self.server.trajectories.RecordFacts(request)
        request.request_id = new_id()
        request.changes.append(change)
        refusal = refused(self.server.trajectories.RecordFacts, request)
        self.assertEqual(refusal.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(refusal.details["BadRequest"].field_violations[0].reason,
                         "TOO_MANY_CHANGES")

    def padded(self, size):
        """A request of exactly `size` bytes, wrong in its facts_json."""
        request = tpb.RecordFactsRequest(trajectory_id=self.server.create(), request_id=new_id())
        request.facts_json = " " * (size - request.ByteSize() - 5)
        request.facts_json += " " * (size - request.ByteSize())
        self.assertEqual(request.ByteSize(), size)
        return request

    def test_a_request_of_4_mib_is_read_and_one_byte_more_refused(self):
        refusal = refused(self.server.trajectories.RecordFacts, self.padded(4 * MIB))
        self.assertEqual(refusal.reason, "INVALID_REQUEST")
        refusal = refused(self.server.trajectories.RecordFacts, self.padded(4 * MIB + 1))
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE"))
        self.assertEqual(refusal.metadata["limit_bytes"], str(4 * MIB))

    def test_a_method_may_have_17_mib_and_not_one_byte_more(self):
        def request(size):
            wanted = method_service_pb2.PublishMethodRequest()
            wanted.files.add(name="a.stap", text="#" * MIB)
            text = "#" * (size - wanted.ByteSize() - 20)
            wanted.files.add(name="b.stap", text=text)
            wanted.files[1].text += "#" * (size - wanted.ByteSize())
            self.assertEqual(wanted.ByteSize(), size)
            return wanted
        refusal = refused(self.server.methods.PublishMethod, request(17 * MIB))
        self.assertEqual(refusal.code, grpc.StatusCode.INVALID_ARGUMENT)
        refusal = refused(self.server.methods.PublishMethod, request(17 * MIB + 1))
        self.assertEqual(refusal.reason, "MESSAGE_TOO_LARGE")

    def test_many_violations_fit_into_what_any_client_takes(self):
        request = tpb.RecordFactsRequest(
            trajectory_id=self.server.create(), request_id=new_id(),
            changes=[Change(path=f"nothing_{i}", set=Value(integer=1)) for i in range(400)])
        refusal = refused(self.server.trajectories.RecordFacts, request)
        detail = refusal.details["ViolationsDetail"]
        self.assertEqual(detail.total, 400)
        self.assertLess(len(detail.violations), 400)
        self.assertGreater(len(detail.violations), 5)

    def test_a_client_that_takes_more_gets_all_violations(self):
        self.server.connect([("grpc.max_metadata_size", MIB)])
        self.addCleanup(self.server.connect)
        request = tpb.RecordFactsRequest(
            trajectory_id=self.server.create(), request_id=new_id(),
            changes=[Change(path=f"nothing_{i}", set=Value(integer=1)) for i in range(400)])
        refusal = refused(self.server.trajectories.RecordFacts, request,
                          metadata=[("stapwijs-error-bytes", str(MIB))])
        self.assertEqual(len(refusal.details["BadRequest"].field_violations), 400)
        self.assertEqual(len(refusal.details["ViolationsDetail"].violations), 400)

    def test_a_wrong_method_text_is_refused_with_every_mistake(self):
        text = ('method m 1.0.0 nl "M" en "M"\nstep s nl "S" en "S" {\n'
                '  fact a: nosuch nl "A" en "A"\n  fact b: int nl "B" en "B"\n'
                '  item i required nl "I" en "I" { done when nowhere own }\n}\n')
        refusal = refused(
            self.server.methods.PublishMethod,
            method_service_pb2.PublishMethodRequest(
                files=[method_service_pb2.SourceFile(name="m.stap", text=text)]))
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.INVALID_ARGUMENT, "METHOD_NOT_VALID"))
        detail = refusal.details["DiagnosticsDetail"]
        self.assertGreaterEqual(detail.errors, 2)
        self.assertEqual({(d.file, d.line) for d in detail.diagnostics if d.error},
                         {("m.stap", 3), ("m.stap", 5)})

    def test_publishing_again_is_the_same_and_other_content_is_refused(self):
        first = self.server.publish(tenant="publisher")
        self.assertEqual(self.server.publish(tenant="publisher"), first)
        text = (pathlib.Path(__file__).parents[2] / "methods" / "straatfeest.stap").read_text()
        other = method_service_pb2.PublishMethodRequest(
            tenant="publisher",
            files=[method_service_pb2.SourceFile(
                name="straatfeest.stap", text=text.replace("guests > 100", "guests > 99"))])
        refusal = refused(self.server.methods.PublishMethod, other)
        self.assertEqual((refusal.code, refusal.reason),
                         (grpc.StatusCode.ALREADY_EXISTS, "METHOD_EXISTS"))

    def test_health_says_serving_for_the_whole_and_each_service(self):
        # The health protocol's messages are as small as this: a name in, a number out.
        check = self.server.channel.unary_unary("/grpc.health.v1.Health/Check")
        for name in ("", "stapwijs.v1.MethodService", "stapwijs.v1.TrajectoryService",
                     "stapwijs.v1.ProgressService"):
            request = b"\x0a" + bytes([len(name)]) + name.encode() if name else b""
            self.assertEqual(check(request), b"\x08\x01", name)  # status: SERVING
        with self.assertRaises(grpc.RpcError) as unknown:
            check(b"\x0a\x07nothing")
        self.assertEqual(unknown.exception.code(), grpc.StatusCode.NOT_FOUND)

    def test_reflection_lists_the_services(self):
        call = self.server.channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
        answer = next(iter(call(iter([b"\x3a\x01*"]))))  # list_services: "*"
        for name in ("MethodService", "TrajectoryService", "ProgressService"):
            self.assertIn(b"stapwijs.v1." + name.encode(), answer)

    def test_every_call_of_the_contract_is_there(self):
        # An empty request may be refused for what it lacks, but never as unimplemented.
        allowed = (grpc.StatusCode.OK, grpc.StatusCode.INVALID_ARGUMENT,
                   grpc.StatusCode.FAILED_PRECONDITION)
        seen = 0
        for module in pkgutil.iter_modules(stapwijs.v1.__path__, "stapwijs.v1."):
            if not module.name.endswith("_service_pb2"):
                continue
            for service in importlib.import_module(module.name).DESCRIPTOR.services_by_name.values():
                for method in service.methods:
                    path = f"/{service.full_name}/{method.name}"
                    code = grpc.StatusCode.OK
                    try:
                        self.server.channel.unary_unary(path)(b"")
                    except grpc.RpcError as error:
                        code = error.code()
                    self.assertIn(code, allowed, path)
                    seen += 1
        self.assertEqual(seen, 24)


if __name__ == "__main__":
    unittest.main()
