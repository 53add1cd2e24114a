// SPDX-License-Identifier: EUPL-1.2
#include "api/cli/step_text.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace stapwijs::api::cli {
namespace {

constexpr int kTipsShown = 2;     // "one or two useful tips"; the others by title
constexpr int kFactsShown = 3;    // of those that one thing waits for
constexpr int kSummedShown = 12;  // of those that all warnings and advice of a step wait for
constexpr int kWidestName = 50;   // longer names push their line out of the column
constexpr int kStatusColumns = 14;

using Guards = std::vector<const v1::GuardAssessment*>;
using Items = std::vector<const v1::ItemAssessment*>;

// Guards that say the same thing, of several elements.
struct Said {
  std::string statement;
  std::vector<std::string> elements;
  const v1::GuardAssessment* first = nullptr;
  std::set<std::string> waiting_for;
};

class StepWriter {
 public:
  StepWriter(const v1::StepAssessment& step, const GuardIndex& guards, Page& page)
      : step_(step), guards_(guards), found_(FindingsOf(step, guards)), page_(page) {}

  void Write(const std::vector<const v1::Tip*>& tips) {
    WriteStanding();
    WriteGuards(page_.Say("Houdt tegen", "Blocks"), "✗ ", Colour::kRed, found_.blocking);
    WriteGuards(page_.Say("Let op", "Mind"), "! ", Colour::kYellow, found_.warnings);
    WriteGuards(page_.Say("Advies", "Advice"), "· ", Colour::kPlain, found_.advice);
    WriteGuards(page_.Say("Ontheven", "Waived"), "~ ", Colour::kDim, found_.waived);
    WriteElements();
    WriteOpen(page_.Say("Nog te doen", "To do"), Colour::kYellow, found_.open);
    WriteOpen(page_.Say("Aanbevolen om te doen", "Recommended to do"), Colour::kPlain,
              found_.open_recommended);
    WriteUnknown();
    WriteMayBlock();
    WriteUndecided();
    WriteTips(tips);
  }

 private:
  // Counts, and whether it can start.
  void WriteStanding() {
    std::string counts = absl::StrCat(page_.Say("Verplicht ", "Required "),
                                      CountsInWords(step_.required(), page_.language()));
    if (step_.recommended().total() > step_.recommended().not_applicable()) {
      absl::StrAppend(&counts, page_.Say("; aanbevolen ", "; recommended "),
                      CountsInWords(step_.recommended(), page_.language()));
    }
    page_.Line(absl::StrCat(counts, "."));
    std::string state(WordFor(step_.transition().state(), page_.language()));
    if (step_.transition().state() == v1::TRANSITION_STATE_NOT_STARTED) {
      absl::StrAppend(&state, "; ", StartInWords());
    }
    if (step_.drifted()) {
      state += page_.Say(", maar volgens wat nu is vastgelegd niet meer klaar",
                         ", but by what is recorded now no longer complete");
    }
    if (step_.begun_early()) {
      state += page_.Say(". Er is al aan gewerkt terwijl een stap ervoor niet klaar is",
                         ". Work on it began while a step before it is not complete");
    }
    page_.Line(absl::StrCat(state, "."));
  }

  std::string StartInWords() const {
    if (step_.startable() == v1::STARTABLE_YES) return page_.Say("kan beginnen", "can start");
    std::vector<std::string> after;
    std::vector<std::string> reasons;
    for (const v1::Blocker& blocker : step_.start_blockers()) {
      if (blocker.kind() == v1::BLOCKER_KIND_AFTER) {
        after.push_back(absl::StrCat("\"", page_.NameOf(blocker.path()), "\""));
      } else if (const auto guard = guards_.find(blocker.path()); guard != guards_.end()) {
        std::string reason = MessageOf(*guard->second);
        if (!reason.empty() && reason.back() == '.') reason.pop_back();
        reasons.push_back(std::move(reason));
      }
    }
    std::string out = step_.startable() == v1::STARTABLE_NO
                          ? page_.Say("kan nog niet beginnen", "cannot start yet")
                          : page_.Say("of dit kan beginnen is nog niet te zeggen",
                                      "whether it can start is not known yet");
    if (!after.empty()) {
      absl::StrAppend(&out, page_.Say(": eerst ", ": first "),
                      absl::StrJoin(after, page_.Say(" en ", " and ")));
    }
    if (!reasons.empty()) {
      absl::StrAppend(&out, after.empty() ? ": " : "; ", absl::StrJoin(reasons, "; "));
    }
    return out;
  }

  std::string MessageOf(const v1::GuardAssessment& guard) const {
    const std::string text = page_.TextOf(guard.has_message() ? guard.message() : guard.title());
    return text.empty() ? Visible(guard.path()) : text;
  }

  void WriteGuards(const std::string& title, const std::string& mark, Colour colour,
                   const Guards& guards) {
    if (guards.empty()) return;
    page_.Title(title);
    for (const Said& said : Gather(guards)) {
      page_.MarkedLine(mark, colour, Sentence(said));
      page_.Source(said.first->provenance());
    }
  }

  std::vector<Said> Gather(const Guards& guards) const {
    std::vector<Said> all;
    for (const v1::GuardAssessment* guard : guards) {
      const std::string statement = Statement(*guard);
      auto said = std::find_if(all.begin(), all.end(),
                               [&](const Said& one) { return one.statement == statement; });
      if (said == all.end()) said = all.insert(said, Said{statement, {}, guard, {}});
      const std::string element = page_.ElementOf(guard->path());
      if (!element.empty()) said->elements.push_back(element);
      said->waiting_for.insert(guard->waiting_for().begin(), guard->waiting_for().end());
    }
    return all;
  }

  // "bewoners: Er is nog geen bijeenkomst."
  std::string Sentence(const Said& said) const {
    if (said.elements.empty()) return said.statement;
    if (said.elements.size() == 1) return absl::StrCat(said.elements[0], ": ", said.statement);
    return absl::StrCat(said.statement, page_.Say(" Geldt voor: ", " Goes for: "),
                        absl::StrJoin(said.elements, "; "), ".");
  }

  // `Er is nog geen groep. (houdt tegen: "Uitvoering")`
  std::string Statement(const v1::GuardAssessment& guard) const {
    std::string out = MessageOf(guard);
    if (guard.severity() != v1::SEVERITY_BLOCKS) return out;
    const std::vector<std::string> others = OtherTargets(guard);
    if (others.empty()) return out;
    return absl::StrCat(out, page_.Say(" (houdt tegen: ", " (blocks: "),
                        absl::StrJoin(others, ", "), ")");
  }

  // What a guard blocks that is neither this step nor one of its elements.
  std::vector<std::string> OtherTargets(const v1::GuardAssessment& guard) const {
    constexpr std::string_view kStart = "start of ";
    std::vector<std::string> others;
    for (const std::string& target : guard.blocks()) {
      if (target == step_.id() || target.find('[') != std::string::npos) continue;
      const bool start = target.compare(0, kStart.size(), kStart) == 0;
      others.push_back(
          absl::StrCat(start ? page_.Say("het begin van ", "the start of ") : std::string(), "\"",
                       page_.NameOf(start ? target.substr(kStart.size()) : target), "\""));
    }
    return others;
  }

  // Those that are there and apply.
  void WriteElements() {
    std::vector<const v1::ElementAssessment*> shown;
    int widest = 0;
    for (const v1::ElementAssessment* element : found_.elements) {
      const bool unseen = element->path().find("[*]") != std::string::npos;
      if (unseen || element->status() == v1::STATUS_NOT_APPLICABLE) continue;
      shown.push_back(element);
      widest = std::max(widest, ColumnsOf(NameOf(*element)));
    }
    if (!shown.empty()) page_.Title(page_.Say("Onderdelen", "Parts"));
    for (const v1::ElementAssessment* element : shown) {
      const v1::Counts& counts = element->required();
      const bool counted = counts.total() > counts.not_applicable();
      page_.Line(absl::StrCat(
          PadTo(NameOf(*element), std::min(widest, kWidestName)), "  ",
          page_.Painted(WordFor(element->status(), page_.language()), counted ? kStatusColumns : 0),
          counted ? absl::StrCat("  ", CountsInWords(counts, page_.language())) : std::string()));
    }
  }

  std::string NameOf(const v1::ElementAssessment& element) const {
    const std::string name = page_.ElementOf(element.path());
    return name.empty() ? Visible(element.path()) : name;
  }

  std::string NameOf(const v1::ItemAssessment& item) const {
    const std::string element = page_.ElementOf(item.path());
    const std::string title = page_.TextOf(item.title());
    return element.empty() ? title : absl::StrCat(title, " (", element, ")");
  }

  void WriteOpen(const std::string& title, Colour colour, const Items& items) {
    if (items.empty()) return;
    page_.Title(title);
    for (const v1::ItemAssessment* item : items) page_.MarkedLine("☐ ", colour, NameOf(*item));
  }

  void WriteUnknown() {
    if (!step_.waiting_for().empty()) {
      page_.Title(page_.Say("Of deze stap van toepassing is, is nog niet te zeggen",
                            "Whether this step applies is not known yet"));
      page_.MarkedLine("? ", Colour::kBlue, Record(step_.waiting_for()));
    }
    if (found_.unknown.empty()) return;
    page_.Title(page_.Say("Nog onbekend", "Not known"));
    int widest = 0;
    for (const v1::ItemAssessment* item : found_.unknown) {
      widest = std::max(widest, ColumnsOf(NameOf(*item)));
    }
    for (const v1::ItemAssessment* item : found_.unknown) {
      const std::string decides = item->answered_by_people()
                                      ? page_.Say("vraag aan de groep", "a question to the group")
                                      : Record(item->waiting_for(), page_.ElementOf(item->path()));
      page_.MarkedLine(
          "? ", Colour::kBlue,
          absl::StrCat(PadTo(NameOf(*item), std::min(widest, kWidestName)), "  ", decides));
    }
  }

  std::string Record(const Page::Paths& paths, const std::string& known = "") const {
    const int shown = page_.options().all ? paths.size() : kFactsShown;
    return absl::StrCat(page_.Say("leg vast: ", "record: "), page_.NamesOf(paths, shown, known));
  }

  void WriteMayBlock() {
    if (found_.may_block.empty()) return;
    page_.Title(page_.Say("Houdt misschien tegen; dat hangt af van wat nog niet is vastgelegd",
                          "May block; that depends on what is not recorded yet"));
    for (const Said& said : Gather(found_.may_block)) {
      page_.MarkedLine("? ", Colour::kBlue, Sentence(said));
      const Page::Paths paths(said.waiting_for.begin(), said.waiting_for.end());
      page_.MarkedLine("  ", Colour::kPlain,
                       Record(paths, said.elements.size() == 1 ? said.elements[0] : ""));
    }
  }

  // Recommended items, warnings and advice that cannot be judged: one line for all of them.
  void WriteUndecided() {
    if (found_.undecided.empty() && found_.unknown_recommended.empty()) return;
    std::set<std::string> facts;
    for (const v1::GuardAssessment* guard : found_.undecided) {
      facts.insert(guard->waiting_for().begin(), guard->waiting_for().end());
    }
    for (const v1::ItemAssessment* item : found_.unknown_recommended) {
      facts.insert(item->waiting_for().begin(), item->waiting_for().end());
    }
    std::vector<std::string> what;
    if (!found_.unknown_recommended.empty()) {
      what.push_back(absl::StrCat(found_.unknown_recommended.size(),
                                  page_.Say(" aanbevolen", " recommended")));
    }
    if (!found_.undecided.empty()) {
      const bool one = found_.undecided.size() == 1;
      what.push_back(absl::StrCat(found_.undecided.size(),
                                  page_.Say(" keer waarschuwing of advies",
                                            one ? " warning or advice" : " warnings or advice")));
    }
    const Page::Paths paths(facts.begin(), facts.end());
    page_.Title(page_.Say("Ook nog niet te beoordelen", "Not to be judged yet either"));
    page_.MarkedLine(
        "? ", Colour::kBlue,
        absl::StrCat(absl::StrJoin(what, page_.Say(" en ", " and ")),
                     page_.Say("; leg vast: ", "; record: "),
                     page_.NamesOf(paths, page_.options().all ? paths.size() : kSummedShown)));
  }

  void WriteTips(const std::vector<const v1::Tip*>& tips) {
    if (tips.empty()) return;
    page_.Title("Tips");
    std::vector<std::string> others;
    for (size_t i = 0; i < tips.size(); ++i) {
      if (page_.options().all || i < kTipsShown) {
        WriteTip(*tips[i]);
      } else {
        others.push_back(page_.TextOf(tips[i]->title()));
      }
    }
    if (others.empty()) return;
    page_.MarkedLine("» ", Colour::kGreen,
                     absl::StrCat(page_.Say("Verder: ", "Also: "), absl::StrJoin(others, "; ")));
  }

  void WriteTip(const v1::Tip& tip) {
    std::string text = absl::StrCat(page_.TextOf(tip.title()), ". ", page_.TextOf(tip.text()));
    std::vector<std::string> names;
    for (const v1::Role& role : tip.audience()) names.push_back(page_.TextOf(role.title()));
    if (!names.empty()) {
      absl::StrAppend(&text, page_.Say(" (voor: ", " (for: "), absl::StrJoin(names, ", "), ")");
    }
    names.clear();
    for (const std::string& path : tip.elements()) names.push_back(page_.ElementOf(path));
    if (!names.empty()) {
      absl::StrAppend(&text, page_.Say(" Geldt voor: ", " Goes for: "), absl::StrJoin(names, "; "),
                      ".");
    }
    page_.MarkedLine("» ", Colour::kGreen, text);
    page_.Source(tip.provenance());
  }

  const v1::StepAssessment& step_;
  const GuardIndex& guards_;
  const StepFindings found_;
  Page& page_;
};

}  // namespace

void WriteStep(const v1::StepAssessment& step, const GuardIndex& guards,
               const std::vector<const v1::Tip*>& tips, Page& page) {
  StepWriter(step, guards, page).Write(tips);
}

}  // namespace stapwijs::api::cli
