#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The layering check finds what it is there to find."""

import unittest

import check

HEAD = f"// {check.LICENCE}\n"


def found(path, text):
    return list(check.breaches({path: text}))


class LayeringTest(unittest.TestCase):

    def test_each_forbidden_include_is_found(self):
        for path, target in [
            ("dsl/check/a.cc", "boost/spirit/home/x3.hpp"),
            ("api/service/a.cc", "sqlite3.h"),
            ("engine/store/a.cc", "grpcpp/grpcpp.h"),
            ("api/service/a.h", "grpcpp/server.h"),
            ("engine/model/a.h", "google/protobuf/message.h"),
            ("engine/model/a.h", "stapwijs/v1/method.pb.h"),
            ("engine/eval/a.cc", "dsl/parse/parse.h"),
            ("engine/eval/a.cc", "api/service/service.h"),
            ("dsl/check/a.cc", "api/service/service.h"),
            ("dsl/check/a.cc", "engine/eval/program.h"),
            ("engine/eval/a.cc", "tests/engine/eval/oracle.h"),
            ("engine/eval/a.cc", "gtest/gtest.h"),
        ]:
            with self.subTest(path=path, target=target):
                lines = found(path, HEAD + f"#include <{target}>\n")
                self.assertTrue(any(target in line for line in lines), lines)

    def test_each_allowed_include_is_let_through(self):
        for path, target in [
            ("dsl/parse/a.cc", "boost/spirit/home/x3.hpp"),
            ("engine/store/sqlite/a.cc", "sqlite3.h"),
            ("api/server/a.cc", "grpcpp/grpcpp.h"),
            ("api/service/a.cc", "engine/eval/program.h"),
            ("dsl/check/a.cc", "engine/model/method.h"),
            ("tests/engine/eval/a.cc", "gtest/gtest.h"),
            ("examples/embed/a.cc", "dsl/parse/parse.h"),
        ]:
            with self.subTest(path=path, target=target):
                self.assertEqual(found(path, HEAD + f'#include "{target}"\n'), [])

    def test_a_source_without_licence_is_found(self):
        for path, text in [("engine/a.cc", "int a;\n"), ("tests/a.py", "a = 1\n"),
                           ("tests/tools/a", "#!/bin/sh\n"), ("dsl/CMakeLists.txt", "\n"),
                           ("examples/methods/a/a.stap", "part of a\n")]:
            with self.subTest(path=path):
                self.assertEqual(len(found(path, text)), 1)

    def test_a_script_may_name_its_interpreter_first(self):
        self.assertEqual(found("dev", f"#!/bin/bash\n# {check.LICENCE}\n"), [])

    def test_length_is_allowed_up_to_the_limit(self):
        self.assertEqual(found("engine/a.cc", HEAD + "\n" * (check.MAX_LINES - 1)), [])
        self.assertEqual(len(found("engine/a.cc", HEAD + "\n" * check.MAX_LINES)), 1)

    def test_a_new_folder_at_the_top_is_found(self):
        self.assertEqual(len(found("docs/a.md", "")), 1)

    def test_the_work_of_others_keeps_its_own_licence(self):
        self.assertEqual(found("api/proto/google/rpc/status.proto", "syntax = 'proto3';\n"), [])


if __name__ == "__main__":
    unittest.main()
