// SPDX-License-Identifier: EUPL-1.2
#include "engine/facts/validate.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "engine/base/id.h"
#include "engine/base/utf8.h"
#include "engine/facts/describe.h"
#include "engine/facts/item_path.h"
#include "engine/facts/validate_value.h"

namespace stapwijs {
namespace {

using Kind = Change::Kind;

Privacy Higher(Privacy a, Privacy b) { return a < b ? b : a; }

bool IsFreeText(const Type& type) {
  return type.kind == TypeKind::kText ||
         (type.kind == TypeKind::kSet && type.element == TypeKind::kText);
}

// The class of a field with the nested records around it; free text is of persons until proved not.
Privacy ClassOf(const Method& method, FieldId id) {
  Privacy out = Privacy::kP0;
  for (FieldId at = id; at.valid(); at = method.field(at).record) {
    out = Higher(out, method.field(at).privacy);
  }
  return IsFreeText(method.field(id).type) ? Higher(out, Privacy::kP2) : out;
}

Privacy ClassOf(const Method& method, const std::vector<PathStep>& elements) {
  Privacy out = Privacy::kP0;
  for (const PathStep& step : elements) {
    FieldId list = method.scope(step.scope).field;
    if (list.valid()) out = Higher(out, ClassOf(method, list));
  }
  return out;
}

class Validator {
 public:
  Validator(const Method& method, const Change& change, const std::string& place,
            const Limits& limits, std::vector<Violation>& out)
      : m_(method), change_(change), place_(place), limits_(limits), out_(out) {}

  void Run() {
    if (change_.kind == Kind::kAnswer) return Answer();
    if (!Fits()) return;
    switch (change_.kind) {
      case Kind::kSet:
        ValidateValue(m_, change_, place_, limits_, out_);
        break;
      case Kind::kAddElement:
      case Kind::kWithdrawElement:
        Element();
        break;
      case Kind::kReplaceElements:
        Gathers(false);
        break;
      case Kind::kAllElements:
      case Kind::kMayHaveMore:
        Gathers(true);
        break;
      case Kind::kWithdraw:
      case Kind::kAnswer:
        break;
    }
    Enabled();
  }

 private:
  void Add(const char* reason, std::string nl, std::string en) {
    out_.push_back({place_, reason, {std::move(nl), std::move(en)}});
  }

  // Whether the path leads through the method; keys of lists may be new, but not "*".
  bool Fits() {
    ScopeId at = Method::kRoot;
    for (const PathStep& step : change_.path.elements) {
      bool known = step.scope.value < m_.scopes.size() && m_.scope(step.scope).parent == at &&
                   m_.scope(step.scope).kind != ScopeKind::kRoot;
      if (!known) return Unknown();
      if (!Key(step)) return false;
      at = step.scope;
    }
    bool element = change_.kind == Kind::kAddElement || change_.kind == Kind::kWithdrawElement;
    if (element) {
      if (change_.path.field.valid() || change_.path.elements.empty()) return Unknown();
      FieldId list = m_.scope(at).field;
      return !list.valid() || !m_.field(list).input.valid() || ReadElsewhere();
    }
    FieldId field = change_.path.field;
    const bool there = field.value < m_.fields.size() && m_.field(field).scope == at;
    return there ? !m_.field(field).input.valid() || ReadElsewhere() : Unknown();
  }

  bool ReadElsewhere() {
    Add("NOT_RECORDED_HERE", "Dit komt uit andere trajecten van de gemeente. Leg het daar vast.",
        "This is read from other trajectories of the municipality. Record it there.");
    return false;
  }

  bool Unknown() {
    Add("UNKNOWN_FACT", "Dit feit bestaat niet in deze methode.",
        "This fact does not exist in this method.");
    return false;
  }

  bool Key(const PathStep& step) {
    const Scope& scope = m_.scope(step.scope);
    if (scope.kind == ScopeKind::kEnum) {
      if (m_.FindEnumValue(scope.enum_id, step.key)) return true;
      std::vector<std::string> names;
      for (const EnumValue& v : m_.enum_type(scope.enum_id).values) names.push_back(v.name);
      Text hint = Suggestion(step.key, names);
      Text shown = ShownName(step.key);
      Add("NOT_AN_ENUM_VALUE",
          absl::StrCat(shown.nl, " hoort niet bij ", scope.name, ". ", hint.nl),
          absl::StrCat(shown.en, " does not belong to ", scope.name, ". ", hint.en));
      return false;
    }
    if (IsElementKey(step.key)) return true;
    AddBadKey(place_, out_);
    return false;
  }

  void Element() {
    if (m_.scope(change_.path.elements.back().scope).kind != ScopeKind::kEnum) return;
    Add("NOT_A_LIST", "Deze elementen zijn er altijd: u kunt ze niet toevoegen of terugtrekken.",
        "These elements always exist: they cannot be added or withdrawn.");
  }

  void Gathers(bool sets_too) {
    TypeKind kind = m_.field(change_.path.field).type.kind;
    if (kind == TypeKind::kList || (sets_too && kind == TypeKind::kSet)) return;
    Text name = NameOf(m_, change_.path);
    Add("NOT_A_LIST", absl::StrCat(name.nl, " is geen lijst."),
        absl::StrCat(name.en, " is not a list."));
  }

  void Answer() {
    std::optional<ItemPlace> place = ParseItemPath(m_, change_.item);
    if (!place) {
      std::vector<std::string> names;
      for (const Item& item : m_.items) {
        if (item.done.valid() || item.block.valid()) continue;
        names.push_back(absl::StrCat(m_.step(item.step).name, ".", item.name));
      }
      std::string near = NearestName(change_.item, names);
      Text shown = ShownName(change_.item);
      Add("UNKNOWN_ITEM",
          absl::StrCat(shown.nl, " is geen onderdeel van deze methode.",
                       near.empty() ? "" : absl::StrCat(" Bedoelde u \"", near, "\"?")),
          absl::StrCat(shown.en, " is no item of this method.",
                       near.empty() ? "" : absl::StrCat(" Did you mean \"", near, "\"?")));
      return;
    }
    const Item& item = m_.item(place->item);
    const std::string nl = item.title.In(Language::kDutch), en = item.title.In(Language::kEnglish);
    if (item.done.valid()) {
      Add("NOT_AN_ANSWER",
          absl::StrCat("\"", nl, "\" (", change_.item,
                       ") volgt uit vastgelegde feiten. Leg die feiten vast."),
          absl::StrCat("\"", en, "\" (", change_.item,
                       ") follows from recorded facts. Record those facts."));
    } else if (!change_.value.value.is_unknown() && !change_.value.value.is_yes() &&
               !change_.value.value.is_no()) {
      Add("NOT_AN_ANSWER", absl::StrCat("\"", nl, "\" (", change_.item, ") verwacht ja of nee."),
          absl::StrCat("\"", en, "\" (", change_.item, ") expects yes or no."));
    }
    Evidence();
    Enabled();
  }

  void Evidence() {
    if (CharactersIn(change_.evidence) > limits_.max_evidence_characters) {
      Add("TEXT_TOO_LONG",
          absl::StrCat("Het bewijsstuk is te lang: hoogstens ", limits_.max_evidence_characters,
                       " tekens."),
          absl::StrCat("The evidence is too long: at most ", limits_.max_evidence_characters,
                       " characters."));
    } else if (HasHidden(change_.evidence)) {
      Add("MALFORMED", "Het bewijsstuk moet op één regel staan, zonder onzichtbare tekens.",
          "The evidence must be one line, without invisible characters.");
    }
  }

  void Enabled() {
    if (change_.kind == Kind::kWithdraw) return;
    if (PrivacyOf(m_, change_) <= limits_.highest_class) return FreeTextEnabled();
    Text name =
        change_.kind == Kind::kAnswer ? Text{change_.item, change_.item} : NameOf(m_, change_.path);
    Add("CLASS_NOT_ENABLED",
        absl::StrCat(name.nl, " gaat over personen. Uw organisatie heeft dat niet aangezet."),
        absl::StrCat(name.en, " is about persons. Your organisation has not enabled that."));
  }

  void FreeTextEnabled() {
    const FieldId field = change_.path.field;
    if (limits_.free_text || !field.valid()) return;
    const Text name = NameOf(m_, change_.path);
    if (InOwnWords()) {
      Add("CLASS_NOT_ENABLED",
          absl::StrCat(name.nl,
                       " in eigen woorden is vrije tekst. Uw organisatie heeft dat niet "
                       "aangezet. Leg een getal of datum vast, of niets."),
          absl::StrCat(name.en,
                       " in own words is free text. Your organisation has not enabled "
                       "that. Record a number or date, or nothing."));
    }
    if (!IsFreeText(m_.field(field).type)) return;
    Add("CLASS_NOT_ENABLED",
        absl::StrCat(name.nl, " is vrije tekst. Uw organisatie heeft dat niet aangezet."),
        absl::StrCat(name.en, " is free text. Your organisation has not enabled that."));
  }

  // "about 6000" is a number; anything else that decides nothing is somebody's own words.
  bool InOwnWords() const {
    constexpr std::string_view kAbout = "about ";
    const RecordedValue& recorded = change_.value;
    return change_.kind == Kind::kSet && recorded.about && recorded.words.rfind(kAbout, 0) != 0;
  }

  const Method& m_;
  const Change& change_;
  const std::string& place_;
  const Limits& limits_;
  std::vector<Violation>& out_;
};

// How many elements a container has now: present ones, and all with those withdrawn.
void CheckLength(const Method& method, const Facts& facts, const std::vector<PathStep>& elements,
                 const Limits& limits, const std::string& place, std::vector<Violation>& out) {
  std::vector<PathStep> around = elements;
  ScopeId scope = around.back().scope;
  around.pop_back();
  const Element* owner = facts.Find(around);
  const Elements* all = owner == nullptr ? nullptr : owner->FindChildren(scope);
  if (all == nullptr) return;
  auto present = std::count_if(all->all().begin(), all->all().end(),
                               [](const auto& element) { return !element->withdrawn; });
  FieldId list = method.scope(scope).field;
  int most = MostElements(method.field(list), limits);
  bool too_many = present > most || all->all().size() > static_cast<size_t>(kHardMaxElements);
  if (too_many) AddTooMany(method, {around, list}, most, place, out);
}

}  // namespace

void ValidateChange(const Method& method, const Change& change, const std::string& field,
                    const Limits& limits, std::vector<Violation>& out) {
  Validator(method, change, field, limits, out).Run();
}

void ValidateLengths(const Method& method, const Facts& facts, const std::vector<Change>& changes,
                     const Limits& limits, const std::function<std::string(size_t)>& field,
                     std::vector<Violation>& out) {
  Facts after = facts;
  std::map<std::string, size_t> last;  // of each container touched: the last change in it
  for (size_t i = 0; i < changes.size(); ++i) {
    after.Apply(method, changes[i]);
    std::vector<PathStep> elements;
    for (const PathStep& step : changes[i].path.elements) {
      elements.push_back(step);
      if (method.scope(step.scope).kind != ScopeKind::kList) continue;
      std::vector<PathStep> container = elements;
      container.back().key.clear();
      last[FormatElements(method, container)] = i;
    }
  }
  for (const auto& [name, i] : last) {
    std::vector<PathStep> elements;
    for (const PathStep& step : changes[i].path.elements) {
      elements.push_back(step);
      std::vector<PathStep> container = elements;
      container.back().key.clear();
      if (FormatElements(method, container) != name) continue;
      CheckLength(method, after, elements, limits, field(i), out);
      break;
    }
  }
}

Privacy PrivacyOf(const Method& method, const Change& change) {
  if (change.kind == Kind::kAnswer) {
    std::optional<ItemPlace> place = ParseItemPath(method, change.item);
    return place ? ClassOf(method, place->elements) : Privacy::kP0;
  }
  Privacy out = ClassOf(method, change.path.elements);
  return change.path.field.valid() ? Higher(out, ClassOf(method, change.path.field)) : out;
}

}  // namespace stapwijs
