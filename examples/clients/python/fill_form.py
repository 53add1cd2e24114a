#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes a form out of nothing but the JSON Schema that GetMethod gives, and records its answers.

  fill_form.py 127.0.0.1:50051 form welkome_wijk area > form.html
  fill_form.py 127.0.0.1:50051 record TRAJECTORY answers.json
"""

import html
import json
import sys
import uuid

import grpc
from google.protobuf.field_mask_pb2 import FieldMask
from google.rpc import status_pb2
from stapwijs.v1 import error_details_pb2, method_service_pb2, method_service_pb2_grpc
from stapwijs.v1 import trajectory_service_pb2, trajectory_service_pb2_grpc


class Form:
    """An HTML form; the name of a field is the place of its fact in the object to record."""

    def __init__(self, schema):
        self.schema = schema

    def plain(self, schema):
        """The schema of the plain value: the first of its spellings."""
        while "$ref" in schema or "anyOf" in schema:
            name = schema.get("$ref", "").removeprefix("#/$defs/")
            schema = self.schema["$defs"][name] if name else schema["anyOf"][0]
        return schema

    def field(self, place, fact):
        plain = self.plain(fact)
        question = html.escape(fact.get("description") or fact.get("title", place))
        if plain.get("type") in ("object", "array"):  # facts together; of a list one element
            inner = self.plain(plain.get("items", plain))
            yield f"<fieldset><legend>{question}</legend>"
            if "properties" not in inner:
                yield self.entry(place, inner, " multiple")
            for name, member in inner.get("properties", {}).items():
                if name not in ("key", "withdrawn"):
                    yield from self.field(f"{place}{'[0]' if 'items' in plain else ''}.{name}", member)
            yield "</fieldset>"
        else:
            personal = " (gaat over personen)" if fact.get("x-privacy") in ("p2", "p3") else ""
            yield f"<label>{question}{personal} {self.entry(place, plain)}</label><br>"

    def entry(self, place, plain, more=""):
        choices = plain.get("oneOf", ())
        if plain.get("type") == "boolean":
            choices = [{"const": "true", "title": "ja"}, {"const": "false", "title": "nee"}]
        if choices:
            options = "".join(f'<option value="{choice["const"]}">{html.escape(choice["title"])}</option>'
                              for choice in choices)
            return f'<select name="{place}"{more}><option></option>{options}</select>'
        if plain["type"] in ("integer", "number"):
            step = 1 if plain["type"] == "integer" else "any"
            return (f'<input type="number" name="{place}" min="{plain["minimum"]}" '
                    f'max="{plain["maximum"]}" step="{step}">')
        length = f' maxlength="{plain["maxLength"]}"' if "maxLength" in plain else ""
        return f'<input type="{plain.get("format", "text")}" name="{place}"{length}>'


def record(channel, trajectory, facts):
    service = trajectory_service_pb2_grpc.TrajectoryServiceStub(channel)
    try:
        return service.RecordFacts(trajectory_service_pb2.RecordFactsRequest(
            trajectory_id=trajectory, request_id=str(uuid.uuid4()), facts_json=facts)).receipt.revision
    except grpc.RpcError as error:
        packed = dict(error.trailing_metadata()).get("grpc-status-details-bin", b"")
        violations = error_details_pb2.ViolationsDetail()
        if not any(detail.Unpack(violations) for detail in status_pb2.Status.FromString(packed).details):
            raise
        sys.exit("Niets is vastgelegd.\n" + "\n".join(
            f"- {v.field.removeprefix('facts_json.')}: {v.message.nl}" for v in violations.violations))


def main(server, verb, name, rest):
    with grpc.insecure_channel(server) as channel:
        if verb == "record":
            with open(rest, encoding="utf-8") as answers:
                print(f"Vastgelegd: revisie {record(channel, name, answers.read())}.")
            return
        method = method_service_pb2_grpc.MethodServiceStub(channel).GetMethod(
            method_service_pb2.GetMethodRequest(
                method_id=name, read_mask=FieldMask(paths=["facts_schema_json"]))).method
        form = Form(json.loads(method.facts_schema_json))
        print("<!doctype html><meta charset='utf-8'>")
        for place, fact in form.schema["properties"].items():
            if fact.get("x-step") == rest:
                print(*form.field(place, fact), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[2] not in ("form", "record"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
