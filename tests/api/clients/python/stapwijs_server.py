# SPDX-License-Identifier: EUPL-1.2
"""Starts the real server for tests, and speaks to it as any client would: grpcio and code generated
from the .proto files, nothing of ours."""

import contextlib
import os
import pathlib
import signal
import subprocess
import uuid

import grpc
from google.rpc import error_details_pb2, status_pb2
from stapwijs.v1 import (
    error_details_pb2 as stapwijs_errors_pb2,
    method_service_pb2,
    method_service_pb2_grpc,
    policy_service_pb2_grpc,
    progress_service_pb2_grpc,
    trajectory_service_pb2,
    trajectory_service_pb2_grpc,
)

BINARY = os.environ["STAPWIJS_BINARY"]
METHODS = pathlib.Path(__file__).resolve().parents[2] / "methods"
DETAIL_TYPES = {
    message.DESCRIPTOR.full_name: message
    for message in (
        error_details_pb2.ErrorInfo,
        error_details_pb2.BadRequest,
        error_details_pb2.PreconditionFailure,
        error_details_pb2.LocalizedMessage,
        error_details_pb2.RetryInfo,
        stapwijs_errors_pb2.ViolationsDetail,
        stapwijs_errors_pb2.RefusalDetail,
        stapwijs_errors_pb2.DiagnosticsDetail,
    )
}


class Server:
    """One server process on a database file; port chosen by the system. It takes any tenant, unless
    `flags` say otherwise; its log goes to the file `log`, when there is one."""

    def __init__(self, db, flags=("--tenants", "*"), log=None, variables=None):
        self.db = str(db)
        self.flags = list(flags)
        self.log = log
        self.variables = variables or {}
        self.process = None
        self.channel = None
        self.start()

    def start(self, options=()):
        with open(self.log, "a", encoding="utf-8") if self.log else contextlib.nullcontext() as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--port", "0", "--db", self.db, *self.flags],
                stdout=subprocess.PIPE, stderr=log, text=True, env={**os.environ, **self.variables})
        for line in self.process.stdout:
            if line.startswith("listening on "):
                self.address = line.split()[2]
                break
        else:
            raise AssertionError(f"the server ended with {self.process.wait()}")
        self.connect(options)

    def connect(self, options=()):
        if self.channel is not None:
            self.channel.close()
        self.channel = grpc.insecure_channel(self.address, options=options)
        self.methods = method_service_pb2_grpc.MethodServiceStub(self.channel)
        self.trajectories = trajectory_service_pb2_grpc.TrajectoryServiceStub(self.channel)
        self.progress = progress_service_pb2_grpc.ProgressServiceStub(self.channel)
        self.policy = policy_service_pb2_grpc.PolicyServiceStub(self.channel)

    def end(self, how=signal.SIGTERM):
        """Returns how the process ended."""
        self.channel.close()
        self.channel = None
        self.process.send_signal(how)
        code = self.process.wait(timeout=120)
        self.process.stdout.close()
        return code

    def kill_and_restart(self):
        self.end(signal.SIGKILL)
        self.start()

    def publish(self, name="straatfeest", tenant="", text=None):
        path = METHODS / f"{name}.stap"
        return self.methods.PublishMethod(method_service_pb2.PublishMethodRequest(
            tenant=tenant,
            files=[method_service_pb2.SourceFile(
                name=path.name, text=path.read_text("utf-8") if text is None else text)]))

    def publish_folder(self, folder, tenant=""):
        return self.methods.PublishMethod(method_service_pb2.PublishMethodRequest(
            tenant=tenant,
            files=[method_service_pb2.SourceFile(name=path.name, text=path.read_text("utf-8"))
                   for path in sorted(folder.glob("*.stap"))]))

    def create(self, tenant="", method="straatfeest"):
        """A new trajectory; its id."""
        response = self.trajectories.CreateTrajectory(
            trajectory_service_pb2.CreateTrajectoryRequest(
                tenant=tenant, request_id=new_id(), method_id=method, label="Dorpsstraat"))
        return response.trajectory.id


def new_id():
    return str(uuid.uuid4())


class Refused:
    """What a failed call told: code, message, and its details by type."""

    def __init__(self, error):
        self.code = error.code()
        self.message = error.details()
        self.raw = dict(error.trailing_metadata()).get("grpc-status-details-bin", b"")
        self.details = {}
        self.localized = {}
        for packed in status_pb2.Status.FromString(self.raw).details:
            message = DETAIL_TYPES[packed.type_url.split("/")[-1]]()
            packed.Unpack(message)
            if isinstance(message, error_details_pb2.LocalizedMessage):
                self.localized[message.locale] = message.message
            else:
                self.details[type(message).__name__] = message

    @property
    def reason(self):
        return self.details["ErrorInfo"].reason

    @property
    def metadata(self):
        return dict(self.details["ErrorInfo"].metadata)


def refused(call, request, **kwargs):
    """The refusal of a call that has to fail."""
    try:
        call(request, **kwargs)
    except grpc.RpcError as error:
        return Refused(error)
    raise AssertionError(f"{type(request).__name__} was not refused")
