// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/provenance.h"

namespace stapwijs::api {
namespace {

v1::Strength ToProto(Strength strength) {
  switch (strength) {
    case Strength::kUnstated:
      return v1::STRENGTH_UNSPECIFIED;
    case Strength::kFixed:
      return v1::STRENGTH_FIXED;
    case Strength::kImportant:
      return v1::STRENGTH_IMPORTANT;
    case Strength::kPreferred:
      return v1::STRENGTH_PREFERRED;
    case Strength::kHelpful:
      return v1::STRENGTH_HELPFUL;
    case Strength::kPilot:
      return v1::STRENGTH_PILOT;
    case Strength::kQuote:
      return v1::STRENGTH_QUOTE;
  }
  return v1::STRENGTH_UNSPECIFIED;
}

}  // namespace

v1::Severity ToProto(Severity severity) {
  switch (severity) {
    case Severity::kBlocks:
      return v1::SEVERITY_BLOCKS;
    case Severity::kWarns:
      return v1::SEVERITY_WARNS;
    case Severity::kAdvises:
      return v1::SEVERITY_ADVISES;
  }
  return v1::SEVERITY_UNSPECIFIED;
}

void FillPaths(const std::vector<std::string>& from,
               google::protobuf::RepeatedPtrField<std::string>& out) {
  out.Add(from.begin(), from.end());
}

void FillProvenance(const Method& method, const Provenance& provenance, Languages languages,
                    v1::Provenance& out) {
  for (const Provenance::Citation& cite : provenance.cites) {
    const Source& source = method.sources[cite.source.value];
    v1::Citation& citation = *out.add_citations();
    citation.set_source(source.name);
    citation.set_title(source.title);
    citation.set_by(source.by);
    citation.set_url(source.url);
    citation.set_year(source.year);
    citation.set_locator(cite.locator);
    citation.set_strength(ToProto(cite.strength));
  }
  FillPaths(provenance.refs, *out.mutable_refs());
  out.set_own(provenance.own);
  if (!provenance.own_text.empty()) {
    FillText(provenance.own_text, languages, *out.mutable_own_text());
  }
  if (!provenance.why.empty()) FillText(provenance.why, languages, *out.mutable_why());
  FillPaths(provenance.see, *out.mutable_see());
  FillPaths(provenance.was, *out.mutable_was());
}

void FillRoles(const Method& method, const std::vector<RoleId>& roles, Languages languages,
               google::protobuf::RepeatedPtrField<v1::Role>& out) {
  for (RoleId id : roles) {
    const Role& role = method.roles[id.value];
    v1::Role& entry = *out.Add();
    entry.set_name(role.name);
    FillText(role.title, languages, *entry.mutable_title());
  }
}

}  // namespace stapwijs::api
