// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/facts/validate.h"
#include "engine/model/method.h"
#include "stapwijs/v1/error_details.pb.h"

namespace stapwijs::api {

struct LoadedSource {
  std::shared_ptr<const Method> method;  // null when there are errors or violations
  std::vector<Violation> violations;     // files that are too large to read at all
  v1::DiagnosticsDetail diagnostics;     // errors and warnings, in both languages
};

// Reads and checks a method from its source files (name to text), in the order of their names.
LoadedSource LoadSource(const std::map<std::string, std::string>& files);

}  // namespace stapwijs::api
