// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/changes.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "api/convert/value_node.h"
#include "engine/facts/describe.h"
#include "engine/json/value_json.h"
#include "engine/model/path.h"

namespace stapwijs::api {
namespace {

// Reads one change; what is wrong goes to `out`.
class ChangeReader {
 public:
  ChangeReader(const Method& method, std::string place, std::vector<Violation>& out)
      : method_(method), place_(std::move(place)), out_(out) {}

  std::optional<Change> Read(const v1::Change& change,
                             const std::function<std::string()>& make_key) {
    if (change.kind_case() == v1::Change::KIND_NOT_SET) {
      return Refuse("", "MALFORMED",
                    "de wijziging zegt niet wat er verandert; geef set, withdraw, "
                    "add_element of een van de andere",
                    "the change does not say what changes; give set, withdraw, add_element or "
                    "another of these");
    }
    absl::StatusOr<FactPath> path = ParseFactPath(method_, change.path());
    if (!path.ok()) {
      const Text shown = ShownName(change.path());
      const std::string near = NearestName(change.path(), NamesIn(method_, Method::kRoot, ""));
      return Refuse(
          ".path", "UNKNOWN_FACT",
          absl::StrCat(shown.nl, " is geen feit, lijst of element van deze methode.",
                       near.empty() ? "" : absl::StrCat(" Bedoelde u \"", near, "\"?")),
          absl::StrCat(shown.en, " is no fact, list or element of this method.",
                       near.empty() ? "" : absl::StrCat(" Did you mean \"", near, "\"?")));
    }
    switch (change.kind_case()) {
      case v1::Change::kSet:
        return Set(*std::move(path), change.set());
      case v1::Change::kAddElement:
        return Add(*std::move(path), change.add_element().key(), make_key);
      case v1::Change::kWithdraw:
        return OfFact(Change::Kind::kWithdraw, *std::move(path));
      case v1::Change::kWithdrawElement:
        return OfElement(Change::Kind::kWithdrawElement, *std::move(path));
      case v1::Change::kAllElements:
        return OfFact(Change::Kind::kAllElements, *std::move(path));
      case v1::Change::kMayHaveMore:
        return OfFact(Change::Kind::kMayHaveMore, *std::move(path));
      case v1::Change::kReplaceElements:
        return OfFact(Change::Kind::kReplaceElements, *std::move(path));
      case v1::Change::KIND_NOT_SET:
        break;
    }
    return std::nullopt;
  }

 private:
  std::nullopt_t Refuse(const char* member, const char* reason, std::string nl, std::string en) {
    out_.push_back({absl::StrCat(place_, member), reason, {std::move(nl), std::move(en)}});
    return std::nullopt;
  }

  static Change Of(Change::Kind kind, FactPath path) {
    Change change;
    change.kind = kind;
    change.path = std::move(path);
    return change;
  }

  std::optional<Change> OfFact(Change::Kind kind, FactPath path) {
    if (path.field.valid()) return Of(kind, std::move(path));
    const Text name = NameOf(method_, path);
    return Refuse(".path", "UNKNOWN_FACT",
                  absl::StrCat(name.nl, " is een element; noem een feit of een lijst"),
                  absl::StrCat(name.en, " is an element; name a fact or a list"));
  }

  std::optional<Change> OfElement(Change::Kind kind, FactPath path) {
    if (!path.field.valid()) return Of(kind, std::move(path));
    const Text name = NameOf(method_, path);
    return Refuse(".path", "NOT_A_LIST",
                  absl::StrCat(name.nl,
                               " is geen element van een lijst; noem er een, zoals "
                               "sessions[vol]"),
                  absl::StrCat(name.en, " is no element of a list; name one, like sessions[vol]"));
  }

  std::optional<Change> Set(FactPath path, const v1::Value& value) {
    std::optional<Change> change = OfFact(Change::Kind::kSet, std::move(path));
    if (!change) return std::nullopt;
    const Type& type = method_.field(change->path.field).type;
    const std::string place = absl::StrCat(place_, ".set");
    const JsonNode node = ToNode(value, type);
    if (!FitsType(value, type)) {
      AddUnfit(method_, change->path, node, "WRONG_TYPE", place, out_);
      return std::nullopt;
    }
    std::optional<RecordedValue> read = ReadValueNode(method_, change->path, node, place, out_);
    if (!read) return std::nullopt;
    change->value = *std::move(read);
    return change;
  }

  std::optional<Change> Add(FactPath path, const std::string& key,
                            const std::function<std::string()>& make_key) {
    if (!path.field.valid()) {
      if (key.empty()) return Of(Change::Kind::kAddElement, std::move(path));
      return Refuse(".add_element.key", "BAD_KEY", "het pad noemt de sleutel al; laat key weg",
                    "the path names the key already; leave key out");
    }
    const Field& list = method_.field(path.field);
    if (list.type.kind != TypeKind::kList) {
      const Text name = NameOf(method_, path);
      return Refuse(".path", "NOT_A_LIST", absl::StrCat(name.nl, " is geen lijst"),
                    absl::StrCat(name.en, " is no list"));
    }
    path.field = FieldId();
    path.elements.push_back({list.elements, key.empty() ? make_key() : key});
    return Of(Change::Kind::kAddElement, std::move(path));
  }

  const Method& method_;
  const std::string place_;
  std::vector<Violation>& out_;
};

}  // namespace

ChangesReading ReadChanges(const Method& method,
                           const google::protobuf::RepeatedPtrField<v1::Change>& changes,
                           const Limits& limits, const std::function<std::string()>& make_key) {
  ChangesReading reading;
  if (changes.size() > limits.max_changes) {
    reading.violations.push_back(
        {"changes",
         "TOO_MANY_CHANGES",
         {absl::StrCat("dit zijn ", changes.size(), " wijzigingen; hoogstens ", limits.max_changes,
                       " tegelijk"),
          absl::StrCat("these are ", changes.size(), " changes; at most ", limits.max_changes,
                       " at once")}});
    return reading;
  }
  reading.changes.reserve(static_cast<size_t>(changes.size()));
  for (int i = 0; i < changes.size(); ++i) {
    const std::string place = absl::StrCat("changes[", i, "]");
    ChangeReader reader(method, place, reading.violations);
    if (auto change = reader.Read(changes.Get(i), make_key)) {
      ValidateChange(method, *change, place, limits, reading.violations);
      reading.changes.push_back(*std::move(change));
    }
  }
  return reading;
}

}  // namespace stapwijs::api
