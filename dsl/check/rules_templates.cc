// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "dsl/check/rules.h"

// Templates: programmes, forms and lists that help with a step.
namespace stapwijs::dsl::check {
namespace {

// Parts of a programme follow each other; a pause between two of them is fine.
class Programme {
 public:
  explicit Programme(Context& context) : c_(context) {}

  void Check(const syntax::TemplateRow& decl, const TemplateRow& row) {
    if (row.kind != TemplateRow::Kind::kAt) return;
    if (row.at < end_ || (any_ && row.at <= last_)) {
      c_.Report(DiagnosticKind::kRowsOverlap, decl.at->span, {ClockOf(std::max(end_, last_))});
    }
    any_ = true;
    last_ = row.at;
    end_ = row.at + std::max(row.minutes, 0);
  }

 private:
  static std::string ClockOf(int minutes) {
    auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minutes / 60) + ":" + two(minutes % 60);
  }

  Context& c_;
  bool any_ = false;
  int last_ = 0;  // begin and end of the part before
  int end_ = 0;
};

}  // namespace

void Rules::DeclareTemplates() {
  for (const File& file : c_.files) {
    for (const syntax::TemplateDecl& decl : file.templates) {
      const size_t index = c_.method.templates.size();
      if (!c_.DeclareIn(c_.templates, SymbolKind::kFact, index, decl.name)) continue;
      Template one;
      one.name = decl.name.text;
      one.span = decl.name.span;
      c_.method.templates.push_back(std::move(one));
    }
  }
}

void Rules::CheckTemplates() {
  for (const File& file : c_.files) {
    for (const syntax::TemplateDecl& decl : file.templates) {
      auto known = c_.templates.find(decl.name.text);
      if (known == c_.templates.end() || !(known->second.span == decl.name.span)) continue;
      Template& out = c_.method.templates[known->second.index];
      out.title = c_.TextOf(decl.title, decl.name);
      Programme programme(c_);
      std::map<std::string, Span> names;
      auto add = [&](const Text& title, const std::vector<syntax::TemplateRow>& rows) {
        TemplateSection section;
        section.title = title;
        for (const syntax::TemplateRow& row : rows) {
          auto checked = RowOf(file, row, names);
          if (!checked) continue;
          programme.Check(row, *checked);
          section.rows.push_back(*std::move(checked));
        }
        out.sections.push_back(std::move(section));
      };
      if (!decl.rows.empty()) add(Text(), decl.rows);
      for (const syntax::TemplateSection& section : decl.sections) {
        add(c_.TextOf(section.title, Name{"section", section.span}), section.rows);
      }
      const bool whole = c_.ReadWhole(decl.span);
      out.provenance = ProvenanceOf(decl.common, decl.name, StepId(), whole);
    }
  }
}

// Names of questions and fields are unique within their template (`names`).
std::optional<TemplateRow> Rules::RowOf(const File& file, const syntax::TemplateRow& decl,
                                        std::map<std::string, Span>& names) {
  TemplateRow row;
  row.kind = static_cast<TemplateRow::Kind>(decl.kind);
  row.name = decl.name.text;
  const Name owner = decl.name.empty() ? Name{"row", decl.span} : decl.name;
  row.text = c_.TextOf(decl.text, owner);
  switch (decl.kind) {
    case syntax::RowKind::kAt:
      if (!decl.at) return std::nullopt;
      row.at = decl.at->hour * 60 + decl.at->minute;
      if (!decl.duration) return row;
      if (decl.duration->unit > syntax::DurationUnit::kHours) {
        c_.Report(DiagnosticKind::kRowDuration, decl.duration->span);
        return row;
      }
      row.minutes =
          static_cast<int>(std::min<int64_t>(decl.duration->number, 24 * 60) *
                           (decl.duration->unit == syntax::DurationUnit::kHours ? 60 : 1));
      return row;
    case syntax::RowKind::kQuestion:
    case syntax::RowKind::kField: {
      if (decl.name.empty()) return std::nullopt;
      auto [place, added] = names.try_emplace(decl.name.text, decl.name.span);
      if (!added) {
        c_.Report(Diagnostic(DiagnosticKind::kDuplicateName, decl.name.span, {decl.name.text})
                      .At(place->second, "@first_here"));
      }
      auto type = declarer_.RowType(file, decl.type, decl.name.text);
      if (!type) return std::nullopt;
      row.type = type->first;
      row.bounds = type->second;
      return row;
    }
    case syntax::RowKind::kCriteria: {
      Symbol* symbol = c_.Find(decl.name.text);
      if (symbol == nullptr || symbol->kind != SymbolKind::kEnum) {
        c_.Unknown("@an_enum", decl.name, c_.NamesOf({SymbolKind::kEnum}));
        return std::nullopt;
      }
      row.type.kind = TypeKind::kEnum;
      row.type.enum_id = EnumId(symbol->index);
      return row;
    }
    case syntax::RowKind::kPoint:
      return row;
  }
  return std::nullopt;
}

}  // namespace stapwijs::dsl::check
