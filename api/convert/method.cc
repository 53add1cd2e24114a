// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/method.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "api/convert/assessment.h"
#include "api/convert/provenance.h"
#include "api/convert/schema.h"
#include "api/convert/value.h"
#include "engine/model/path.h"

namespace stapwijs::api {
namespace {

v1::FactKind ToProto(TypeKind kind) {
  switch (kind) {
    case TypeKind::kYesNo:
      return v1::FACT_KIND_YES_NO;
    case TypeKind::kInt:
      return v1::FACT_KIND_INTEGER;
    case TypeKind::kDecimal:
      return v1::FACT_KIND_DECIMAL;
    case TypeKind::kLabel:
      return v1::FACT_KIND_LABEL;
    case TypeKind::kText:
      return v1::FACT_KIND_TEXT;
    case TypeKind::kDate:
      return v1::FACT_KIND_DATE;
    case TypeKind::kTime:
      return v1::FACT_KIND_TIME;
    case TypeKind::kMoment:
      return v1::FACT_KIND_UNSPECIFIED;  // computed only, never recorded
    case TypeKind::kDuration:
      return v1::FACT_KIND_DURATION;
    case TypeKind::kReference:
      return v1::FACT_KIND_REFERENCE;
    case TypeKind::kEnum:
      return v1::FACT_KIND_ENUM;
    case TypeKind::kRef:
      return v1::FACT_KIND_ELEMENT_KEY;
    case TypeKind::kSet:
      return v1::FACT_KIND_SET;
    case TypeKind::kList:
      return v1::FACT_KIND_LIST;
    case TypeKind::kRecord:
      return v1::FACT_KIND_RECORD;
  }
  return v1::FACT_KIND_UNSPECIFIED;
}

v1::DurationKind ToProto(DurationUnit unit) {
  switch (unit) {
    case DurationUnit::kMinutes:
      return v1::DURATION_KIND_MINUTES;
    case DurationUnit::kDays:
      return v1::DURATION_KIND_DAYS;
    case DurationUnit::kMonths:
      return v1::DURATION_KIND_MONTHS;
    case DurationUnit::kWorkingDays:
      return v1::DURATION_KIND_WORKING_DAYS;
  }
  return v1::DURATION_KIND_UNSPECIFIED;
}

v1::PrivacyClass ToProto(Privacy privacy) {
  switch (privacy) {
    case Privacy::kP0:
      return v1::PRIVACY_CLASS_P0;
    case Privacy::kP1:
      return v1::PRIVACY_CLASS_P1;
    case Privacy::kP2:
      return v1::PRIVACY_CLASS_P2;
    case Privacy::kP3:
      return v1::PRIVACY_CLASS_P3;
  }
  return v1::PRIVACY_CLASS_UNSPECIFIED;
}

// The elements from the trajectory down to `scope`, each unseen.
std::vector<PathStep> UnseenElements(const Method& method, ScopeId scope) {
  std::vector<PathStep> steps;
  for (; scope.valid() && scope != Method::kRoot; scope = method.scope(scope).parent) {
    steps.push_back({scope, "*"});
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

struct Converter {
  const Method& method;
  Languages languages;

  // Texts that a method may leave out stay absent.
  template <typename Parent>
  void Optional(const Text& text, v1::Text* (Parent::*mutable_text)(), Parent& parent) const {
    if (!text.empty()) FillText(text, languages, *(parent.*mutable_text)());
  }

  std::string RulePath(StepId step, BlockId block, const std::string& name) const {
    std::string path = method.step(step).name;
    if (block.valid()) {
      const auto elements = UnseenElements(method, method.block(block).loop.scope);
      absl::StrAppend(&path, ".", FormatElements(method, elements));
    }
    return absl::StrCat(path, ".", name);
  }

  void FillType(const Type& type, v1::FactType& out) const {
    out.set_kind(ToProto(type.kind));
    if (type.kind == TypeKind::kSet) out.set_member_kind(ToProto(type.element));
    if (type.enum_id.valid()) out.set_enum_name(method.enum_type(type.enum_id).name);
    const bool refers = type.kind == TypeKind::kRef ||
                        (type.kind == TypeKind::kSet && type.element == TypeKind::kRef);
    if (refers && type.scope.valid() && method.scope(type.scope).field.valid()) {
      out.set_list(PathPattern(method, method.scope(type.scope).field));
    }
    if (type.kind == TypeKind::kDuration) out.set_duration_kind(ToProto(type.unit));
  }

  void Fill(const Field& field, FieldId id, v1::FactDefinition& out) const {
    out.set_path(PathPattern(method, id));
    FillType(field.type, *out.mutable_type());
    Optional(field.title, &v1::FactDefinition::mutable_title, out);
    Optional(field.ask, &v1::FactDefinition::mutable_ask, out);
    out.set_or_none(field.or_none);
    Optional(field.none_title, &v1::FactDefinition::mutable_none_title, out);
    FillBounds(field.type, field.bounds, out);
    out.set_max_elements(field.max_elements);
    for (RoleId role : field.by) out.add_asked_of(method.roles[role.value].name);
    out.set_privacy(ToProto(field.privacy));
    if (field.step.valid()) out.set_step(method.step(field.step).name);
    FillPaths(field.was, *out.mutable_was());
  }

  template <typename Out>
  void FillBounds(const Type& type, const Range& bounds, Out& out) const {
    if (bounds.lo != Range::kNegInf) out.set_minimum(NumberText(type, bounds.lo));
    if (bounds.hi != Range::kPosInf) out.set_maximum(NumberText(type, bounds.hi));
  }

  void Fill(const Parameter& parameter, v1::ParameterDefinition& out) const {
    out.set_name(parameter.name);
    Optional(parameter.title, &v1::ParameterDefinition::mutable_title, out);
    FillType(parameter.type, *out.mutable_type());
    if (const std::string* text = parameter.value.text(); text != nullptr) out.set_value(*text);
    if (const auto number = parameter.value.exact()) {
      const bool yesno = parameter.type.kind == TypeKind::kYesNo;
      out.set_value(yesno ? (*number == 1 ? "true" : "false")
                          : NumberText(parameter.type, *number));
    }
    if (parameter.adjustable) FillBounds(parameter.type, *parameter.adjustable, out);
  }

  void Fill(const Input& input, InputId id, v1::InputDefinition& out) const {
    out.set_name(input.name);
    out.set_kind(input.kind == Input::Kind::kPortfolio ? v1::INPUT_KIND_PORTFOLIO
                                                       : v1::INPUT_KIND_DOSSIER);
    out.set_method_id(input.method);
    out.set_method_versions(input.versions);
    for (size_t i = 0; i < method.fields.size(); ++i) {
      const Field& field = method.fields[i];
      const bool within = field.input == id && !(FieldId(i) == input.field);
      if (within) Fill(field, FieldId(i), *out.add_facts());
    }
  }

  void Fill(const TemplateRow& row, v1::TemplateRow& out) const {
    constexpr v1::TemplateRowKind kKinds[] = {
        v1::TEMPLATE_ROW_KIND_PART, v1::TEMPLATE_ROW_KIND_QUESTION, v1::TEMPLATE_ROW_KIND_FIELD,
        v1::TEMPLATE_ROW_KIND_CRITERIA, v1::TEMPLATE_ROW_KIND_POINT};
    out.set_kind(kKinds[static_cast<size_t>(row.kind)]);
    Optional(row.text, &v1::TemplateRow::mutable_text, out);
    switch (row.kind) {
      case TemplateRow::Kind::kAt: {
        Type type;
        type.kind = TypeKind::kTime;
        out.set_starts_at(NumberText(type, row.at));
        type.kind = TypeKind::kDuration;
        if (row.minutes >= 0) out.set_duration(NumberText(type, row.minutes));
        break;
      }
      case TemplateRow::Kind::kQuestion:
      case TemplateRow::Kind::kField:
        out.set_name(row.name);
        FillType(row.type, *out.mutable_type());
        FillBounds(row.type, row.bounds, out);
        break;
      case TemplateRow::Kind::kCriteria:
        FillType(row.type, *out.mutable_type());
        break;
      case TemplateRow::Kind::kPoint:
        break;
    }
  }

  void Fill(const Template& one, v1::TemplateDefinition& out) const {
    out.set_name(one.name);
    Optional(one.title, &v1::TemplateDefinition::mutable_title, out);
    for (const TemplateSection& section : one.sections) {
      v1::TemplateSection& entry = *out.add_sections();
      Optional(section.title, &v1::TemplateSection::mutable_title, entry);
      for (const TemplateRow& row : section.rows) Fill(row, *entry.add_rows());
    }
    FillProvenance(method, one.provenance, languages, *out.mutable_provenance());
  }

  void Fill(const Item& item, v1::ItemDefinition& out) const {
    out.set_path(RulePath(item.step, item.block, item.name));
    Optional(item.title, &v1::ItemDefinition::mutable_title, out);
    Optional(item.ask, &v1::ItemDefinition::mutable_ask, out);
    out.set_required(item.required);
    out.set_answered_by_people(!item.done.valid());
    out.set_weight(item.weight);
    FillProvenance(method, item.provenance, languages, *out.mutable_provenance());
  }

  void Fill(const Guard& guard, v1::GuardDefinition& out) const {
    out.set_path(RulePath(guard.step, guard.block, guard.name));
    Optional(guard.title, &v1::GuardDefinition::mutable_title, out);
    out.set_severity(api::ToProto(guard.severity));
    for (const GuardTarget& target : guard.targets) {
      out.add_targets(absl::StrCat(target.start ? "start of " : "", method.step(target.step).name));
    }
    for (RoleId role : guard.roles) out.add_roles(method.roles[role.value].name);
    out.set_unwaivable(guard.unwaivable);
    FillProvenance(method, guard.provenance, languages, *out.mutable_provenance());
  }

  void Fill(const Tip& tip, v1::TipDefinition& out) const {
    out.set_path(RulePath(tip.step, tip.block, tip.name));
    Optional(tip.title, &v1::TipDefinition::mutable_title, out);
    for (RoleId role : tip.roles) out.add_roles(method.roles[role.value].name);
    out.set_priority(tip.priority);
    FillProvenance(method, tip.provenance, languages, *out.mutable_provenance());
  }

  void Fill(const Note& note, v1::Note& out) const {
    FillText(note.text, languages, *out.mutable_text());
    FillProvenance(method, note.provenance, languages, *out.mutable_provenance());
  }

  // Rules of the step itself or of a block in it, inner blocks after them.
  template <typename Owner>
  void FillRules(const Owner& owner, v1::StepDefinition& out) const {
    for (ItemId id : owner.items) Fill(method.item(id), *out.add_items());
    for (GuardId id : owner.guards) Fill(method.guard(id), *out.add_guards());
    for (TipId id : owner.tips) Fill(method.tip(id), *out.add_tips());
    for (BlockId id : owner.blocks) FillRules(method.block(id), out);
  }

  void Fill(const Step& step, v1::StepDefinition& out) const {
    out.set_id(step.name);
    Optional(step.title, &v1::StepDefinition::mutable_title, out);
    for (StepId id : step.after) out.add_after(method.step(id).name);
    FillRules(step, out);
    for (const Note& note : step.notes) Fill(note, *out.add_notes());
  }

  void Fill(const Policy& policy, v1::PolicyDefinition& out) const {
    out.set_name(policy.name);
    Optional(policy.title, &v1::PolicyDefinition::mutable_title, out);
    Optional(policy.domain, &v1::PolicyDefinition::mutable_domain, out);
    for (GoalId id : policy.goals) {
      const Goal& goal = method.goal(id);
      v1::GoalDefinition& entry = *out.add_goals();
      entry.set_path(absl::StrCat(policy.name, ".", goal.name));
      Optional(goal.title, &v1::GoalDefinition::mutable_title, entry);
      FillPaths(goal.evidence_paths, *entry.mutable_evidence());
      FillProvenance(method, goal.provenance, languages, *entry.mutable_provenance());
    }
    FillProvenance(method, policy.provenance, languages, *out.mutable_provenance());
  }

  void FillSources(v1::Method& out) const {
    for (const Source& source : method.sources) {
      v1::Source& entry = *out.add_sources();
      entry.set_name(source.name);
      entry.set_title(source.title);
      entry.set_by(source.by);
      entry.set_url(source.url);
      entry.set_year(source.year);
    }
  }

  void FillEnums(v1::Method& out) const {
    for (const EnumType& type : method.enums) {
      v1::EnumType& entry = *out.add_enums();
      entry.set_name(type.name);
      for (const EnumValue& value : type.values) {
        v1::EnumValue& choice = *entry.add_values();
        choice.set_name(value.name);
        Optional(value.title, &v1::EnumValue::mutable_title, choice);
      }
    }
  }
};

}  // namespace

std::string PathPattern(const Method& method, FieldId field) {
  return FormatPath(method, {UnseenElements(method, method.field(field).scope), field});
}

v1::Method MethodToProto(const Method& method, Languages languages, const Limits& limits) {
  const Converter converter{method, languages};
  v1::Method out;
  *out.mutable_ref() = ToProto(method);
  FillText(method.title, languages, *out.mutable_title());
  converter.FillSources(out);
  for (const Role& role : method.roles) {
    v1::Role& entry = *out.add_roles();
    entry.set_name(role.name);
    FillText(role.title, languages, *entry.mutable_title());
  }
  converter.FillEnums(out);
  for (size_t i = 0; i < method.fields.size(); ++i) {
    const Field& field = method.fields[i];
    if (!field.input.valid()) converter.Fill(field, FieldId(i), *out.add_facts());
  }
  for (const Parameter& parameter : method.parameters) {
    converter.Fill(parameter, *out.add_parameters());
  }
  for (size_t i = 0; i < method.inputs.size(); ++i) {
    converter.Fill(method.inputs[i], InputId(i), *out.add_inputs());
  }
  for (const Shared& shared : method.shares) out.add_shares(shared.name);
  for (const Template& one : method.templates) converter.Fill(one, *out.add_templates());
  for (const Step& step : method.steps) converter.Fill(step, *out.add_steps());
  for (const Policy& policy : method.policies) converter.Fill(policy, *out.add_policies());
  for (const Note& note : method.notes) converter.Fill(note, *out.add_notes());
  out.set_facts_schema_json(FactsSchema(method, limits));
  return out;
}

}  // namespace stapwijs::api
