// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "api/convert/languages.h"
#include "engine/model/method.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "stapwijs/v1/method.pb.h"
#include "stapwijs/v1/text.pb.h"

// What items, guards, tips, goals and refusals share: where they come from and whom they are for.
namespace stapwijs::api {

void FillProvenance(const Method& method, const Provenance& provenance, Languages languages,
                    v1::Provenance& out);

void FillRoles(const Method& method, const std::vector<RoleId>& roles, Languages languages,
               google::protobuf::RepeatedPtrField<v1::Role>& out);

v1::Severity ToProto(Severity severity);

// Appends all of `from`.
void FillPaths(const std::vector<std::string>& from,
               google::protobuf::RepeatedPtrField<std::string>& out);

}  // namespace stapwijs::api
