// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/parse/config.h"
#include "dsl/syntax/ast.h"

// The rules that one grammar file uses of another; each is defined and instantiated in the file
// named above it. A rule's name is the phrase for what was expected.
namespace stapwijs::dsl::parse {

// expression.cc
inline const x3::rule<struct ExpressionId, syntax::ExprId> expression = "@expression";
inline const x3::rule<struct RangeId, syntax::ExprId> range = "@range";
// path.cc
inline const x3::rule<struct PathId, syntax::Path> path = "@name_or_path";
inline const x3::rule<struct PathsId, std::vector<syntax::Path>> paths = "@name_or_path";
inline const x3::rule<struct NamesId, std::vector<syntax::Name>> names = "@name";
// text.cc
inline const x3::rule<struct StringId, syntax::StringNode> string = "@string";
inline const x3::rule<struct TextId, syntax::Text> text = "@text";
inline const x3::rule<struct MessageId, syntax::Text> message = "@text";
// value.cc
inline const x3::rule<struct ValueId, syntax::Value> value = "@value";
// fact.cc
inline const x3::rule<struct TypeId, syntax::TypeNode> type = "@type";
inline const x3::rule<struct FactId, syntax::FactDecl> fact = "@fact";
inline const x3::rule<struct LetId, syntax::LetDecl> let = "@let";
inline const x3::rule<struct NoteId, syntax::NoteDecl> note = "@note";
// clauses.cc: one common clause
inline const x3::rule<struct CommonId, syntax::Common> common = "@common";
// rules.cc
inline const x3::rule<struct ItemId, syntax::ItemDecl> item = "@item";
inline const x3::rule<struct GuardId, syntax::GuardDecl> guard = "@guard";
inline const x3::rule<struct TipId, syntax::TipDecl> tip = "@tip";
// step.cc
inline const x3::rule<struct StepId, syntax::StepDecl> step = "@step";
// policy.cc
inline const x3::rule<struct PolicyId, syntax::PolicyDecl> policy = "@policy";
// template.cc
inline const x3::rule<struct TemplateId, syntax::TemplateDecl> template_ = "@template";
// scenario.cc
inline const x3::rule<struct ExampleId, syntax::ExampleDecl> example = "@example";
inline const x3::rule<struct ScenarioId, syntax::ScenarioDecl> scenario = "@scenario";
// file.cc
inline const x3::rule<struct FileId, syntax::ParsedFile> file = "@declaration";

BOOST_SPIRIT_DECLARE(decltype(expression), decltype(range), decltype(path), decltype(paths),
                     decltype(names), decltype(string), decltype(text), decltype(message),
                     decltype(value), decltype(type), decltype(fact), decltype(let), decltype(note),
                     decltype(common), decltype(item), decltype(guard), decltype(tip),
                     decltype(step), decltype(policy), decltype(template_), decltype(example),
                     decltype(scenario), decltype(file))

}  // namespace stapwijs::dsl::parse
