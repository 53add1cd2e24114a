// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "api/convert/assessment.h"
#include "api/convert/languages.h"
#include "engine/eval/assessment.h"
#include "engine/model/method.h"

namespace stapwijs::api {

// Writes assessments in protobuf's wire format straight from the result. What does not depend on
// the trajectory (titles, questions, roles, sources) is encoded once per method and languages,
// here; what does is written around it. Immutable once made; may be used from any thread.
class AssessmentWire {
 public:
  AssessmentWire(std::shared_ptr<const Method> method, Languages languages);

  // The bytes that ToProto(method, assessment, context) serialises to, one for one. The context's
  // languages must be those given above.
  std::string Write(const Assessment& assessment, const AssessmentContext& context) const;

  // An estimate of what this takes in memory.
  size_t bytes() const { return bytes_; }

 private:
  // Encoded fields of one rule, between the fields that depend on the trajectory.
  struct Fixed {
    std::string a;
    std::string b;
    std::string c;
    std::string d;
  };
  class Pen;

  void Count(const std::vector<Fixed>& rules);

  std::shared_ptr<const Method> method_;
  Languages languages_;
  std::vector<Fixed> steps_;
  std::vector<Fixed> items_;
  std::vector<Fixed> guards_;
  std::vector<Fixed> tips_;
  std::vector<Fixed> goals_;
  size_t bytes_ = 0;
};

}  // namespace stapwijs::api
