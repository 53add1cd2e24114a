// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/item_path.h"

#include "engine/base/id.h"

namespace stapwijs {
namespace {

struct Part {
  std::string_view name;
  std::string_view key;  // empty: no brackets
};

// "a.b[c].d" in parts; empty when the brackets do not fit.
std::vector<Part> Split(std::string_view text) {
  std::vector<Part> parts;
  while (true) {
    size_t end = text.find_first_of(".[");
    Part part{text.substr(0, end), ""};
    text = end == std::string_view::npos ? "" : text.substr(end);
    if (!text.empty() && text[0] == '[') {
      size_t close = text.find(']');
      if (close == std::string_view::npos) return {};
      part.key = text.substr(1, close - 1);
      if (part.key.empty()) return {};
      text = text.substr(close + 1);
    }
    parts.push_back(part);
    if (text.empty()) return parts;
    if (text[0] != '.') return {};
    text = text.substr(1);
  }
}

// The scopes of the `for each` around an item, outermost first.
std::vector<ScopeId> ScopesAround(const Method& method, BlockId block) {
  std::vector<ScopeId> scopes;
  for (; block.valid(); block = method.block(block).parent) {
    scopes.insert(scopes.begin(), method.block(block).loop.scope);
  }
  return scopes;
}

bool Fits(const Method& method, const std::vector<ScopeId>& scopes,
          const std::vector<Part>& parts) {
  if (parts.size() != scopes.size() + 2) return false;
  for (size_t i = 0; i < scopes.size(); ++i) {
    const Scope& scope = method.scope(scopes[i]);
    const Part& part = parts[i + 1];
    if (part.name != scope.name) return false;
    bool key = scope.kind == ScopeKind::kEnum
                   ? method.FindEnumValue(scope.enum_id, part.key).has_value()
                   : IsElementKey(part.key);
    if (!key) return false;
  }
  return true;
}

}  // namespace

std::optional<ItemPlace> ParseItemPath(const Method& method, std::string_view text) {
  std::vector<Part> parts = Split(text);
  if (parts.size() < 2 || !parts.front().key.empty() || !parts.back().key.empty()) {
    return std::nullopt;
  }
  StepId step = method.FindStep(parts.front().name);
  if (!step.valid()) return std::nullopt;
  for (size_t i = 0; i < method.items.size(); ++i) {
    const Item& item = method.items[i];
    if (item.step != step || item.name != parts.back().name) continue;
    std::vector<ScopeId> scopes = ScopesAround(method, item.block);
    if (!Fits(method, scopes, parts)) continue;
    ItemPlace place{ItemId(i), {}};
    for (size_t s = 0; s < scopes.size(); ++s) {
      place.elements.push_back({scopes[s], std::string(parts[s + 1].key)});
    }
    return place;
  }
  return std::nullopt;
}

}  // namespace stapwijs
