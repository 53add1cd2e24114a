// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/value_json.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/date.h"
#include "engine/facts/describe.h"
#include "engine/json/scalar.h"

// The words of a value keep what its range does not show: "over 6000", "2022-06", "about 6000", or
// what somebody wrote ("11 oktober").
namespace stapwijs {
namespace {

using Kind = JsonNode::Kind;

constexpr char kOver[] = "over ";
constexpr char kUnder[] = "under ";
constexpr char kAbout[] = "about ";

bool IsForm(std::string_view key) {
  return key == "at_least" || key == "at_most" || key == "over" || key == "under" ||
         key == "about" || key == "none";
}

// A single value in words, and back.
std::string WordOf(const JsonNode& node) {
  return node.Is(Kind::kObject) && !node.items.empty() ? node.items[0].text : node.text;
}

bool IsNumberText(std::string_view text) {
  size_t digits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') {
      ++digits;
    } else if (!(text[i] == '-' && i == 0) && !(text[i] == '.' && digits > 0)) {
      return false;
    }
  }
  return digits > 0 && text.back() != '.' && std::count(text.begin(), text.end(), '.') <= 1;
}

std::optional<JsonNode> NodeOfWord(const ScalarType& type, std::string word) {
  bool number = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
  bool working = type.kind == TypeKind::kDuration && type.unit == DurationUnit::kWorkingDays;
  if (!number && !working) return JsonNode::String(std::move(word));
  if (!IsNumberText(word)) return std::nullopt;
  if (number) return JsonNode::Number(std::move(word));
  JsonNode days = JsonNode::Object();
  days.Put("working_days", JsonNode::Number(std::move(word)));
  return days;
}

// The end of a range that is spelled `over` or `under`, when the words say so and it fits.
std::optional<JsonNode> OpenEnd(const Method& method, const ScalarType& type,
                                const std::string& words, const char* start, const Range& range) {
  bool over = start == std::string_view(kOver);
  for (absl::string_view piece_view : absl::StrSplit(words, ", ")) {
    std::string piece(piece_view);
    if (piece.rfind(start, 0) != 0) continue;
    std::optional<JsonNode> node = NodeOfWord(type, piece.substr(std::string_view(start).size()));
    if (!node) continue;
    std::optional<Range> end = ReadScalar(method, type, *node).range;
    if (end && (over ? end->hi + 1 == range.lo : end->lo - 1 == range.hi)) return node;
  }
  return std::nullopt;
}

JsonNode RangeNode(const Method& method, const ScalarType& type, const RecordedValue& value) {
  const Range& range = *value.value.range();
  if (range.exact()) return WriteScalar(method, type, range.lo);
  if (type.kind == TypeKind::kDate) {
    std::optional<DateSpan> span = ParseMonthOrYear(value.words);
    if (span && Range{span->first.days, span->last.days} == range) {
      return JsonNode::String(value.words);
    }
  }
  JsonNode out = JsonNode::Object();
  if (range.lo != Range::kNegInf) {
    std::optional<JsonNode> over = OpenEnd(method, type, value.words, kOver, range);
    out.Put(over ? "over" : "at_least", over ? *over : WriteScalar(method, type, range.lo));
  }
  if (range.hi != Range::kPosInf) {
    std::optional<JsonNode> under = OpenEnd(method, type, value.words, kUnder, range);
    out.Put(under ? "under" : "at_most", under ? *under : WriteScalar(method, type, range.hi));
  }
  return out;
}

JsonNode AboutNode(const ScalarType& type, const std::string& words) {
  JsonNode out = JsonNode::Object();
  if (words.empty()) {
    out.Put("erased", JsonNode::Bool(true));
    return out;
  }
  bool number = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
  if (number && words.rfind(kAbout, 0) == 0) {
    std::string word = words.substr(std::string_view(kAbout).size());
    if (IsNumberText(word)) {
      out.Put("about", JsonNode::Number(std::move(word)));
      return out;
    }
  }
  out.Put("about", JsonNode::String(words));
  return out;
}

JsonNode SetNode(const Method& method, const ScalarType& type, const SetValue& set) {
  JsonNode members = JsonNode::Array();
  for (const Atom& atom : set.members) {
    const std::string* text = std::get_if<std::string>(&atom);
    members.Push(text != nullptr ? JsonNode::String(*text)
                                 : WriteScalar(method, type, std::get<int64_t>(atom)));
  }
  if (set.complete) return members;
  JsonNode out = JsonNode::Object();
  out.Put("at_least", std::move(members));
  return out;
}

// Reads what stands behind one fact.
class ValueReader {
 public:
  ValueReader(const Method& method, const FactPath& path, const std::string& place,
              std::vector<Violation>& out)
      : m_(method), path_(path), field_(method.field(path.field)), place_(place), out_(out) {}

  std::optional<RecordedValue> Read(const JsonNode& node) {
    if (node.Is(Kind::kNull)) return std::nullopt;  // a violation of its own
    if (IsNoneNode(node)) return RecordedValue{Value::None(), "", false};
    TypeKind kind = field_.type.kind;
    if (kind == TypeKind::kSet) return Set(node);
    ScalarType type = ScalarOf(field_.type);
    if (IsTextKind(kind)) {
      if (!node.Is(Kind::kString)) return Unfit(node, "WRONG_TYPE");
      return RecordedValue{Value::Of(node.text), "", false};
    }
    if (IsOrderedKind(kind) && node.Is(Kind::kObject) && !node.keys.empty() &&
        IsForm(node.keys[0])) {
      return InPart(node, type);
    }
    ScalarReading reading = ReadScalar(m_, type, node);
    if (!reading.range) return Unfit(node, reading.reason);
    std::string words = reading.range->exact() ? "" : node.text;
    return RecordedValue{Value::Of(*reading.range), std::move(words), false};
  }

 private:
  std::nullopt_t Unfit(const JsonNode& node, const char* reason, const std::string& member = "") {
    AddUnfit(m_, path_, node, reason, member.empty() ? place_ : PlaceOf(place_, member), out_);
    return std::nullopt;
  }

  std::nullopt_t Malformed(const std::string& nl, const std::string& en) {
    Text name = NameOf(m_, path_);
    out_.push_back({place_, "MALFORMED", {absl::StrCat(name.nl, nl), absl::StrCat(name.en, en)}});
    return std::nullopt;
  }

  // {"over": 6000}, {"at_least": 3, "at_most": 5}, {"about": "11 oktober"}.
  std::optional<RecordedValue> InPart(const JsonNode& node, const ScalarType& type) {
    if (const JsonNode* about = node.Member("about"); about != nullptr) {
      if (about->Is(Kind::kNull)) return std::nullopt;
      return node.items.size() == 1 ? About(*about, type) : Mixed();
    }
    Range range;
    std::vector<std::string> words;
    bool fits = true;
    for (size_t i = 0; i < node.items.size(); ++i) {
      const std::string& key = node.keys[i];
      if (!IsForm(key) || key == "none") return Mixed();
      if (node.items[i].Is(Kind::kNull)) {
        fits = false;
        continue;
      }
      ScalarReading end = ReadScalar(m_, type, node.items[i]);
      if (!end.range) {
        Unfit(node.items[i], end.reason, key);
        fits = false;
        continue;
      }
      bool lower = key == "at_least" || key == "over", open = key == "over" || key == "under";
      int64_t& bound = lower ? range.lo : range.hi;
      if (bound != (lower ? Range::kNegInf : Range::kPosInf)) return Mixed();
      if (!lower) bound = open ? end.range->lo - 1 : end.range->hi;
      if (lower) bound = open ? end.range->hi + 1 : end.range->lo;
      if (open) words.push_back(absl::StrCat(key, " ", WordOf(node.items[i])));
    }
    if (!fits) return std::nullopt;
    std::string all = words.size() == 2 ? absl::StrCat(words[0], ", ", words[1])
                      : words.empty()   ? ""
                                        : words[0];
    return RecordedValue{Value::Of(range), range.exact() ? "" : all, false};
  }

  std::nullopt_t Mixed() {
    return Malformed(
        " zegt te veel tegelijk: schrijf één ondergrens (at_least of over), één bovengrens "
        "(at_most of under) of allebei, of alleen about of none.",
        " says too much at once: write one lower bound (at_least or over), one upper bound "
        "(at_most "
        "or under) or both, or only about or none.");
  }

  std::optional<RecordedValue> About(const JsonNode& node, const ScalarType& type) {
    if (node.Is(Kind::kString)) return RecordedValue{Value::Unknown(), node.text, true};
    bool number = type.kind == TypeKind::kInt || type.kind == TypeKind::kDecimal;
    std::optional<Range> range;
    if (number) range = ReadScalar(m_, type, node).range;
    if (!range) return Unfit(node, "WRONG_TYPE", "about");
    std::string word = WriteScalar(m_, type, range->lo).text;
    return RecordedValue{Value::Unknown(), absl::StrCat(kAbout, word), true};
  }

  std::optional<RecordedValue> Set(const JsonNode& node) {
    const JsonNode* array = node.Is(Kind::kArray) ? &node : AtLeastArray(node);
    if (array == nullptr) return Unfit(node, "WRONG_TYPE");
    std::string around = array == &node ? place_ : PlaceOf(place_, "at_least");
    ScalarType type = MemberOf(field_.type);
    SetValue set;
    set.complete = array == &node;
    bool fits = true;
    for (size_t i = 0; i < array->items.size(); ++i) {
      const JsonNode& member = array->items[i];
      std::optional<Atom> atom;
      const char* reason = "WRONG_TYPE";
      if (IsTextKind(type.kind)) {
        if (member.Is(Kind::kString)) atom = member.text;
      } else {
        ScalarReading reading = ReadScalar(m_, type, member);
        if (reading.range && reading.range->exact()) atom = reading.range->lo;
        reason = reading.range ? "BAD_DATE" : reading.reason;
      }
      if (atom) {
        set.members.push_back(*atom);
        continue;
      }
      fits = false;
      if (member.Is(Kind::kNull)) continue;
      AddUnfit(m_, path_, member, reason, absl::StrCat(around, "[", i, "]"), out_);
    }
    if (!fits) return std::nullopt;
    std::sort(set.members.begin(), set.members.end());
    set.members.erase(std::unique(set.members.begin(), set.members.end()), set.members.end());
    return RecordedValue{Value::Of(std::move(set)), "", false};
  }

  const Method& m_;
  const FactPath& path_;
  const Field& field_;
  const std::string& place_;
  std::vector<Violation>& out_;
};

// A date, month, year or time by its form, which need not exist: "2022-02-30".
bool LooksLikeDateOrTime(std::string_view text) {
  for (std::string_view form : {"dddd", "dddd-dd", "dddd-dd-dd", "dd:dd"}) {
    if (form.size() != text.size()) continue;
    bool fits = true;
    for (size_t i = 0; i < form.size(); ++i) {
      bool digit = text[i] >= '0' && text[i] <= '9';
      fits = fits && (form[i] == 'd' ? digit : text[i] == form[i]);
    }
    if (fits) return true;
  }
  return false;
}

// What was written; of a text that may say something about a person only how long it is, and
// nothing at all where the fact is of such a class.
Text Shown(const Method& method, const FactPath& path, const JsonNode& node) {
  constexpr size_t kMaxShownDigits = 30;
  Change change;
  change.path = path;
  if (PrivacyOf(method, change) > Privacy::kP1) return {"De waarde", "The value"};
  switch (node.kind) {
    case Kind::kArray:
      return {"Een lijst", "A list"};
    case Kind::kObject:
      return {"Een object", "An object"};
    case Kind::kNumber:
      if (node.text.size() > kMaxShownDigits) return SizeOf(node.text, "getal", "number");
      break;
    case Kind::kString:
      if (!IsWord(node.text) && !LooksLikeDateOrTime(node.text)) {
        return SizeOf(node.text, "tekst", "text");
      }
      break;
    default:
      break;
  }
  std::string text = PlainJson(node);
  std::string nl = text;
  if (node.Is(Kind::kNumber)) std::replace(nl.begin(), nl.end(), '.', ',');
  return {std::move(nl), std::move(text)};
}

}  // namespace

JsonNode ValueNode(const Method& method, const Field& field, const RecordedValue& value) {
  ScalarType type = ScalarOf(field.type);
  if (value.value.is_none()) {
    JsonNode out = JsonNode::Object();
    out.Put("none", JsonNode::Bool(true));
    return out;
  }
  if (value.value.range() != nullptr) return RangeNode(method, type, value);
  if (value.value.text() != nullptr) return JsonNode::String(*value.value.text());
  if (value.value.set() != nullptr) {
    return SetNode(method, MemberOf(field.type), *value.value.set());
  }
  return AboutNode(type, value.words);
}

std::string WriteValueJson(const Method& method, FieldId field, const RecordedValue& value) {
  return CanonicalJson(ValueNode(method, method.field(field), value));
}

std::optional<RecordedValue> ReadValueNode(const Method& method, const FactPath& path,
                                           const JsonNode& node, const std::string& place,
                                           std::vector<Violation>& out) {
  return ValueReader(method, path, place, out).Read(node);
}

RecordedValue ErasedValue() { return {Value::Unknown(), "", true}; }

bool IsNoneNode(const JsonNode& node) {
  const JsonNode* none = node.Member("none");
  return none != nullptr && node.items.size() == 1 && none->Is(Kind::kBool) && none->boolean;
}

const JsonNode* AtLeastArray(const JsonNode& node) {
  const JsonNode* array = node.Member("at_least");
  return array != nullptr && node.items.size() == 1 && array->Is(Kind::kArray) ? array : nullptr;
}

std::string PlaceOf(const std::string& around, std::string_view member) {
  std::string name(member);
  return around.empty() ? name : absl::StrCat(around, ".", name);
}

void AddUnfit(const Method& method, const FactPath& path, const JsonNode& node, const char* reason,
              const std::string& place, std::vector<Violation>& out) {
  const Field& field = method.field(path.field);
  Text name = NameOf(method, path), expected = ExpectedBy(method, field);
  Text shown = Shown(method, path, node);
  const bool beyond = reason == std::string_view("OUT_OF_RANGE");
  const bool below = beyond && node.text.rfind('-', 0) == 0;
  const Text verdict = below    ? Text{" is te klein voor ", " is too small for "}
                       : beyond ? Text{" is te groot voor ", " is too large for "}
                                : Text{" past niet bij ", " does not fit "};
  Text message{absl::StrCat(shown.nl, verdict.nl, name.nl, "; verwacht wordt ", expected.nl, "."),
               absl::StrCat(shown.en, verdict.en, name.en, "; expected is ", expected.en, ".")};
  if (reason == std::string_view("NOT_AN_ENUM_VALUE")) {
    std::vector<std::string> names;
    for (const EnumValue& v : method.enum_type(field.type.enum_id).values) names.push_back(v.name);
    std::string near = NearestName(node.text, names);
    if (!near.empty()) {
      absl::StrAppend(&message.nl, " Bedoelde u \"", near, "\"?");
      absl::StrAppend(&message.en, " Did you mean \"", near, "\"?");
    }
  }
  out.push_back({place, reason, std::move(message)});
}

}  // namespace stapwijs
