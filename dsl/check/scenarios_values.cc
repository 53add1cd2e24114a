// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>

#include "dsl/check/scenarios.h"
#include "engine/base/date.h"
#include "engine/base/id.h"

// Recorded values as scenarios write them.
namespace stapwijs::dsl::check {
namespace {

using syntax::ValueKind;

Change Set(const std::vector<PathStep>& at, FieldId field, RecordedValue value) {
  return {Change::Kind::kSet, {at, field}, std::move(value), "", ""};
}

std::vector<PathStep> Inside(std::vector<PathStep> at, ScopeId scope, const std::string& key) {
  at.push_back({scope, key});
  return at;
}

}  // namespace

void Scenarios::BadValue(const syntax::Value& value, const std::string& name, const Type& type) {
  c_.Report(DiagnosticKind::kBadRecordedValue, value.span, {name, x_.Describe(type)});
}

// The facts of one element (or of a nested record, with its prefix).
void Scenarios::Element(const std::vector<PathStep>& at, ScopeId scope, const std::string& prefix,
                        const std::vector<syntax::ValueEntry>& entries, Changes& out) {
  Method& m = c_.method;
  FieldId around = m.scope(scope).field;
  if (around.valid() && c_.broken.contains(around)) return;
  for (const syntax::ValueEntry& entry : entries) {
    if (entry.key.empty()) continue;
    FieldId field = m.FindField(scope, prefix + entry.key.text);
    if (field.valid()) {
      FieldValue(at, field, entry.value, out);
      continue;
    }
    ScopeId child = m.FindChild(scope, entry.key.text);
    bool values = child.valid() && m.scope(child).kind == ScopeKind::kEnum;
    if (values && entry.value.kind == ValueKind::kRecord) {
      for (const syntax::ValueEntry& inner : entry.value.entries) {
        if (!m.FindEnumValue(m.scope(child).enum_id, inner.key.text)) {
          c_.Unknown("@an_enum_value", inner.key, {});
          continue;
        }
        Element(Inside(at, child, inner.key.text), child, "", inner.value.entries, out);
      }
      continue;
    }
    std::vector<std::string> candidates;
    for (FieldId id : m.scope(scope).fields) {
      const std::string& name = m.field(id).name;
      if (name.rfind(prefix, 0) == 0) candidates.push_back(name.substr(prefix.size()));
    }
    c_.Unknown("@a_fact_there", entry.key, candidates);
  }
}

void Scenarios::FieldValue(const std::vector<PathStep>& at, FieldId field,
                           const syntax::Value& value, Changes& out) {
  const Field declared = c_.method.field(field);
  if (value.kind == ValueKind::kMissing || c_.broken.contains(field)) return;
  if (value.kind == ValueKind::kUnknown) {
    out.push_back({Change::Kind::kWithdraw, {at, field}, {}, "", ""});
    return;
  }
  if (value.kind == ValueKind::kNone) {
    if (!declared.or_none) {
      c_.Report(DiagnosticKind::kNeverNone, value.span, {declared.name});
      return;
    }
    out.push_back(Set(at, field, {Value::None(), "", false}));
    return;
  }
  switch (declared.type.kind) {
    case TypeKind::kList:
      ListValue(at, field, value, out);
      return;
    case TypeKind::kSet:
      SetValueOf(at, field, value, out);
      return;
    case TypeKind::kRecord: {
      bool empty = value.kind == ValueKind::kSet && value.entries.empty();
      if (value.kind == ValueKind::kRecord || empty) {
        Element(at, declared.scope, declared.name + ".", value.entries, out);
      } else {
        BadValue(value, declared.name, declared.type);
      }
      return;
    }
    default:
      break;
  }
  auto scalar = Scalar(declared.type, value);
  if (!scalar) {
    BadValue(value, declared.name, declared.type);
    return;
  }
  const Range* range = scalar->value.range();
  bool outside = range != nullptr && declared.bounds.bounded() && range->exact() &&
                 (range->lo < declared.bounds.lo || range->lo > declared.bounds.hi);
  if (outside) c_.Report(DiagnosticKind::kOutOfRange, value.span, {declared.name});
  out.push_back(Set(at, field, std::move(*scalar)));
}

void Scenarios::ListValue(const std::vector<PathStep>& at, FieldId field,
                          const syntax::Value& value, Changes& out) {
  const Field declared = c_.method.field(field);
  bool at_least = value.kind == ValueKind::kAtLeast;
  const syntax::Value& list = at_least && !value.entries.empty() ? value.entries[0].value : value;
  if (list.kind != ValueKind::kList) {
    BadValue(value, declared.name, declared.type);
    return;
  }
  out.push_back({at_least ? Change::Kind::kMayHaveMore : Change::Kind::kReplaceElements,
                 {at, field},
                 {},
                 "",
                 ""});
  const auto room = static_cast<size_t>(std::max(declared.max_elements, 0));
  if (room > 0 && list.entries.size() > room) {
    c_.Report(DiagnosticKind::kTooManyElements, list.span,
              {declared.name, std::to_string(room), std::to_string(list.entries.size())});
  }
  std::set<std::string> used;
  for (const syntax::ValueEntry& entry : list.entries) used.insert(entry.key.text);
  int next = 1;
  std::map<std::string, Span> seen;
  for (const syntax::ValueEntry& entry : list.entries) {
    std::string key = entry.key.text;
    while (key.empty()) {
      std::string made = "e" + std::to_string(next++);
      if (!used.contains(made)) key = made;
    }
    if (auto [place, added] = seen.try_emplace(key, entry.key.span); !added) {
      c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, entry.key.span, {key})
                    .At(place->second, "@first_here"));
      continue;
    }
    if (!IsElementKey(key)) {
      c_.Report(DiagnosticKind::kBadRecordedValue, entry.key.span,
                {declared.name, "@type_element"});
      continue;
    }
    std::vector<PathStep> inside = Inside(at, declared.elements, key);
    if (entry.value.kind == ValueKind::kWithdrawn) {
      out.push_back({Change::Kind::kWithdrawElement, {inside, FieldId()}, {}, "", ""});
      continue;
    }
    bool empty = entry.value.kind == ValueKind::kSet && entry.value.entries.empty();
    if (entry.value.kind != ValueKind::kRecord && !empty) {
      BadValue(entry.value, declared.name, declared.type);
      continue;
    }
    out.push_back({Change::Kind::kAddElement, {inside, FieldId()}, {}, "", ""});
    Element(inside, declared.elements, "", entry.value.entries, out);
  }
}

void Scenarios::SetValueOf(const std::vector<PathStep>& at, FieldId field,
                           const syntax::Value& value, Changes& out) {
  const Field declared = c_.method.field(field);
  SetValue set;
  set.complete = value.kind != ValueKind::kAtLeast;
  const syntax::Value& members =
      !set.complete && !value.entries.empty() ? value.entries[0].value : value;
  if (members.kind != ValueKind::kSet) {
    BadValue(value, declared.name, declared.type);
    return;
  }
  Type member = declared.type;
  member.kind = declared.type.element;
  for (const syntax::ValueEntry& entry : members.entries) {
    auto scalar = Scalar(member, entry.value);
    if (!scalar) {
      BadValue(entry.value, declared.name, member);
    } else if (scalar->value.text() != nullptr) {
      set.members.emplace_back(*scalar->value.text());
    } else if (scalar->value.exact()) {
      set.members.emplace_back(*scalar->value.exact());
    }
  }
  std::sort(set.members.begin(), set.members.end());
  set.members.erase(std::unique(set.members.begin(), set.members.end()), set.members.end());
  out.push_back(Set(at, field, {Value::Of(std::move(set)), "", false}));
}

// A number, date, time, duration or month as the range it stands for; nullopt when it does not fit.
std::optional<Range> Scenarios::Exact(const Type& type, const syntax::Value& value) {
  if (value.kind != ValueKind::kLiteral) return std::nullopt;
  const syntax::Literal& literal = value.literal;
  bool year = type.kind == TypeKind::kDate && literal.kind == syntax::LiteralKind::kNumber &&
              literal.whole && literal.number >= 1 && literal.number <= 9999;
  if (year) {
    int y = static_cast<int>(literal.number);
    return Range{FromCivil({y, 1, 1}).days, FromCivil({y, 12, 31}).days};
  }
  Env env;
  env.file = file_;
  ExprId id = x_.LiteralValue(literal, &type);
  if (!id.valid()) return std::nullopt;
  const Expr& e = c_.method.expr(id);
  bool fits =
      e.type.kind == type.kind && (type.kind != TypeKind::kDuration || e.type.unit == type.unit);
  const Range* range = e.constant.range();
  return fits && range != nullptr ? std::optional<Range>(*range) : std::nullopt;
}

std::optional<RecordedValue> Scenarios::Scalar(const Type& type, const syntax::Value& value) {
  bool text = type.kind == TypeKind::kLabel || type.kind == TypeKind::kText ||
              type.kind == TypeKind::kReference;
  bool bounded = value.kind == ValueKind::kAtLeast || value.kind == ValueKind::kAtMost ||
                 value.kind == ValueKind::kOver || value.kind == ValueKind::kUnder ||
                 value.kind == ValueKind::kAbout;
  if (text) {
    bool string =
        value.kind == ValueKind::kLiteral && value.literal.kind == syntax::LiteralKind::kString;
    if (!string) return std::nullopt;
    return RecordedValue{Value::Of(value.literal.text), "", false};
  }
  if (type.kind == TypeKind::kRef) {
    std::string key = value.kind == ValueKind::kWord ? value.word.text : value.literal.text;
    if (value.kind != ValueKind::kWord && value.kind != ValueKind::kLiteral) return std::nullopt;
    if (!IsElementKey(key)) return std::nullopt;
    return RecordedValue{Value::Of(key), "", false};
  }
  if (type.kind == TypeKind::kEnum) {
    if (value.kind != ValueKind::kWord) return std::nullopt;
    auto index = c_.method.FindEnumValue(type.enum_id, value.word.text);
    if (!index) {
      std::vector<std::string> values;
      for (const EnumValue& v : c_.method.enum_type(type.enum_id).values) values.push_back(v.name);
      c_.Unknown("@an_enum_value", value.word, values);
      return RecordedValue{};  // reported
    }
    return RecordedValue{Value::Exactly(*index), "", false};
  }
  if (!bounded) {
    auto range = Exact(type, value);
    if (!range) return std::nullopt;
    return RecordedValue{Value::Of(*range), range->exact() ? "" : value.literal.text, false};
  }
  if (value.entries.empty()) return std::nullopt;
  const syntax::Value& inner = value.entries[0].value;
  if (value.kind == ValueKind::kAbout) {
    return RecordedValue{Value::Unknown(), "about " + inner.literal.text, true};
  }
  auto range = Exact(type, inner);
  if (!range) return std::nullopt;
  switch (value.kind) {
    case ValueKind::kAtLeast:
      return RecordedValue{Value::Of(Range{range->lo, Range::kPosInf}), "", false};
    case ValueKind::kAtMost:
      return RecordedValue{Value::Of(Range{Range::kNegInf, range->hi}), "", false};
    case ValueKind::kOver:
      return RecordedValue{Value::Of(Range{range->hi + 1, Range::kPosInf}),
                           "over " + inner.literal.text, false};
    default:
      return RecordedValue{Value::Of(Range{Range::kNegInf, range->lo - 1}),
                           "under " + inner.literal.text, false};
  }
}

}  // namespace stapwijs::dsl::check
