// SPDX-License-Identifier: EUPL-1.2
#include "engine/trajectory/command_parts.h"

#include "absl/strings/str_cat.h"
#include "engine/audit/chain.h"
#include "engine/base/utf8.h"
#include "engine/facts/describe.h"
#include "engine/facts/validate_value.h"

namespace stapwijs {

CommandResult Accepted(const Program& program, const EventContent& content) {
  const Method& method = program.method();
  EncodedContent encoded = Encode(method, content);
  store::EventDraft draft;
  draft.type = std::move(encoded.type);
  draft.type_version = kEventTypeVersion;
  draft.payload = std::move(encoded.payload);
  draft.private_payload = std::move(encoded.private_payload);
  draft.method.id = method.id;
  draft.method.version = method.version;
  draft.method.hash = audit::FromHex(method.hash).value_or(store::Digest{});
  return {std::move(draft), {}, {}};
}

CommandResult Wrong(std::vector<Violation> violations) { return {{}, std::move(violations), {}}; }

CommandResult Refused(std::string_view reason, Text message, std::vector<RefusalCause> causes) {
  return {{}, {}, Refusal{std::string(reason), std::move(message), std::move(causes)}};
}

// The step of that name; else the violation says which there are.
StepId FindStep(const Method& method, std::string_view name, CommandResult& wrong) {
  StepId step = method.FindStep(name);
  if (step.valid()) return step;
  std::vector<std::string> names;
  for (const Step& one : method.steps) names.push_back(one.name);
  Text hint = Suggestion(name, names);
  Text shown = ShownName(name);
  wrong.violations.push_back({"step",
                              "UNKNOWN_STEP",
                              {absl::StrCat(shown.nl, " is geen stap van deze methode. ", hint.nl),
                               absl::StrCat(shown.en, " is no step of this method. ", hint.en)}});
  return step;
}

Text AboutStep(const Step& step, const char* nl, const char* en) {
  std::string name_nl = step.title.empty() ? step.name : step.title.In(Language::kDutch);
  std::string name_en = step.title.empty() ? step.name : step.title.In(Language::kEnglish);
  return {absl::StrCat("De stap \"", name_nl, "\" ", nl),
          absl::StrCat("The step \"", name_en, "\" ", en)};
}

bool IsOneLine(const std::string& text) { return !HasHidden(text); }

void CheckLabel(const std::string& label, const Limits& limits, std::vector<Violation>& out) {
  int characters = CharactersIn(label);
  if (!IsOneLine(label) || (!label.empty() && IsBlank(label))) {
    out.push_back({"label",
                   "MALFORMED",
                   {"De naam van de wijk hoort zichtbaar op één regel te staan.",
                    "The name of the neighbourhood must stand visibly on one line."}});
  } else if (characters > limits.max_label_characters) {
    out.push_back(
        {"label",
         "TEXT_TOO_LONG",
         {absl::StrCat("De naam is te lang: hoogstens ", limits.max_label_characters, " tekens."),
          absl::StrCat("The name is too long: at most ", limits.max_label_characters,
                       " characters.")}});
  }
}

void CheckCaseRef(const store::CaseRef& ref, std::vector<Violation>& out) {
  for (const auto& [field, text] :
       {std::pair("case_ref.source", &ref.source), std::pair("case_ref.id", &ref.id)}) {
    if (!text->empty() && text->size() <= kMaxReferenceBytes && IsOneLine(*text)) continue;
    out.push_back({field,
                   "MALFORMED",
                   {absl::StrCat("Verwacht wordt een kenmerk van 1 tot ", kMaxReferenceBytes,
                                 " bytes op één regel."),
                    absl::StrCat("Expected is a reference of 1 to ", kMaxReferenceBytes,
                                 " bytes on one line.")}});
  }
}

std::optional<CommandResult> RefusedWhenClosed(const TrajectoryRecord& record) {
  if (record.closed == Closing::kOpen) return std::nullopt;
  return Refused(kTrajectoryClosed, {"Dit traject is gesloten. Er komt niets meer bij.",
                                     "This trajectory is closed. Nothing is added to it."});
}

}  // namespace stapwijs
