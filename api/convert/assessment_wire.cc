// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/assessment_wire.h"

#include <algorithm>
#include <utility>

#include "api/convert/provenance.h"
#include "api/convert/wire_writer.h"
#include "engine/base/date.h"
#include "stapwijs/v1/assessment.pb.h"

namespace stapwijs::api {
namespace {

using v1::GoalAssessment;
using v1::GuardAssessment;
using v1::ItemAssessment;
using v1::StepAssessment;

// What a large assessment takes, and what a thread keeps at most for the next one.
constexpr size_t kExpectedBytes = size_t{128} << 10;
constexpr size_t kMostKept = size_t{1} << 20;

// One part of a message, encoded.
template <typename Message, typename Fill>
std::string Part(Fill fill) {
  Message message;
  fill(message);
  return message.SerializeAsString();
}

}  // namespace

// The hand that writes one assessment. Everything is written in falling order of fields.
class AssessmentWire::Pen {
 public:
  Pen(const AssessmentWire& wire, const AssessmentContext& context, Date on, WireWriter& out)
      : wire_(wire), method_(*wire.method_), context_(context), on_(on), out_(out) {}

  void Write(const Assessment& assessment) {
    if (context_.waivers != nullptr) {
      for (auto it = context_.waivers->rbegin(); it != context_.waivers->rend(); ++it) {
        Waived(15, it->first, it->second);
      }
    }
    Paths(14, assessment.next);
    Paths(13, assessment.contradictions);
    EachLastFirst(assessment.goals, 12);
    WriteTips(assessment);
    EachLastFirst(assessment.steps, 10);
    out_.String(5, EngineVersion());
    out_.String(4, FormatDate(on_));
    out_.Int32(3, context_.revision);
    out_.String(2, context_.trajectory_id);
    const size_t before = out_.size();
    out_.String(3, method_.hash);
    out_.String(2, method_.version);
    out_.String(1, method_.id);
    out_.Message(1, before);
  }

 private:
  template <typename Results>
  void EachLastFirst(const Results& results, int field) {
    for (auto it = results.rbegin(); it != results.rend(); ++it) {
      const size_t before = out_.size();
      One(*it);
      out_.Message(field, before);
    }
  }

  void Paths(int field, const std::vector<std::string>& paths) {
    for (auto it = paths.rbegin(); it != paths.rend(); ++it) out_.StringAlways(field, *it);
  }

  // As FillText: Dutch stands in for a missing English text, and English for a missing Dutch one.
  void Words(int field, const Text& text) {
    if (text.empty()) return;
    const Languages languages = wire_.languages_;
    const size_t before = out_.size();
    if (languages.en && !text.en.empty()) out_.StringAlways(2, text.en);
    if (languages.nl || text.en.empty()) out_.StringAlways(1, text.In(Language::kDutch));
    out_.Message(field, before);
  }

  void Waived(int field, const std::string& path, const Waiver& waiver) {
    const size_t before = out_.size();
    out_.Raw(ToProto(method_, path, waiver, on_, wire_.languages_).SerializeAsString());
    out_.Message(field, before);
  }

  void Counted(int field, const Counts& counts) {
    const size_t before = out_.size();
    out_.Int32(5, counts.of());
    out_.Int32(4, counts.not_applicable);
    out_.Int32(3, counts.unknown);
    out_.Int32(2, counts.open);
    out_.Int32(1, counts.done);
    out_.Message(field, before);
  }

  template <typename Enum>
  void State(int field, Enum state) {
    out_.Number(field, static_cast<uint64_t>(state));
  }

  void One(const ItemResult& result) {
    const Fixed& fixed = wire_.items_[result.item.value];
    out_.Raw(fixed.c);
    Paths(9, result.waiting_for);
    out_.String(8, result.evidence);
    out_.Bool(7, result.answered);
    out_.Raw(fixed.b);
    State(3, ToProto(result.state));
    out_.Raw(fixed.a);
    out_.String(1, result.path);
  }

  void One(const GuardResult& result) {
    const Fixed& fixed = wire_.guards_[result.guard.value];
    if (result.waiver) Waived(11, result.path, *result.waiver);
    out_.Raw(fixed.d);
    Paths(8, result.waiting_for);
    out_.Raw(fixed.c);
    Paths(6, result.blocks);
    Words(5, result.message);
    out_.Raw(fixed.b);
    State(3, ToProto(result.state));
    out_.Raw(fixed.a);
    out_.String(1, result.path);
  }

  void One(const ElementResult& result) {
    EachLastFirst(result.elements, 8);
    EachLastFirst(result.guards, 7);
    EachLastFirst(result.items, 6);
    Counted(5, result.recommended);
    Counted(4, result.required);
    Paths(3, result.blocked_by);
    State(2, ToProto(result.status));
    out_.String(1, result.path);
  }

  void One(const StepResult& result) {
    Paths(15, result.applies_waiting_for);
    EachLastFirst(result.elements, 14);
    EachLastFirst(result.guards, 13);
    EachLastFirst(result.items, 12);
    Counted(11, result.recommended);
    Counted(10, result.required);
    out_.Bool(9, result.drifted);
    out_.Bool(8, result.begun_early);
    const size_t before = out_.size();
    out_.Raw(ToProto(result.transition).SerializeAsString());
    out_.Message(7, before);
    for (auto it = result.start_blockers.rbegin(); it != result.start_blockers.rend(); ++it) {
      const size_t blocker = out_.size();
      out_.Bool(3, it->decided);
      out_.String(2, it->path);
      State(1, ToProto(it->kind));
      out_.Message(6, blocker);
    }
    State(5, ToProto(result.startable));
    Paths(4, result.blocked_by);
    State(3, ToProto(result.status));
    out_.Raw(wire_.steps_[result.step.value].a);
  }

  void One(const GoalResult& result) {
    const Fixed& fixed = wire_.goals_[result.goal.value];
    out_.Raw(fixed.b);
    Paths(8, result.missing);
    Paths(7, result.evidence);
    out_.Bool(6, result.unclear);
    Words(5, result.reason);
    State(4, ToProto(result.state));
    out_.Raw(fixed.a);
    out_.String(1, result.path);
  }

  void One(const TipResult& result) {
    const Fixed& fixed = wire_.tips_[result.tip.value];
    Paths(9, result.waiting_for);
    Paths(8, result.elements);
    out_.Raw(fixed.b);
    Words(4, result.text);
    State(3, ToProto(result.state));
    out_.Raw(fixed.a);
    out_.String(1, result.path);
  }

  void WriteTips(const Assessment& assessment) {
    const std::vector<const TipResult*> shown = ShownTips(method_, assessment);
    for (auto it = shown.rbegin(); it != shown.rend(); ++it) {
      const size_t before = out_.size();
      One(**it);
      out_.Message(11, before);
    }
  }

  const AssessmentWire& wire_;
  const Method& method_;
  const AssessmentContext& context_;
  const Date on_;
  WireWriter& out_;
};

AssessmentWire::AssessmentWire(std::shared_ptr<const Method> method, Languages languages)
    : method_(std::move(method)), languages_(languages) {
  const Method& m = *method_;
  for (const Step& step : m.steps) {
    steps_.push_back({Part<StepAssessment>([&](StepAssessment& out) {
                        out.set_id(step.name);
                        FillText(step.title, languages, *out.mutable_title());
                      }),
                      {},
                      {},
                      {}});
  }
  for (const Item& item : m.items) {
    Fixed fixed;
    fixed.a = Part<ItemAssessment>(
        [&](ItemAssessment& out) { FillText(item.title, languages, *out.mutable_title()); });
    fixed.b = Part<ItemAssessment>([&](ItemAssessment& out) {
      out.set_required(item.required);
      if (!item.ask.empty()) FillText(item.ask, languages, *out.mutable_ask());
      out.set_answered_by_people(!item.done.valid());
    });
    fixed.c = Part<ItemAssessment>([&](ItemAssessment& out) {
      FillProvenance(m, item.provenance, languages, *out.mutable_provenance());
    });
    items_.push_back(std::move(fixed));
  }
  for (const Guard& guard : m.guards) {
    Fixed fixed;
    fixed.a = Part<GuardAssessment>([&](GuardAssessment& out) {
      if (!guard.title.empty()) FillText(guard.title, languages, *out.mutable_title());
    });
    fixed.b = Part<GuardAssessment>(
        [&](GuardAssessment& out) { out.set_severity(ToProto(guard.severity)); });
    fixed.c = Part<GuardAssessment>([&](GuardAssessment& out) {
      FillRoles(m, guard.roles, languages, *out.mutable_addressed_to());
    });
    fixed.d = Part<GuardAssessment>([&](GuardAssessment& out) {
      out.set_unwaivable(guard.unwaivable);
      FillProvenance(m, guard.provenance, languages, *out.mutable_provenance());
    });
    guards_.push_back(std::move(fixed));
  }
  for (const Tip& tip : m.tips) {
    Fixed fixed;
    fixed.a =
        Part<v1::Tip>([&](v1::Tip& out) { FillText(tip.title, languages, *out.mutable_title()); });
    fixed.b = Part<v1::Tip>([&](v1::Tip& out) {
      FillRoles(m, tip.roles, languages, *out.mutable_audience());
      out.set_priority(tip.priority);
      FillProvenance(m, tip.provenance, languages, *out.mutable_provenance());
    });
    tips_.push_back(std::move(fixed));
  }
  for (const Goal& goal : m.goals) {
    Fixed fixed;
    fixed.a = Part<GoalAssessment>([&](GoalAssessment& out) {
      FillText(m.policy(goal.policy).title, languages, *out.mutable_policy_title());
      FillText(goal.title, languages, *out.mutable_title());
    });
    fixed.b = Part<GoalAssessment>([&](GoalAssessment& out) {
      FillProvenance(m, goal.provenance, languages, *out.mutable_provenance());
    });
    goals_.push_back(std::move(fixed));
  }
  for (const auto* rules : {&steps_, &items_, &guards_, &tips_, &goals_}) Count(*rules);
}

void AssessmentWire::Count(const std::vector<Fixed>& rules) {
  for (const Fixed& rule : rules) {
    bytes_ += sizeof(Fixed) + rule.a.size() + rule.b.size() + rule.c.size() + rule.d.size();
  }
}

std::string AssessmentWire::Write(const Assessment& assessment,
                                  const AssessmentContext& context) const {
  // Kept by each thread: to ask the system for so much memory takes longer than to fill it.
  thread_local WireWriter out(kExpectedBytes);
  Pen(*this, context, assessment.on, out).Write(assessment);
  std::string written = out.Take();
  if (written.size() > kMostKept) out = WireWriter(kExpectedBytes);
  return written;
}

}  // namespace stapwijs::api
