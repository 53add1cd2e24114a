// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "dsl/parse/config.h"
#include "dsl/syntax/ast.h"

// The smaller declarations of a file, defined in declarations.cc and overlay.cc.
namespace stapwijs::dsl::parse {

inline const x3::rule<struct UseId, syntax::UseDecl> use = "@use";
inline const x3::rule<struct SourceId, syntax::SourceDecl> source = "@source";
inline const x3::rule<struct RoleId, syntax::RoleDecl> role = "@role";
inline const x3::rule<struct EnumId, syntax::EnumDecl> enumeration = "@enum";
inline const x3::rule<struct RecordId, syntax::RecordDecl> record = "@record";
inline const x3::rule<struct ParameterId, syntax::ParameterDecl> parameter = "@parameter";
inline const x3::rule<struct ShareId, syntax::NamesClause> share = "@share";
inline const x3::rule<struct PortfolioId, syntax::UseDecl> portfolio = "@portfolio";
inline const x3::rule<struct DossierId, syntax::DossierDecl> dossier = "@dossier";
inline const x3::rule<struct SetParameterId, syntax::SetDecl> set_parameter = "@set";
inline const x3::rule<struct RaiseId, syntax::RaiseDecl> raise_ = "@raise";
inline const x3::rule<struct RequireId, syntax::RequireDecl> require_ = "@require";
inline const x3::rule<struct DropId, syntax::DropDecl> drop = "@drop";

BOOST_SPIRIT_DECLARE(decltype(use), decltype(source), decltype(role), decltype(enumeration),
                     decltype(record), decltype(parameter), decltype(share), decltype(portfolio),
                     decltype(dossier), decltype(set_parameter), decltype(raise_),
                     decltype(require_), decltype(drop))

}  // namespace stapwijs::dsl::parse
