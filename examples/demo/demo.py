#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Shows what Stapwijs does, with one server on an embedded SQLite file and two neighbourhoods.

Starts the server, publishes Welkome Wijk, creates two trajectories, records their facts over gRPC,
prints how they stand, tells how to ask more, and serves until Ctrl-C.
"""

import argparse
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
METHOD = ROOT / "examples" / "methods" / "welkome_wijk"
# Name, facts, date to judge on: fixed, so that the demo says the same every day.
NEIGHBOURHOODS = [
    ("Nijmegen-Heseveld: precies wat de bronnen vertellen, al het andere is onbekend",
     "heseveld.json", "2022-03-01"),
    ("Voorbeelddorp-Noord: een verzonnen wijk, halverwege", "voorbeelddorp.json", "2022-03-01"),
]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, type=pathlib.Path, help="the program `stapwijs`")
    parser.add_argument("--generated", type=pathlib.Path,
                        help="folder of the generated Python code; else it is found by PYTHONPATH")
    parser.add_argument("--db", type=pathlib.Path,
                        help="folder to keep the database in; else a temporary one")
    parser.add_argument("--once", action="store_true", help="end after printing")
    return parser.parse_args()


class Server:
    """The program `stapwijs serve`, ended with the `with` block."""

    def __init__(self, binary, database):
        self.process = subprocess.Popen(
            [binary, "serve", "--db", database, "--port", "0"], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.process.wait()
            sys.exit("the server did not start")
        self.address = line.split()[-1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def create(address, label, facts):
    """A trajectory that follows Welkome Wijk, with these facts; gives its id."""
    import grpc
    from stapwijs.v1 import trajectory_service_pb2 as messages
    from stapwijs.v1 import trajectory_service_pb2_grpc as services

    with grpc.insecure_channel(address, options=[("grpc.enable_http_proxy", 0)]) as channel:
        trajectories = services.TrajectoryServiceStub(channel)
        created = trajectories.CreateTrajectory(messages.CreateTrajectoryRequest(
            request_id=str(uuid.uuid4()), method_id="welkome_wijk", label=label))
        trajectory = created.trajectory.id
        trajectories.RecordFacts(messages.RecordFactsRequest(
            trajectory_id=trajectory, request_id=str(uuid.uuid4()),
            facts_json=facts.read_text(encoding="utf-8")))
    return trajectory


def run(*command):
    """Runs a command whose output people read; a failure ends the demo."""
    sys.stdout.flush()
    status = subprocess.run(list(map(str, command)), check=False).returncode
    if status != 0:
        sys.exit(f"{command[0]} {command[1]} ended with {status}")


def heading(text):
    print(f"\n{'=' * 100}\n{text}\n{'=' * 100}\n", flush=True)


def tell_how_to_ask(arguments, address, trajectory):
    heading("How to ask more")
    binary = arguments.binary.resolve()
    generated = (arguments.generated or pathlib.Path(os.environ.get("PYTHONPATH", "."))).resolve()
    print(f"""\
On the command line:
  {binary} progress {trajectory} --server {address} --on 2022-03-01 --all

With grpcurl (the server describes itself):
  grpcurl -plaintext {address} list
  grpcurl -plaintext -d '{{"trajectory_id": "{trajectory}", "on": "2022-03-01"}}' \\
      {address} stapwijs.v1.ProgressService/GetAssessment
  grpcurl -plaintext -d '{{"trajectory_id": "{trajectory}", "request_id": "ask-1", "step": "area"}}' \\
      {address} stapwijs.v1.TrajectoryService/CompleteStep

With Python (paste all of it):
  PYTHONPATH={generated} /usr/bin/python3 - <<'END'
import grpc
from stapwijs.v1 import progress_service_pb2 as messages, progress_service_pb2_grpc as services
progress = services.ProgressServiceStub(grpc.insecure_channel("{address}"))
answer = progress.GetAssessment(messages.GetAssessmentRequest(trajectory_id="{trajectory}"))
for step in answer.assessment.steps:
    print(step.title.nl, step.required.done, "/", step.required.total)
END
""", flush=True)


def show(arguments, folder):
    binary = arguments.binary
    with Server(binary, folder / "stapwijs.db") as server:
        print("Published:", end=" ", flush=True)
        run(binary, "publish", METHOD, "--server", server.address)
        for name, facts, on in NEIGHBOURHOODS:
            trajectory = create(server.address, name.split(":")[0], ROOT / "examples" / "facts" / facts)
            heading(name)
            run(binary, "progress", trajectory, "--server", server.address,
                "--on", on)
        tell_how_to_ask(arguments, server.address, trajectory)
        if arguments.once:
            return
        print(f"Serving on {server.address}; Ctrl-C ends it.", flush=True)
        try:
            server.process.wait()
        except KeyboardInterrupt:
            print()


def main():
    arguments = parse_arguments()
    if arguments.generated:
        sys.path.insert(0, str(arguments.generated))
    if arguments.db:
        arguments.db.mkdir(parents=True, exist_ok=True)
        show(arguments, arguments.db)
        return
    with tempfile.TemporaryDirectory(prefix="stapwijs-demo-") as folder:
        show(arguments, pathlib.Path(folder))


if __name__ == "__main__":
    main()
