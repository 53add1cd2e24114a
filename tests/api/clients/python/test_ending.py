# SPDX-License-Identifier: EUPL-1.2
"""SIGTERM while 50 clients write: nothing that was acknowledged is lost, and the end comes in time."""

import collections
import pathlib
import signal
import tempfile
import threading
import time
import unittest

import grpc
from stapwijs.v1 import trajectory_service_pb2 as tpb
from stapwijs.v1.value_pb2 import Change, Value

from stapwijs_server import Server, new_id

WRITERS = 50
GRACE_SECONDS = 10


class Writer(threading.Thread):
    """Records facts in a trajectory of its own until the server is gone."""

    def __init__(self, server, count):
        super().__init__(daemon=True)
        self.record = server.trajectories.RecordFacts
        self.trajectory = server.create()
        self.count = count
        self.acknowledged = []  # (request, receipt)
        self.ended_by = None

    def run(self):
        while True:
            request = tpb.RecordFactsRequest(
                trajectory_id=self.trajectory, request_id=new_id(),
                changes=[Change(path="guests", set=Value(integer=len(self.acknowledged) % 500))])
            try:
                receipt = self.record(request).receipt
            except grpc.RpcError as error:
                self.ended_by = error.code()
                return
            self.acknowledged.append((request, receipt))
            self.count.release()


class EndingTest(unittest.TestCase):
    def test_nothing_acknowledged_is_lost_and_the_end_comes_in_time(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        server = Server(pathlib.Path(folder.name) / "stapwijs.db", variables={
            "STAPWIJS_SERVER__GRACE_MS": str(GRACE_SECONDS * 1000)})
        server.publish()
        count = threading.Semaphore(0)
        writers = [Writer(server, count) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        for _ in range(10 * WRITERS):
            count.acquire()
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        self.assertEqual(server.process.wait(timeout=60), 0)
        took = time.monotonic() - began
        for writer in writers:
            writer.join()
        server.process.stdout.close()
        self.assertLess(took, GRACE_SECONDS)
        # Told that it is gone, and nothing else: a call under way was finished.
        ends = collections.Counter(writer.ended_by for writer in writers)
        # gRPC itself cancels what arrives in the instant in which it closes a connection.
        self.assertLessEqual(set(ends), {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED})

        server.start()
        self.addCleanup(server.end)
        unanswered = 0
        for writer in writers:
            revision = self.revision(server, writer.trajectory)
            # The trajectory's own creation, every write that was answered, and at most the last one.
            self.assertIn(revision - 1 - len(writer.acknowledged), (0, 1))
            unanswered += revision - 1 - len(writer.acknowledged)
            for request, receipt in writer.acknowledged:
                self.assertEqual(server.trajectories.RecordFacts(request).receipt, receipt)
            self.assertEqual(self.revision(server, writer.trajectory), revision)
        acknowledged = sum(len(writer.acknowledged) for writer in writers)
        print(f"\nSIGTERM under {WRITERS} writers: ended after {took:.2f} s of {GRACE_SECONDS}; "
              f"{acknowledged} acknowledged, all there once; {unanswered} stored but not answered")

    @staticmethod
    def revision(server, trajectory):
        return server.trajectories.GetTrajectory(
            tpb.GetTrajectoryRequest(trajectory_id=trajectory)).trajectory.revision


if __name__ == "__main__":
    unittest.main()
