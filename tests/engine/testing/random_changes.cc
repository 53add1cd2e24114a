// SPDX-License-Identifier: EUPL-1.2
#include "tests/engine/testing/random_changes.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/facts/validate.h"

namespace stapwijs::testing {
namespace {

class Maker {
 public:
  Maker(const Method& method, std::mt19937& random) : m_(method), random_(random) {}

  Change Make() {
    while (true) {
      Change change = Pick(12) == 0 ? Answer() : OnField();
      std::vector<Violation> violations;
      ValidateChange(m_, change, "", {}, violations);
      if (violations.empty()) return change;
    }
  }

 private:
  size_t Pick(size_t n) { return random_() % n; }
  std::string Key() { return std::string(1, static_cast<char>('a' + Pick(3))); }

  PathStep StepInto(ScopeId scope) {
    if (m_.scope(scope).kind != ScopeKind::kEnum) return {scope, Key()};
    const auto& values = m_.enum_type(m_.scope(scope).enum_id).values;
    return {scope, values[Pick(values.size())].name};
  }

  Change OnField() {
    Change change;
    change.path.field = FieldId(Pick(m_.fields.size()));
    const Field& field = m_.field(change.path.field);
    for (ScopeId at = field.scope; at != Method::kRoot; at = m_.scope(at).parent) {
      change.path.elements.insert(change.path.elements.begin(), StepInto(at));
    }
    change.kind = static_cast<Change::Kind>(Pick(10) < 6 ? 0 : Pick(7));
    bool element =
        change.kind == Change::Kind::kAddElement || change.kind == Change::Kind::kWithdrawElement;
    if (element) {
      if (field.elements.valid()) change.path.elements.push_back(StepInto(field.elements));
      change.path.field = FieldId();
    } else if (change.kind == Change::Kind::kSet) {
      change.value = ValueFor(field);
    }
    return change;
  }

  Change Answer() {
    Change change;
    change.kind = Change::Kind::kAnswer;
    change.item = Pick(2) == 0 ? "area.goal_discussed"
                               : absl::StrCat("preparation.sessions[", Key(), "].agreed");
    if (Pick(4) != 0) change.value.value = Value::Bool(Pick(2) == 0);
    if (change.value.value.is_known() && Pick(2) == 0) change.evidence = "doc-1";
    return change;
  }

  // In the unit of the kind, and within what can be written.
  int64_t Number(TypeKind kind, EnumId enum_id) {
    switch (kind) {
      case TypeKind::kYesNo:
        return static_cast<int64_t>(Pick(2));
      case TypeKind::kEnum:
        return static_cast<int64_t>(Pick(m_.enum_type(enum_id).values.size()));
      case TypeKind::kDate:
        return FromCivil({2000, 1, 1}).days + static_cast<int64_t>(Pick(9000));
      case TypeKind::kTime:
        return static_cast<int64_t>(Pick(1440));
      case TypeKind::kDecimal:
        return static_cast<int64_t>(Pick(4000000000)) * 1000 - 2000000000000;
      default:
        return static_cast<int64_t>(Pick(1000));
    }
  }

  std::string Words() {
    const char* words[] = {"Zuid",       "een \"wijk\"", "caf\u00e9",
                           "11 oktober", "about 5",      "\U0001F600"};
    return words[Pick(6)];
  }

  RecordedValue ValueFor(const Field& field) {
    const Type& type = field.type;
    if (field.or_none && Pick(5) == 0) return {Value::None(), "", false};
    switch (type.kind) {
      case TypeKind::kLabel:
      case TypeKind::kText:
      case TypeKind::kReference:
        return {Value::Of(Words()), "", false};
      case TypeKind::kRef:
        return {Value::Of(Key()), "", false};
      case TypeKind::kSet:
        return {Value::Of(Set(type)), "", false};
      case TypeKind::kYesNo:
      case TypeKind::kEnum:
        return {Value::Exactly(Number(type.kind, type.enum_id)), "", false};
      default:
        return Ordered(type.kind);
    }
  }

  RecordedValue Ordered(TypeKind kind) {
    int64_t a = Number(kind, EnumId()), b = Number(kind, EnumId());
    switch (Pick(6)) {
      case 0:
        return {Value::Of(Range{a, Range::kPosInf}), "", false};
      case 1:
        return {Value::Of(Range{Range::kNegInf, a}), "", false};
      case 2:
        return {Value::Of(Range{std::min(a, b), std::max(a, b)}), "", false};
      case 3:
        return {Value::Unknown(), Words(), true};
      default:
        return {Value::Exactly(a), "", false};
    }
  }

  SetValue Set(const Type& type) {
    SetValue set;
    set.complete = Pick(2) == 0;
    for (size_t n = Pick(4); n > 0; --n) {
      if (type.element == TypeKind::kRef) {
        set.members.emplace_back(Key());
      } else if (type.element == TypeKind::kLabel) {
        set.members.emplace_back(Words());
      } else {
        set.members.emplace_back(Number(type.element, type.enum_id));
      }
    }
    std::sort(set.members.begin(), set.members.end());
    set.members.erase(std::unique(set.members.begin(), set.members.end()), set.members.end());
    return set;
  }

  const Method& m_;
  std::mt19937& random_;
};

}  // namespace

Change RandomChange(const Method& method, std::mt19937& random) {
  return Maker(method, random).Make();
}

}  // namespace stapwijs::testing
