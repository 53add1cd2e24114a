// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/json/json_node.h"

namespace stapwijs {
namespace {

// RFC 8785 3.2.2.2: only what must be escaped is, control characters in their short form.
void WriteString(const std::string& text, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte >= 0x20) {
      out += c;
    } else if (std::string_view("\b\t\n\f\r").find(c) != std::string_view::npos) {
      out += '\\';
      out += c == '\b' ? 'b' : c == '\t' ? 't' : c == '\n' ? 'n' : c == '\f' ? 'f' : 'r';
    } else {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  out += '"';
}

// RFC 8785 3.2.2.3: as ECMAScript's Number::toString writes it.
std::string EcmaNumber(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  if (value == 0) return "0";
  char buffer[64];
  auto end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value),
                           std::chars_format::scientific);
  std::string_view shortest(buffer, static_cast<size_t>(end.ptr - buffer));
  size_t e = shortest.find('e');
  std::string digits;
  for (char c : shortest.substr(0, e)) {
    if (c != '.') digits += c;
  }
  int exponent = std::stoi(std::string(shortest.substr(e + 1)));
  int k = static_cast<int>(digits.size()), n = exponent + 1;  // value = 0.digits * 10^n
  std::string out = value < 0 ? "-" : "";
  if (n > 21 || n < -5) {
    absl::StrAppend(&out, digits.substr(0, 1), k > 1 ? "." : "", digits.substr(1), "e",
                    exponent < 0 ? "-" : "+", std::abs(exponent));
  } else if (n <= 0) {
    absl::StrAppend(&out, "0.", std::string(static_cast<size_t>(-n), '0'), digits);
  } else if (k <= n) {
    absl::StrAppend(&out, digits, std::string(static_cast<size_t>(n - k), '0'));
  } else {
    auto whole = static_cast<size_t>(n);
    absl::StrAppend(&out, digits.substr(0, whole), ".", digits.substr(whole));
  }
  return out;
}

// UTF-8 as UTF-16 units, for the order of members.
std::u16string Utf16(const std::string& text) {
  std::u16string out;
  for (size_t i = 0; i < text.size();) {
    auto lead = static_cast<unsigned char>(text[i]);
    size_t more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t point = more == 0 ? lead : lead & (0x3fu >> more);
    for (size_t k = 1; k <= more && i + k < text.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    }
    i += more + 1;
    if (point >= 0x10000) {
      out += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10));
      point = 0xdc00 + ((point - 0x10000) & 0x3ff);
    }
    out += static_cast<char16_t>(point);
  }
  return out;
}

// The order in which members are written: sorted, each key once.
std::vector<size_t> Order(const JsonNode& node) {
  std::vector<size_t> order(node.items.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::vector<std::u16string> keys;
  for (const std::string& key : node.keys) keys.push_back(Utf16(key));
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return keys[a] < keys[b]; });
  auto same = [&](size_t a, size_t b) { return keys[a] == keys[b]; };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());
  return order;
}

void Write(const JsonNode& node, bool canonical, std::string& out) {
  using Kind = JsonNode::Kind;
  switch (node.kind) {
    case Kind::kNull:
      out += "null";
      break;
    case Kind::kBool:
      out += node.boolean ? "true" : "false";
      break;
    case Kind::kNumber:
      out += canonical ? EcmaNumber(node.text) : node.text;
      break;
    case Kind::kString:
      WriteString(node.text, out);
      break;
    case Kind::kArray:
      out += '[';
      for (size_t i = 0; i < node.items.size(); ++i) {
        if (i > 0) out += ',';
        Write(node.items[i], canonical, out);
      }
      out += ']';
      break;
    case Kind::kObject: {
      std::vector<size_t> order(node.items.size());
      std::iota(order.begin(), order.end(), size_t{0});
      if (canonical) order = Order(node);
      out += '{';
      for (size_t i = 0; i < order.size(); ++i) {
        if (i > 0) out += ',';
        WriteString(node.keys[order[i]], out);
        out += ':';
        Write(node.items[order[i]], canonical, out);
      }
      out += '}';
      break;
    }
  }
}

bool HasDoubles(const JsonNode& node) {
  if (node.Is(JsonNode::Kind::kObject) && Order(node).size() != node.items.size()) return true;
  return std::any_of(node.items.begin(), node.items.end(), HasDoubles);
}

}  // namespace

std::string CanonicalJson(const JsonNode& node) {
  std::string out;
  Write(node, true, out);
  return out;
}

std::string PlainJson(const JsonNode& node) {
  std::string out;
  Write(node, false, out);
  return out;
}

absl::StatusOr<std::string> CanonicalJson(std::string_view text) {
  absl::StatusOr<JsonNode> node = ParseJson(text);
  if (!node.ok()) return node.status();
  if (HasDoubles(*node)) return absl::InvalidArgumentError("a member occurs twice");
  return CanonicalJson(*node);
}

}  // namespace stapwijs
