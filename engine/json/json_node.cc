// SPDX-License-Identifier: EUPL-1.2
#include "engine/json/json_node.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace stapwijs {
namespace {

// Receives the parser's events; false ends the parsing.
class Builder {
 public:
  explicit Builder(std::string_view text) : source_(text) {}

  bool null() { return Add({}); }
  bool boolean(bool value) { return Add(JsonNode::Bool(value)); }
  bool number_integer(int64_t value) { return Add(JsonNode::Number(absl::StrCat(value))); }
  bool number_unsigned(uint64_t value) { return Add(JsonNode::Number(absl::StrCat(value))); }
  bool number_float(double /*value*/, const std::string& raw) { return Add(JsonNode::Number(raw)); }
  bool string(std::string& value) { return Add(JsonNode::String(std::move(value))); }
  bool binary(nlohmann::json::binary_t& /*value*/) { return false; }
  bool start_object(size_t /*size*/) { return Open(JsonNode::Object()); }
  bool start_array(size_t /*size*/) { return Open(JsonNode::Array()); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  bool key(std::string& name) {
    open_.back().keys.push_back(std::move(name));
    return true;
  }
  bool parse_error(size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& error) {
    constexpr int kNumberOverflow = 406;  // of nlohmann's out_of_range
    Stop(error.id == kNumberOverflow ? JsonFault::Kind::kNumberTooLarge : JsonFault::Kind::kNoJson,
         position == 0 ? 0 : position - 1);
    return false;
  }
  // Ends the reading at this byte. Of a number the parser has read one byte more than its last.
  void Stop(JsonFault::Kind kind, size_t position) {
    if (kind == JsonFault::Kind::kNumberTooLarge) {
      position = std::min(position, source_.size());
      while (position > 0 && IsOfNumber(source_[position - 1])) --position;
    }
    std::string_view before = source_.substr(0, position);
    fault_.kind = kind;
    fault_.line = static_cast<size_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    size_t start = before.rfind('\n');
    fault_.column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
    error_ = absl::StrCat(
        kind == JsonFault::Kind::kNumberTooLarge ? "a number that is too large" : "no JSON",
        ": line ", fault_.line, ", column ", fault_.column);
    for (const JsonNode& node : open_) {
      const bool array = node.Is(JsonNode::Kind::kArray);
      if (!array && node.keys.size() == node.items.size()) break;
      fault_.path.push_back({array ? "" : node.keys.back(), node.items.size(), array});
    }
  }

  absl::StatusOr<JsonNode> Take(JsonFault* fault) {
    if (error_.empty()) return std::move(root_);
    if (fault != nullptr) *fault = std::move(fault_);
    return absl::InvalidArgumentError(error_);
  }

 private:
  static bool IsOfNumber(char c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
  }
  bool Count() {
    if (++nodes_ <= kMaxJsonNodes) return true;
    fault_.kind = JsonFault::Kind::kTooMany;
    error_ = absl::StrCat("more than ", kMaxJsonNodes, " values");
    return false;
  }
  bool Add(JsonNode node) {
    if (!Count()) return false;
    if (open_.empty()) {
      root_ = std::move(node);
    } else {
      open_.back().items.push_back(std::move(node));
    }
    return true;
  }
  bool Open(JsonNode node) {
    if (open_.size() >= static_cast<size_t>(kMaxJsonDepth)) {
      fault_.kind = JsonFault::Kind::kTooDeep;
      error_ = absl::StrCat("nested deeper than ", kMaxJsonDepth);
      return false;
    }
    if (!Count()) return false;
    open_.push_back(std::move(node));
    return true;
  }
  bool Close() {
    JsonNode done = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(done);
    } else {
      open_.back().items.push_back(std::move(done));
    }
    return true;
  }

  std::string_view source_;
  JsonNode root_;
  std::vector<JsonNode> open_;
  size_t nodes_ = 0;
  std::string error_;
  JsonFault fault_;
};

}  // namespace

const JsonNode* JsonNode::Member(std::string_view key) const {
  auto place = std::find(keys.begin(), keys.end(), key);
  return place == keys.end() ? nullptr : &items[static_cast<size_t>(place - keys.begin())];
}

JsonNode JsonNode::Empty(Kind kind) {
  JsonNode node;
  node.kind = kind;
  return node;
}

JsonNode JsonNode::Bool(bool value) {
  JsonNode node = Empty(Kind::kBool);
  node.boolean = value;
  return node;
}

JsonNode JsonNode::Number(std::string text) {
  JsonNode node = Empty(Kind::kNumber);
  node.text = std::move(text);
  return node;
}

JsonNode JsonNode::String(std::string text) {
  JsonNode node = Empty(Kind::kString);
  node.text = std::move(text);
  return node;
}

JsonNode& JsonNode::Put(std::string key, JsonNode value) {
  keys.push_back(std::move(key));
  items.push_back(std::move(value));
  return items.back();
}

absl::StatusOr<JsonNode> ParseJson(std::string_view text, JsonFault* fault) {
  Builder builder(text);
  // The parser takes a byte 0 for the end of the text and would never see what comes after it.
  if (const size_t zero = text.find('\0'); zero != std::string_view::npos) {
    builder.Stop(JsonFault::Kind::kNoJson, zero);
    return builder.Take(fault);
  }
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  return builder.Take(fault);
}

std::optional<int64_t> ExactNumber(std::string_view text, int decimals, bool& too_fine) {
  too_fine = false;
  bool negative = !text.empty() && text[0] == '-';
  std::string digits;
  int64_t exponent = decimals;
  bool fraction = false;
  size_t i = negative ? 1 : 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      fraction = true;
      continue;
    }
    digits += text[i];
    if (fraction) --exponent;
  }
  if (i < text.size()) {
    std::string_view power = text.substr(i + 1);
    bool minus = !power.empty() && power[0] == '-';
    if (!power.empty() && (power[0] == '-' || power[0] == '+')) power = power.substr(1);
    int64_t size = 0;
    for (char c : power) size = std::min<int64_t>(size * 10 + (c - '0'), 1000000);
    exponent += minus ? -size : size;
  }
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return 0;
  too_fine = exponent < 0;
  if (too_fine || static_cast<int64_t>(digits.size()) + exponent > 18) return std::nullopt;
  int64_t value = 0;
  for (char c : digits) value = value * 10 + (c - '0');
  for (; exponent > 0; --exponent) value *= 10;
  return negative ? -value : value;
}

}  // namespace stapwijs
