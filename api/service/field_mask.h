// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "api/service/request_check.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

// Field masks: which fields of an answer to give. A path goes through lists too: "steps.items.path"
// is that of each item of each step.
namespace stapwijs::api {

// Adds a violation for each path that names no field of `message`, or has more than 200 bytes or 16
// names.
void CheckMask(const char* field, const google::protobuf::FieldMask& mask,
               const google::protobuf::Descriptor& message, RequestCheck& check);

// Clears every field that no path of the mask (checked) names or leads through; an empty mask
// leaves all.
void TrimToMask(const google::protobuf::FieldMask& mask, google::protobuf::Message& message);

}  // namespace stapwijs::api
