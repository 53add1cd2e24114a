// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

// JSON as it was written: numbers keep their text, members their order and their doubles. Built and
// bounded by a streaming parser, written in one canonical form.
namespace stapwijs {

struct JsonNode {
  enum class Kind : uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };
  Kind kind = Kind::kNull;
  bool boolean = false;
  std::string text;               // kString: the string; kNumber: the number as it was written
  std::vector<std::string> keys;  // kObject: one for each of `items`
  std::vector<JsonNode> items;    // kArray, kObject

  bool Is(Kind other) const { return kind == other; }
  // The first member with this key, null when there is none (or this is no object).
  const JsonNode* Member(std::string_view key) const;

  static JsonNode Bool(bool value);
  static JsonNode Number(std::string text);  // must be a JSON number
  static JsonNode String(std::string text);
  static JsonNode Array() { return Empty(Kind::kArray); }
  static JsonNode Object() { return Empty(Kind::kObject); }
  // Adds a member to an object; returns it.
  JsonNode& Put(std::string key, JsonNode value);
  void Push(JsonNode value) { items.push_back(std::move(value)); }

 private:
  static JsonNode Empty(Kind kind);
};

inline constexpr int kMaxJsonDepth = 64;
inline constexpr size_t kMaxJsonNodes = 200000;

// Where and why a text could not be read. Line and column begin at 1, the column counts bytes; 0
// when the text as a whole is too much.
struct JsonFault {
  enum class Kind : uint8_t { kNoJson, kNumberTooLarge, kTooDeep, kTooMany };
  // A step on the way down to the place: the name of a member, and its ordinal among the others. In
  // an array the name is empty.
  struct Step {
    std::string key;
    size_t index = 0;
    bool in_array = false;
  };
  Kind kind = Kind::kNoJson;
  size_t line = 0;
  size_t column = 0;
  std::vector<Step> path;
};

// INVALID_ARGUMENT for what is no JSON (line and column in the message; a byte 0 is none, wherever
// it stands), a number beyond every double, what is deeper than kMaxJsonDepth or more than
// kMaxJsonNodes values; `fault`, when given, then says which. Doubles and null are not judged here.
absl::StatusOr<JsonNode> ParseJson(std::string_view text, JsonFault* fault = nullptr);

// RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 units, no blanks, numbers as
// ECMAScript writes the nearest double. Of doubles among members the first is written.
std::string CanonicalJson(const JsonNode& node);

// The canonical form of a text; refuses what ParseJson refuses, and members that occur twice.
absl::StatusOr<std::string> CanonicalJson(std::string_view text);

// Without blanks, members in their order, numbers as they are: for people and clients.
std::string PlainJson(const JsonNode& node);

// The number written in `text` times 10^decimals, exactly; nullopt when that is not whole
// (`too_fine` is set) or beyond 18 digits.
std::optional<int64_t> ExactNumber(std::string_view text, int decimals, bool& too_fine);

}  // namespace stapwijs
