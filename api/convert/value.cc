// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/facts/describe.h"
#include "engine/json/value_json.h"

namespace stapwijs::api {
namespace {

std::string DurationText(DurationUnit unit, int64_t number) {
  switch (unit) {
    case DurationUnit::kMinutes:
      return absl::StrCat("PT", number, "M");
    case DurationUnit::kDays:
    case DurationUnit::kWorkingDays:
      return absl::StrCat("P", number, "D");
    case DurationUnit::kMonths:
      return absl::StrCat("P", number, "M");
  }
  return "";
}

// "2022-06" or "2022" when the range is exactly that month or year.
std::optional<std::string> MonthOrYear(const Range& range) {
  constexpr int64_t kLargestDay = 3000000;  // beyond year 9999
  if (range.lo < -kLargestDay || range.hi > kLargestDay || range.exact()) return std::nullopt;
  const std::string first = FormatDate(Date{static_cast<int32_t>(range.lo)});
  for (const size_t length : {size_t{4}, size_t{7}}) {
    const auto span = ParseMonthOrYear(first.substr(0, length));
    if (span && span->first.days == range.lo && span->last.days == range.hi) {
      return first.substr(0, length);
    }
  }
  return std::nullopt;
}

void FillNumber(const Method& method, const Type& type, int64_t number, v1::Value& out) {
  switch (type.kind) {
    case TypeKind::kYesNo:
      out.set_yes_no(number != 0);
      break;
    case TypeKind::kInt:
      out.set_integer(number);
      break;
    case TypeKind::kDecimal:
      out.set_decimal(NumberText(type, number));
      break;
    case TypeKind::kDate:
      out.set_date(NumberText(type, number));
      break;
    case TypeKind::kTime:
      out.set_time(NumberText(type, number));
      break;
    case TypeKind::kDuration:
      out.set_duration(NumberText(type, number));
      break;
    case TypeKind::kEnum:
      out.set_enum_value(
          method.enum_type(type.enum_id).values.at(static_cast<size_t>(number)).name);
      break;
    default:
      break;  // no other type is a number
  }
}

void FillText(const Type& type, const std::string& text, v1::Value& out) {
  if (type.kind == TypeKind::kRef) {
    out.set_element_key(text);
  } else {
    out.set_text(text);
  }
}

void FillRange(const Method& method, const Field& field, const RecordedValue& recorded,
               v1::Value& out) {
  const Type& type = field.type;
  const Range& range = *recorded.value.range();
  if (range.exact()) return FillNumber(method, type, range.lo, out);
  if (type.kind == TypeKind::kDate) {
    if (const auto text = MonthOrYear(range)) return out.set_date(*text);
  }
  // The JSON spelling knows from the words which ends are open ("over 6000").
  const JsonNode spelled = ValueNode(method, field, recorded);
  v1::Range& bounds = *out.mutable_range();
  if (spelled.Member("over") != nullptr) {
    FillNumber(method, type, range.lo - 1, *bounds.mutable_over());
  } else if (range.lo != Range::kNegInf) {
    FillNumber(method, type, range.lo, *bounds.mutable_at_least());
  }
  if (spelled.Member("under") != nullptr) {
    FillNumber(method, type, range.hi + 1, *bounds.mutable_under());
  } else if (range.hi != Range::kPosInf) {
    FillNumber(method, type, range.hi, *bounds.mutable_at_most());
  }
}

// The engine keeps "about 6000" for a number and the words themselves for anything else.
std::string AboutWords(const std::string& words) {
  constexpr std::string_view kAbout = "about ";
  return words.rfind(kAbout, 0) == 0 ? words.substr(kAbout.size()) : words;
}

void FillSet(const Method& method, const Type& type, const SetValue& set, v1::Value& out) {
  Type member = type;
  member.kind = type.element;
  out.mutable_set()->set_may_have_more(!set.complete);
  for (const Atom& atom : set.members) {
    v1::Value& entry = *out.mutable_set()->add_members();
    if (const auto* number = std::get_if<int64_t>(&atom)) {
      FillNumber(method, member, *number, entry);
    } else {
      FillText(member, std::get<std::string>(atom), entry);
    }
  }
}

}  // namespace

std::string NumberText(const Type& type, int64_t number) {
  switch (type.kind) {
    case TypeKind::kDecimal:
      return PlainDecimal(number);
    case TypeKind::kDate:
      return FormatDate(Date{static_cast<int32_t>(number)});
    case TypeKind::kTime:
      return FormatTime(static_cast<int>(number));
    case TypeKind::kDuration:
      return DurationText(type.unit, number);
    default:
      return absl::StrCat(number);
  }
}

v1::Value ToProto(const Method& method, FieldId id, const RecordedValue& recorded) {
  const Field& field = method.field(id);
  const Type& type = field.type;
  v1::Value out;
  if (recorded.about) {
    out.set_about(AboutWords(recorded.words));
  } else if (recorded.value.is_none()) {
    out.mutable_none();
  } else if (recorded.value.range() != nullptr) {
    FillRange(method, field, recorded, out);
  } else if (const std::string* text = recorded.value.text()) {
    FillText(type, *text, out);
  } else if (const SetValue* set = recorded.value.set()) {
    FillSet(method, type, *set, out);
  }
  return out;
}

}  // namespace stapwijs::api
