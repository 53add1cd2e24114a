// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "dsl/syntax/dump.h"

namespace stapwijs::dsl::syntax {
namespace {

std::string Joined(const std::vector<Name>& names) {
  std::string out;
  for (const Name& name : names) out += (out.empty() ? "" : ", ") + name.text;
  return out;
}
std::string Joined(const std::vector<Path>& paths) {
  std::string out;
  for (const Path& path : paths) out += (out.empty() ? "" : ", ") + Dump(path);
  return out;
}

// Collects lines with the place they come from, since the tree keeps each kind apart.
class Dumper {
 public:
  explicit Dumper(const ParsedFile& file) : file_(file), exprs_(file.exprs) {}

  std::string Run() {
    Header();
    for (const auto& d : file_.uses) Line(d.span, "use " + d.name.text);
    for (const auto& d : file_.sources) Source(d);
    for (const auto& d : file_.roles) Line(d.span, "role " + d.name.text + T(d.title));
    for (const auto& d : file_.enums) Enum(d);
    for (const auto& d : file_.records) {
      Line(d.span, "record " + d.name.text);
      Facts(d.facts, d.lets);
    }
    for (const auto& d : file_.parameters) Parameter(d);
    Facts(file_.facts, file_.lets, 0);
    for (const auto& d : file_.notes) Note(d, 0);
    for (const auto& d : file_.shares) Line(d.span, "share " + Joined(d.names));
    for (const auto& d : file_.portfolios) Line(d.span, "portfolio " + d.name.text);
    for (const auto& d : file_.dossiers) {
      Line(d.span, "dossier " + d.name.text + " of " + d.method.text + " " + d.versions.text);
      Facts(d.facts, {});
    }
    for (const auto& d : file_.steps) Step(d);
    for (const auto& d : file_.policies) Policy(d);
    for (const auto& d : file_.templates) Template(d);
    for (const auto& d : file_.examples) {
      Line(d.span, "example " + d.name.text);
      for (const auto& given : d.givens) Say(given, 1);
    }
    for (const auto& d : file_.scenarios) Scenario(d);
    Overlay();
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string out;
    for (const auto& line : lines_) out += line.second + "\n";
    return out;
  }

 private:
  void Line(Span span, const std::string& text, int indent = 0) {
    lines_.emplace_back(span.begin, std::string(static_cast<size_t>(indent) * 2, ' ') + text);
  }
  std::string T(const Text& text) const { return text.empty() ? "" : " " + Dump(text, exprs_); }
  std::string E(ExprId id) const { return Dump(exprs_, id); }

  void Header() {
    static constexpr const char* kWords[] = {"no header", "method", "part of", "shared", "overlay"};
    const auto& h = file_.header;
    std::string text = kWords[static_cast<int>(h.kind)];
    if (!h.name.empty()) text += " " + h.name.text;
    if (!h.version.empty()) text += " " + h.version.text;
    if (!h.of.empty()) text += " of " + h.of.text + " " + h.versions.text;
    Line(h.span, text + T(h.title));
  }
  void Source(const SourceDecl& d) {
    std::string text = "source " + d.name.text + " \"" + d.title.text + "\"";
    for (const auto& by : d.by) text += " by \"" + by.text + "\"";
    for (const auto& url : d.url) text += " url \"" + url.text + "\"";
    for (const auto& year : d.year) text += " year " + std::to_string(year.value);
    Line(d.span, text);
  }
  void Enum(const EnumDecl& d) {
    Line(d.span, "enum " + d.name.text);
    for (const auto& value : d.values) Line(value.span, value.name.text + T(value.title), 1);
  }
  void Parameter(const ParameterDecl& d) {
    std::string text = "parameter " + d.name.text + ": " + Dump(d.type, exprs_) + " = " +
                       (d.value ? Dump(*d.value) : "?");
    if (d.adjustable != kNoExpr) text += " adjustable " + E(d.adjustable);
    Line(d.span, text + T(d.title));
  }
  void Facts(const std::vector<FactDecl>& facts, const std::vector<LetDecl>& lets, int indent = 1) {
    for (const auto& d : facts) Fact(d, indent);
    for (const auto& d : lets) {
      Line(d.span, "let " + d.name.text + " = " + E(d.value) + T(d.title), indent);
    }
  }
  void Fact(const FactDecl& d, int indent) {
    std::string text = "fact " + d.name.text + ": " + Dump(d.type, exprs_) + T(d.title);
    for (const auto& none : d.or_none) text += " or none" + T(none.text);
    for (const auto& ask : d.asks) text += " ask" + T(ask.text);
    for (const auto& by : d.bys) text += " by " + Joined(by.names);
    for (const auto& privacy : d.privacy) text += " privacy " + privacy.text;
    for (const auto& was : d.was) text += " was " + was.text;
    Line(d.span, text, indent);
  }
  void Whens(const std::vector<WhenClause>& whens, int indent) {
    for (const auto& when : whens) {
      const std::string& word = when.word.text;
      Line(when.span, (word == "when" ? word : word + " when") + " " + E(when.condition), indent);
    }
  }
  void Texts(const char* word, const std::vector<TextClause>& clauses, int indent) {
    for (const auto& clause : clauses) Line(clause.span, word + T(clause.text), indent);
  }
  void Clauses(const Common& c, int indent) {
    for (const auto& cite : c.cites) {
      Line(cite.span,
           "cite " + cite.source.text + " \"" + cite.locator.text + "\"" +
               (cite.strength ? " " + cite.strength->text : ""),
           indent);
    }
    for (const auto& ref : c.refs) Line(ref.span, "ref \"" + ref.text + "\"", indent);
    Texts("own", c.owns, indent);
    Texts("why", c.whys, indent);
    for (const auto& see : c.sees) Line(see.span, "see " + Joined(see.paths), indent);
    for (const auto& was : c.was) Line(was.span, "was " + was.text, indent);
    for (const auto& allows : c.allows) Line(allows.span, "allows " + allows.text, indent);
  }
  void Note(const NoteDecl& d, int indent) {
    Line(d.span, "note" + T(d.text), indent);
    Clauses(d.common, indent + 1);
  }
  void Item(const ItemDecl& d, int indent) {
    Line(d.span, "item " + d.name.text + " " + d.level.text + T(d.title), indent);
    Whens(d.applies, indent + 1);
    Whens(d.done_when, indent + 1);
    Whens(d.open_when, indent + 1);
    Texts("ask", d.asks, indent + 1);
    for (const auto& weight : d.weights) {
      Line(weight.span, "weight " + std::to_string(weight.value), indent + 1);
    }
    Clauses(d.common, indent + 1);
  }
  void Guard(const GuardDecl& d, int indent) {
    std::string text = "guard " + d.name.text + " " + d.severity.text;
    for (const auto& target : d.targets) {
      text += std::string(&target == &d.targets[0] ? " " : ", ") +
              (target.start ? "start of " : "") + target.step.text;
    }
    if (!d.roles.empty()) text += " for " + Joined(d.roles);
    Line(d.span, text + T(d.title), indent);
    Whens(d.applies, indent + 1);
    Whens(d.holds_when, indent + 1);
    Whens(d.violated_when, indent + 1);
    Texts("message", d.messages, indent + 1);
    for (const auto& span : d.unwaivable) Line(span, "unwaivable", indent + 1);
    Clauses(d.common, indent + 1);
  }
  void Tip(const TipDecl& d, int indent) {
    std::string text = "tip " + d.name.text;
    if (!d.roles.empty()) text += " for " + Joined(d.roles);
    if (d.priority) text += " priority " + std::to_string(d.priority->value);
    Line(d.span, text + T(d.title), indent);
    Whens(d.whens, indent + 1);
    Texts("text", d.texts, indent + 1);
    Clauses(d.common, indent + 1);
  }
  void Inside(const Body& body, int indent) {
    Facts(body.facts, body.lets, indent);
    for (const auto& d : body.items) Item(d, indent);
    for (const auto& d : body.guards) Guard(d, indent);
    for (const auto& d : body.tips) Tip(d, indent);
    for (const auto& d : body.notes) Note(d, indent);
    for (const auto& d : body.for_eaches) {
      std::string text = "for each " + d.variable.text + " in " + Dump(d.in);
      if (d.where != kNoExpr) text += " where " + E(d.where);
      Line(d.span, text, indent);
      Inside(d.body, indent + 1);
    }
  }
  void Step(const StepDecl& d) {
    Line(d.span,
         "step " + d.name.text + T(d.title) + (d.after.empty() ? "" : " after " + Joined(d.after)));
    Whens(d.applies, 1);
    Inside(d.body, 1);
  }
  void Policy(const PolicyDecl& d) {
    Line(d.span, "policy " + d.name.text + T(d.title));
    Texts("domain", d.domains, 1);
    Clauses(d.common, 1);
    for (const auto& goal : d.goals) {
      Line(goal.span, "goal " + goal.name.text + T(goal.title), 1);
      for (const auto& v : goal.verdicts) {
        Line(v.span, v.verdict.text + T(v.title) + " when " + E(v.condition), 2);
      }
      for (const auto& e : goal.evidence) Line(e.span, "evidence " + Joined(e.paths), 2);
      Clauses(goal.common, 2);
    }
  }
  void Rows(const std::vector<TemplateRow>& rows, int indent) {
    static constexpr const char* kWords[] = {"at", "question", "field", "criteria", "point"};
    for (const auto& row : rows) {
      std::string text = kWords[static_cast<int>(row.kind)];
      if (row.at) text += " " + Dump(*row.at);
      if (row.duration) text += " for " + Dump(*row.duration);
      if (!row.name.empty()) text += " " + row.name.text;
      if (row.type.kind != TypeKind::kMissing) text += ": " + Dump(row.type, exprs_);
      Line(row.span, text + T(row.text), indent);
    }
  }
  void Template(const TemplateDecl& d) {
    Line(d.span, "template " + d.name.text + T(d.title));
    Rows(d.rows, 1);
    for (const auto& section : d.sections) {
      Line(section.span, "section" + T(section.title), 1);
      Rows(section.rows, 2);
    }
    Clauses(d.common, 1);
  }
  void Say(const GivenStatement& s, int indent) {
    for (const auto& entry : s.entries) {
      Line(entry.span,
           "given " + (entry.example.empty() ? Dump(entry.path) + " = " + Dump(entry.value)
                                             : entry.example.text),
           indent);
    }
  }
  void Say(const TransitionStatement& s, int indent) {
    Line(s.span, s.verb.text + " " + s.step.text, indent);
  }
  void Say(const WaiveStatement& s, int indent) {
    Line(s.span,
         "waive " + Dump(s.guard) + " by " + s.role.text + " because \"" + s.reason.text + "\"",
         indent);
  }
  void Say(const ExpectStatement& s, int indent) {
    static constexpr const char* kWords[] = {
        "nothing else fires", "allowed", "refused", "holds", "blocks", "warns", "advises", "is"};
    std::string text = "expect ";
    if (!s.step.empty()) text += "start of " + s.step.text + " ";
    if (!s.paths.empty()) text += Joined(s.paths) + " ";
    text += kWords[static_cast<int>(s.kind)];
    if (s.negated) text += " not";
    if (s.kind == ExpectKind::kIs) text += " " + Dump(s.value);
    if (s.waiting_for) text += " waiting for " + Joined(*s.waiting_for);
    Line(s.span, text, indent);
  }
  void Scenario(const ScenarioDecl& d) {
    Line(d.span, "scenario \"" + d.title.text + "\" on " + (d.on ? d.on->text : "?"));
    for (const auto& statement : d.statements) {
      std::visit([this](const auto& s) { Say(s, 1); }, statement);
    }
  }
  void Overlay() {
    for (const auto& d : file_.sets) {
      Line(d.span, "set " + d.name.text + " = " + (d.value ? Dump(*d.value) : "?"));
    }
    for (const auto& d : file_.raises) {
      Line(d.span, "raise " + Dump(d.path) + " to " + d.severity.text);
    }
    for (const auto& d : file_.requires_) Line(d.span, "require " + Dump(d.path));
    for (const auto& d : file_.drops) Line(d.span, "drop " + Dump(d.path));
  }

  const ParsedFile& file_;
  const ExprArena& exprs_;
  std::vector<std::pair<uint32_t, std::string>> lines_;
};

}  // namespace

std::string Dump(const ParsedFile& file) { return Dumper(file).Run(); }

}  // namespace stapwijs::dsl::syntax
