// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/validate_value.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/date.h"
#include "engine/base/id.h"
#include "engine/base/utf8.h"
#include "engine/facts/describe.h"

namespace stapwijs {
namespace {

bool IsTextKind(TypeKind kind) {
  return kind == TypeKind::kLabel || kind == TypeKind::kText || kind == TypeKind::kReference ||
         kind == TypeKind::kRef;
}

// Kinds that can be recorded in part.
bool IsOrdered(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kDecimal || kind == TypeKind::kDate ||
         kind == TypeKind::kTime || kind == TypeKind::kDuration || kind == TypeKind::kMoment;
}

// What the kind itself allows, whatever the method declares.
Range NaturalRange(const Method& method, TypeKind kind, EnumId enum_id) {
  switch (kind) {
    case TypeKind::kYesNo:
      return {0, 1};
    case TypeKind::kInt:
      return {-kMaxInt, kMaxInt};
    case TypeKind::kDecimal:
      return {-kMaxDecimal, kMaxDecimal};
    case TypeKind::kDate:
      return {FromCivil({1, 1, 1}).days, FromCivil({9999, 12, 31}).days};
    case TypeKind::kTime:
      return {0, 24 * 60 - 1};
    case TypeKind::kDuration:
      return {0, 1000000};
    case TypeKind::kEnum:
      return {0, static_cast<int64_t>(method.enum_type(enum_id).values.size()) - 1};
    default:
      return {-kMaxInt, kMaxInt};
  }
}

// Free text may have lines, and pictures of several joined characters.
bool HasControls(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    return control && c != '\n' && c != '\t' && c != '\r';
  });
}

class ValueValidator {
 public:
  ValueValidator(const Method& method, const Change& change, const std::string& place,
                 const Limits& limits, std::vector<Violation>& out)
      : m_(method),
        change_(change),
        field_(method.field(change.path.field)),
        place_(place),
        limits_(limits),
        out_(out) {}

  void Run() {
    const RecordedValue& recorded = change_.value;
    const Value& value = recorded.value;
    TypeKind kind = field_.type.kind;
    if (value.is_none()) {
      if (!field_.or_none) NoneNotAllowed();
    } else if (recorded.about) {
      if (!IsOrdered(kind) || !value.is_unknown()) return WrongType();
      Text_(recorded.words, TypeKind::kLabel);
    } else if (const Range* range = value.range()) {
      if (IsOrdered(kind)) return InPart(*range);
      if (kind != TypeKind::kYesNo && kind != TypeKind::kEnum) return WrongType();
      if (!range->exact()) return WrongType();
      Number(range->lo, kind);
    } else if (const std::string* text = value.text()) {
      if (!IsTextKind(kind)) return WrongType();
      Text_(*text, kind);
    } else if (const SetValue* set = value.set()) {
      if (kind != TypeKind::kSet) return WrongType();
      Set(*set);
    } else {
      WrongType();
    }
  }

 private:
  void Add(const char* reason, const std::string& nl, const std::string& en) {
    Text name = NameOf(m_, change_.path);
    out_.push_back(
        {place_, reason, {absl::StrCat(name.nl, " ", nl), absl::StrCat(name.en, " ", en)}});
  }

  void AddExpected(const char* reason, const std::string& nl, const std::string& en) {
    Text expected = ExpectedBy(m_, field_);
    Add(reason, absl::StrCat(nl, "; verwacht wordt ", expected.nl, "."),
        absl::StrCat(en, "; expected is ", expected.en, "."));
  }

  void WrongType() {
    AddExpected("WRONG_TYPE", "heeft een waarde die niet past", "has a value that does not fit");
  }

  void NoneNotAllowed() {
    AddExpected("NONE_NOT_ALLOWED", "kan niet \"geen\" zijn", "cannot be none");
  }

  bool Number(int64_t v, TypeKind kind) {
    Range natural = NaturalRange(m_, kind, field_.type.enum_id);
    if (v < natural.lo || v > natural.hi) {
      AddExpected("OUT_OF_RANGE", "heeft een waarde buiten wat kan",
                  "has a value beyond what is possible");
      return false;
    }
    if (v < field_.bounds.lo || v > field_.bounds.hi) {
      const std::string digits = absl::StrCat(v);
      const Text number = kind == TypeKind::kDecimal ? DecimalText(v) : Text{digits, digits};
      // A value that may be about a person enters no message.
      const bool personal = PrivacyOf(m_, change_) > Privacy::kP1;
      AddExpected("OUT_OF_RANGE",
                  personal ? "heeft een waarde die niet kan"
                           : absl::StrCat("kan niet ", number.nl, " zijn"),
                  personal ? "has a value that cannot be" : absl::StrCat("cannot be ", number.en));
      return false;
    }
    return true;
  }

  // Both ends have to be possible: "over 6000" says nothing where 100 is the most.
  void InPart(const Range& range) {
    if (range.lo > range.hi) {
      Add("EMPTY_RANGE", "heeft een ondergrens boven de bovengrens: zo blijft er niets over.",
          "has a lower bound above its upper bound: nothing is left.");
      return;
    }
    if (range.lo != Range::kNegInf && !Number(range.lo, field_.type.kind)) return;
    if (range.hi != Range::kPosInf && !range.exact()) Number(range.hi, field_.type.kind);
  }

  void Text_(const std::string& text, TypeKind kind) {
    if (kind == TypeKind::kRef) {
      if (!IsElementKey(text)) AddBadKey(place_, out_);
      return;
    }
    bool label = kind == TypeKind::kLabel;
    int most = label ? limits_.max_label_characters : limits_.max_text_characters;
    if (IsBlank(text)) {
      Add("MALFORMED", "is leeg; laat het weg als u het niet weet.",
          "is empty; leave it out when you do not know it.");
    } else if (CharactersIn(text) > most) {
      Add("TEXT_TOO_LONG",
          absl::StrCat("is te lang: ", CharactersIn(text), " tekens, hoogstens ", most, "."),
          absl::StrCat("is too long: ", CharactersIn(text), " characters, at most ", most, "."));
    } else if (kind == TypeKind::kText ? HasControls(text) : HasHidden(text)) {
      Add("MALFORMED",
          kind == TypeKind::kText ? "bevat tekens die niet te lezen zijn."
                                  : "moet op één regel staan, zonder onzichtbare tekens.",
          kind == TypeKind::kText ? "contains characters that cannot be read."
                                  : "must be one line, without invisible characters.");
    }
  }

  void Set(const SetValue& set) {
    int most = MostElements(field_, limits_);
    if (set.members.size() > static_cast<size_t>(most))
      AddTooMany(m_, change_.path, most, place_, out_);
    if (set.members.empty() && !set.complete) {
      Add("EMPTY_RANGE", "\"minstens\" zonder waarden zegt niets: laat het weg, of schrijf [].",
          "\"at least\" without values says nothing: leave it out, or write [].");
    }
    for (const Atom& atom : set.members) {
      const std::string* text = std::get_if<std::string>(&atom);
      if (IsTextKind(field_.type.element) != (text != nullptr)) return WrongType();
      if (text != nullptr) {
        Text_(*text, field_.type.element);
      } else {
        Number(std::get<int64_t>(atom), field_.type.element);
      }
    }
  }

  const Method& m_;
  const Change& change_;
  const Field& field_;
  const std::string& place_;
  const Limits& limits_;
  std::vector<Violation>& out_;
};

}  // namespace

void ValidateValue(const Method& method, const Change& change, const std::string& place,
                   const Limits& limits, std::vector<Violation>& out) {
  ValueValidator(method, change, place, limits, out).Run();
}

void AddBadKey(const std::string& place, std::vector<Violation>& out) {
  out.push_back(
      {place,
       "BAD_KEY",
       {"Dit kan geen sleutel zijn: gebruik 1 tot 40 kleine letters, cijfers en streepjes.",
        "This cannot be a key: use 1 to 40 lower-case letters, digits and hyphens."}});
}

void AddTooMany(const Method& method, const FactPath& list, int most, const std::string& place,
                std::vector<Violation>& out) {
  Text name = NameOf(method, list);
  out.push_back({place,
                 "TOO_MANY_ELEMENTS",
                 {absl::StrCat(name.nl, " heeft er te veel: hoogstens ", most, "."),
                  absl::StrCat(name.en, " has too many: at most ", most, ".")}});
}

int MostElements(const Field& field, const Limits& limits) {
  int most = std::min(limits.max_list_elements, kHardMaxElements);
  return field.max_elements > 0 ? std::min(most, field.max_elements) : most;
}

int CharactersIn(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

}  // namespace stapwijs
