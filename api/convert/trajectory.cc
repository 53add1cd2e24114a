// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/trajectory.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "api/convert/assessment.h"
#include "api/convert/value.h"
#include "engine/facts/facts.h"
#include "engine/model/path.h"

namespace stapwijs::api {
namespace {

class Recorder {
 public:
  Recorder(const Method& method, v1::Trajectory& out) : method_(method), out_(out) {}

  void Walk(const Element& element, ScopeId scope_id) {
    const Scope& scope = method_.scope(scope_id);
    for (FieldId id : scope.fields) {
      if (method_.field(id).type.kind == TypeKind::kList) {
        AddList(element, id);
      } else if (const auto found = element.fields.find(id); found != element.fields.end()) {
        v1::RecordedFact& fact = *out_.add_facts();
        fact.set_path(FormatPath(method_, {path_, id}));
        *fact.mutable_value() = ToProto(method_, id, found->second);
      }
    }
    for (ScopeId child : scope.children) {
      const Elements* elements = element.FindChildren(child);
      if (elements == nullptr) continue;
      for (const auto& inner : elements->all()) {
        path_.push_back({child, inner->key});
        Walk(*inner, child);
        path_.pop_back();
      }
    }
  }

 private:
  void AddList(const Element& owner, FieldId id) {
    const Elements* elements = owner.FindChildren(method_.field(id).elements);
    const ListState state = StateOfList(owner, id);
    const bool any = elements != nullptr && !elements->all().empty();
    if (!any && state == ListState::kAtLeast) return;  // not recorded
    v1::RecordedList& list = *out_.add_lists();
    list.set_path(FormatPath(method_, {path_, id}));
    list.set_may_have_more(state == ListState::kAtLeast);
    list.set_none(state == ListState::kNone);
    if (elements == nullptr) return;
    for (const auto& element : elements->all()) {
      (element->withdrawn ? list.add_withdrawn_keys() : list.add_keys())->assign(element->key);
    }
  }

  const Method& method_;
  v1::Trajectory& out_;
  std::vector<PathStep> path_;
};

}  // namespace

void FillRecorded(const Method& method, const TrajectoryState& state, Date on,
                  v1::Trajectory& out) {
  Recorder(method, out).Walk(state.facts.root(), Method::kRoot);
  std::vector<std::pair<std::string, Answer>> answers(state.facts.answers().begin(),
                                                      state.facts.answers().end());
  std::sort(answers.begin(), answers.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [item, answer] : answers) {
    v1::RecordedAnswer& entry = *out.add_answers();
    entry.set_item(item);
    entry.set_answer(answer.done ? v1::ITEM_ANSWER_DONE : v1::ITEM_ANSWER_NOT_DONE);
    entry.set_evidence(answer.evidence);
  }
  for (size_t i = 0; i < method.steps.size(); ++i) {
    v1::RecordedStep& step = *out.add_steps();
    step.set_step(method.steps[i].name);
    *step.mutable_transition() = ToProto(state.transition(StepId(i)));
  }
  for (const auto& [path, waiver] : state.waivers) {
    *out.add_waivers() = ToProto(method, path, waiver, on, {true, true});
  }
}

}  // namespace stapwijs::api
