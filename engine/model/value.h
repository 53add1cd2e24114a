// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// Values of the language: what a fact can be, and what an expression can come to.
namespace stapwijs {

// All ordered and enumerated values are whole numbers in the unit of their type:
//   yesno 0/1, int the number, decimal millionths, enum the index of the value, date days since
//   1970-01-01, time minutes since midnight, moment minutes since 1970-01-01 00:00, duration
//   minutes, days, months or working days (see DurationUnit).
// A range holds every value from lo to hi; the two infinities stand for "no bound".
struct Range {
  static constexpr int64_t kNegInf = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kPosInf = std::numeric_limits<int64_t>::max();

  int64_t lo = kNegInf;
  int64_t hi = kPosInf;

  static constexpr Range Exactly(int64_t v) { return {v, v}; }
  constexpr bool exact() const { return lo == hi; }
  constexpr bool bounded() const { return lo != kNegInf || hi != kPosInf; }
  friend constexpr bool operator==(Range, Range) = default;
};

// One member of a set: a number (enum, int, date...) or a text (label, reference, element key).
using Atom = std::variant<int64_t, std::string>;

// The known members, sorted, each once. When not complete there may be more.
struct SetValue {
  std::vector<Atom> members;
  bool complete = true;
  friend bool operator==(const SetValue&, const SetValue&) = default;
};

inline constexpr int64_t kDecimalUnit = 1000000;

// Unknown (nothing is known), none ("recorded: there is none"), or known: exactly or as a range.
class Value {
 public:
  Value() = default;  // unknown
  static Value Unknown() { return {}; }
  static Value None() { return Value(NoneTag{}); }
  // A range without any bound is the same as unknown.
  static Value Of(Range range) { return range.bounded() ? Value(range) : Value(); }
  static Value Exactly(int64_t v) { return Value(Range::Exactly(v)); }
  static Value Bool(bool v) { return Exactly(v ? 1 : 0); }
  static Value Of(std::string text) { return Value(std::move(text)); }
  static Value Of(SetValue set) { return Value(std::move(set)); }

  bool is_unknown() const { return std::holds_alternative<std::monostate>(data_); }
  bool is_none() const { return std::holds_alternative<NoneTag>(data_); }
  bool is_known() const { return data_.index() >= 2; }

  // Null when the value is of another form (or unknown, or none).
  const Range* range() const { return std::get_if<Range>(&data_); }
  const std::string* text() const { return std::get_if<std::string>(&data_); }
  const SetValue* set() const { return std::get_if<SetValue>(&data_); }
  // The number, when it is known exactly.
  std::optional<int64_t> exact() const {
    const Range* r = range();
    return r != nullptr && r->exact() ? std::optional<int64_t>(r->lo) : std::nullopt;
  }
  bool is_yes() const { return exact() == 1; }
  bool is_no() const { return exact() == 0; }

  friend bool operator==(const Value&, const Value&) = default;

 private:
  struct NoneTag {
    friend bool operator==(NoneTag, NoneTag) = default;
  };
  template <typename T>
  explicit Value(T data) : data_(std::move(data)) {}

  std::variant<std::monostate, NoneTag, Range, std::string, SetValue> data_;
};

// A value as somebody recorded it. `words` keeps the form that the value alone does not show:
// "about 6000", "11 October" (decides nothing: value is unknown), or the text "over 6000" itself.
struct RecordedValue {
  Value value;
  std::string words;
  bool about = false;  // recorded, but decides nothing

  friend bool operator==(const RecordedValue&, const RecordedValue&) = default;
};

}  // namespace stapwijs
