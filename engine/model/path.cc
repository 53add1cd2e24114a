// SPDX-License-Identifier: EUPL-1.2
#include "engine/model/path.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "engine/base/id.h"
#include "engine/model/method.h"

namespace stapwijs {
namespace {

absl::Status Unresolved(std::string_view path, std::string_view part, const std::string& why) {
  return absl::InvalidArgumentError(
      absl::StrCat("path \"", std::string(path), "\": \"", std::string(part), "\" ", why));
}

// What an element of `scope` offers, for the message about a name that is not there.
std::string NamesIn(const Method& method, ScopeId scope) {
  std::string names;
  for (FieldId id : method.scope(scope).fields) {
    absl::StrAppend(&names, names.empty() ? "" : ", ", method.field(id).name);
  }
  for (ScopeId id : method.scope(scope).children) {
    if (method.scope(id).kind == ScopeKind::kEnum) {
      absl::StrAppend(&names, names.empty() ? "" : ", ", method.scope(id).name, "[...]");
    }
  }
  return names;
}

absl::Status CheckKey(const Method& method, ScopeId child, std::string_view path,
                      std::string_view key) {
  const Scope& scope = method.scope(child);
  if (scope.kind == ScopeKind::kEnum) {
    if (method.FindEnumValue(scope.enum_id, key)) return absl::OkStatus();
    return Unresolved(path, key, absl::StrCat("is no value of ", scope.name));
  }
  if (key == "*" || IsElementKey(key)) return absl::OkStatus();
  return Unresolved(path, key, "is no element key: use lower-case letters, digits and -");
}

}  // namespace

std::string FormatElements(const Method& method, const std::vector<PathStep>& elements) {
  std::string out;
  for (const PathStep& step : elements) {
    absl::StrAppend(&out, out.empty() ? "" : ".", method.scope(step.scope).name, "[", step.key,
                    "]");
  }
  return out;
}

std::string FormatPath(const Method& method, const FactPath& path) {
  std::string out = FormatElements(method, path.elements);
  if (path.field.valid()) {
    absl::StrAppend(&out, out.empty() ? "" : ".", method.field(path.field).name);
  }
  return out;
}

absl::StatusOr<FactPath> ParseFactPath(const Method& method, std::string_view text) {
  FactPath path;
  ScopeId scope = Method::kRoot;
  std::string_view rest = text;
  while (true) {
    size_t bracket = rest.find('[');
    if (bracket == std::string_view::npos) break;
    std::string_view name = rest.substr(0, bracket);
    size_t close = rest.find(']', bracket);
    if (close == std::string_view::npos) return Unresolved(text, rest, "has no closing ]");
    ScopeId child = method.FindChild(scope, name);
    if (!child.valid()) {
      return Unresolved(text, name,
                        absl::StrCat("has no elements; there are: ", NamesIn(method, scope)));
    }
    std::string_view key = rest.substr(bracket + 1, close - bracket - 1);
    if (absl::Status status = CheckKey(method, child, text, key); !status.ok()) return status;
    path.elements.push_back({child, std::string(key)});
    scope = child;
    rest = rest.substr(close + 1);
    if (rest.empty()) return path;
    if (rest[0] != '.' || rest.size() == 1) return Unresolved(text, rest, "is not expected here");
    rest = rest.substr(1);
  }
  path.field = method.FindField(scope, rest);
  if (!path.field.valid()) {
    return Unresolved(text, rest,
                      absl::StrCat("is no fact here; there are: ", NamesIn(method, scope)));
  }
  return path;
}

}  // namespace stapwijs
