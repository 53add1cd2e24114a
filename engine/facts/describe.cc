// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/describe.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace stapwijs {
namespace {

// How many letters apart two names are (inserted, left out, changed or swapped with a neighbour).
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, changed});
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    std::swap(last, row);
  }
  return last[b.size()];
}

Text Both(std::string nl, std::string en) { return {std::move(nl), std::move(en)}; }

Text NumberText(const Field& field, bool whole) {
  auto number = [&](int64_t v) {
    if (!whole) return DecimalText(v);
    const std::string digits = absl::StrCat(v);
    return Both(digits, digits);
  };
  Text out = whole ? Both("een heel getal", "a whole number")
                   : Both("een getal met hoogstens 6 cijfers achter de komma",
                          "a number with at most 6 digits after the point");
  const Range& r = field.bounds;
  const Text lo = number(r.lo), hi = number(r.hi);
  if (r.lo != Range::kNegInf && r.hi != Range::kPosInf) {
    absl::StrAppend(&out.nl, " van ", lo.nl, " tot en met ", hi.nl);
    absl::StrAppend(&out.en, " from ", lo.en, " to ", hi.en);
  } else if (r.lo != Range::kNegInf) {
    absl::StrAppend(&out.nl, " van ", lo.nl, " of meer");
    absl::StrAppend(&out.en, " of ", lo.en, " or more");
  } else if (r.hi != Range::kPosInf) {
    absl::StrAppend(&out.nl, " van hoogstens ", hi.nl);
    absl::StrAppend(&out.en, " of at most ", hi.en);
  }
  return out;
}

Text EnumText(const Method& method, EnumId id) {
  std::string names = absl::StrJoin(method.enum_type(id).values, ", ",
                                    [](std::string* out, const EnumValue& v) { *out += v.name; });
  return Both(absl::StrCat("een van: ", names), absl::StrCat("one of: ", names));
}

Text DurationText(DurationUnit unit) {
  switch (unit) {
    case DurationUnit::kMinutes:
      return Both("een duur in uren en minuten, zoals \"PT2H30M\"",
                  "a duration in hours and minutes, like \"PT2H30M\"");
    case DurationUnit::kDays:
      return Both("een duur in weken en dagen, zoals \"P3W\" of \"P10D\"",
                  "a duration in weeks and days, like \"P3W\" or \"P10D\"");
    case DurationUnit::kMonths:
      return Both("een duur in jaren en maanden, zoals \"P1Y\" of \"P6M\"",
                  "a duration in years and months, like \"P1Y\" or \"P6M\"");
    case DurationUnit::kWorkingDays:
      return Both("een aantal werkdagen, zoals {\"working_days\": 10}",
                  "a number of working days, like {\"working_days\": 10}");
  }
  return {};
}

Text KindText(const Method& method, const Field& field, TypeKind kind) {
  switch (kind) {
    case TypeKind::kYesNo:
      return Both("ja of nee (true of false)", "yes or no (true or false)");
    case TypeKind::kInt:
      return NumberText(field, true);
    case TypeKind::kDecimal:
      return NumberText(field, false);
    case TypeKind::kLabel:
      return Both("een naam van een plaats of organisatie: tekst op één regel, tussen \"\"",
                  "a name of a place or an organisation: text on one line, between \"\"");
    case TypeKind::kText:
      return Both("tekst tussen \"\"", "text between \"\"");
    case TypeKind::kDate:
    case TypeKind::kMoment:
      return Both("een datum zoals \"2024-04-09\", een maand (\"2024-04\") of een jaar (\"2024\")",
                  "a date like \"2024-04-09\", a month (\"2024-04\") or a year (\"2024\")");
    case TypeKind::kTime:
      return Both("een tijd zoals \"19:30\"", "a time like \"19:30\"");
    case TypeKind::kDuration:
      return DurationText(field.type.unit);
    case TypeKind::kReference:
      return Both("een kenmerk uit een ander systeem, tussen \"\"",
                  "an id from another system, between \"\"");
    case TypeKind::kEnum:
      return EnumText(method, field.type.enum_id);
    case TypeKind::kRef: {
      const std::string& list = method.scope(field.type.scope).name;
      return Both(absl::StrCat("de sleutel van een element van ", list, ", tussen \"\""),
                  absl::StrCat("the key of an element of ", list, ", between \"\""));
    }
    case TypeKind::kList:
      return Both("een lijst van objecten tussen [ ], of {\"at_least\": [...]}",
                  "a list of objects between [ ], or {\"at_least\": [...]}");
    case TypeKind::kRecord:
      return Both("een object tussen { } met de feiten daarvan",
                  "an object between { } of its facts");
    case TypeKind::kSet:
      break;
  }
  return {};
}

}  // namespace

std::string PlainDecimal(int64_t millionths) {
  bool negative = millionths < 0;
  uint64_t size =
      negative ? 0 - static_cast<uint64_t>(millionths) : static_cast<uint64_t>(millionths);
  uint64_t unit = static_cast<uint64_t>(kDecimalUnit);
  std::string out = absl::StrCat(negative ? "-" : "", size / unit);
  std::string fraction = absl::StrCat(unit + size % unit).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? out : absl::StrCat(out, ".", fraction);
}

Text DecimalText(int64_t millionths) {
  Text out = Both(PlainDecimal(millionths), PlainDecimal(millionths));
  std::replace(out.nl.begin(), out.nl.end(), '.', ',');
  return out;
}

Text NameOf(const Method& method, const FactPath& path) {
  std::string place = FormatPath(method, path);
  if (!path.field.valid()) return Both(place, place);
  const Field& field = method.field(path.field);
  auto named = [&](const std::string& title) {
    return title.empty() ? place : absl::StrCat("\"", title, "\" (", place, ")");
  };
  return Both(named(field.title.In(Language::kDutch)), named(field.title.In(Language::kEnglish)));
}

Text ExpectedBy(const Method& method, const Field& field) {
  Text out = KindText(method, field, field.type.kind);
  if (field.type.kind == TypeKind::kSet) {
    Text member = KindText(method, field, field.type.element);
    if (field.type.element == TypeKind::kDate) {
      member = Both("een datum zoals \"2024-04-09\"", "a date like \"2024-04-09\"");
    }
    out = Both(absl::StrCat("een lijst tussen [ ], met als waarden ", member.nl),
               absl::StrCat("a list between [ ], its values being ", member.en));
  }
  if (field.or_none) {
    absl::StrAppend(&out.nl, ", of {\"none\": true}");
    absl::StrAppend(&out.en, ", or {\"none\": true}");
  }
  return out;
}

Text SizeOf(std::string_view text, const char* kind_nl, const char* kind_en) {
  // Bytes that continue a code point are no characters.
  auto size = std::count_if(text.begin(), text.end(),
                            [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  if (size == 0) {
    return Both(absl::StrCat("Een lege ", kind_nl), absl::StrCat("An empty ", kind_en));
  }
  return Both(absl::StrCat("Een ", kind_nl, " van ", size, size == 1 ? " teken" : " tekens"),
              absl::StrCat("A ", kind_en, " of ", size, size == 1 ? " character" : " characters"));
}

bool IsWord(std::string_view text) {
  return !text.empty() && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

bool IsShownName(std::string_view name) {
  constexpr size_t kMaxShown = 100;
  return !name.empty() && name.size() <= kMaxShown &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  std::string_view("_.-[]*").find(c) != std::string_view::npos;
         });
}

Text ShownName(std::string_view name) {
  if (!IsShownName(name)) return SizeOf(name, "naam", "name");
  std::string quoted = absl::StrCat("\"", absl::string_view(name.data(), name.size()), "\"");
  return Both(quoted, quoted);
}

std::string NearestName(std::string_view name, const std::vector<std::string>& names) {
  std::string best;
  // Names have at most 40 letters; comparing a long text with each would cost and find nothing.
  if (name.empty() || name.size() > 60) return best;
  size_t least = std::max<size_t>(1, name.size() / 3) + 1;
  for (const std::string& one : names) {
    size_t distance = Distance(name, one);
    if (distance < least) {
      least = distance;
      best = one;
    }
  }
  return best;
}

Text Suggestion(std::string_view name, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  std::string nearest = NearestName(name, names);
  if (!nearest.empty()) {
    return Both(absl::StrCat("Bedoelde u \"", nearest, "\"?"),
                absl::StrCat("Did you mean \"", nearest, "\"?"));
  }
  std::string all = absl::StrJoin(names, ", ");
  return Both(absl::StrCat("U kunt kiezen uit: ", all, "."),
              absl::StrCat("You can choose from: ", all, "."));
}

Text NameSince(const Method& method, ScopeId scope, std::string_view prefix,
               std::string_view name) {
  for (FieldId id : method.scope(scope).fields) {
    const Field& field = method.field(id);
    const bool inside =
        field.name.size() > prefix.size() && field.name.compare(0, prefix.size(), prefix) == 0;
    const bool was = std::find(field.was.begin(), field.was.end(), name) != field.was.end();
    if (!inside || !was) continue;
    const std::string now = field.name.substr(prefix.size());
    return Both(absl::StrCat("Het heet nu \"", now, "\"."),
                absl::StrCat("It is called \"", now, "\" now."));
  }
  return {};
}

std::vector<std::string> NamesIn(const Method& method, ScopeId scope, std::string_view prefix) {
  std::vector<std::string> names;
  for (FieldId id : method.scope(scope).fields) {
    const std::string& name = method.field(id).name;
    if (name.size() <= prefix.size() || name.compare(0, prefix.size(), prefix) != 0) continue;
    std::string rest = name.substr(prefix.size());
    if (rest.find('.') == std::string::npos) names.push_back(std::move(rest));
  }
  if (!prefix.empty()) return names;
  for (ScopeId id : method.scope(scope).children) {
    if (method.scope(id).kind == ScopeKind::kEnum) names.push_back(method.scope(id).name);
  }
  return names;
}

}  // namespace stapwijs
