// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "dsl/diagnostics/diagnostic.h"
#include "dsl/parse/parse.h"
#include "dsl/syntax/ast.h"
#include "engine/model/method.h"
#include "engine/model/scenario.h"

// The phase from syntax to meaning. What each construct means is in dsl/REFERENCE.md.
namespace stapwijs::dsl {

struct CheckedMethod {
  std::shared_ptr<const Method> method;
  std::vector<Scenario> scenarios;  // in the order of the files
};

// Checks the parsed files of one method together. All mistakes are reported, each once; nullopt
// when there are errors (those of the parser included). Warnings do not stop anything.
std::optional<CheckedMethod> Check(const std::vector<syntax::ParsedFile>& files,
                                   Diagnostics& diagnostics);

// Checks one expression against a method, as `eval` does. Gives a copy of the method that holds it.
std::optional<std::pair<std::shared_ptr<const Method>, ExprId>> CheckExpression(
    const Method& base, const ParsedExpression& expression, uint16_t file,
    Diagnostics& diagnostics);

}  // namespace stapwijs::dsl
