// SPDX-License-Identifier: EUPL-1.2
#include "api/service/field_mask.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"

namespace stapwijs::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kMostPaths = 100;
// Longer and deeper than any path that leads somewhere new.
constexpr size_t kMostBytes = 200;
constexpr size_t kMostNames = 16;

bool NamesField(const std::string& path, const Descriptor& message) {
  if (path.size() > kMostBytes) return false;
  if (static_cast<size_t>(std::count(path.begin(), path.end(), '.')) >= kMostNames) return false;
  const Descriptor* at = &message;
  for (const absl::string_view name : absl::StrSplit(path, '.')) {
    if (at == nullptr) return false;  // goes on behind a plain value
    const FieldDescriptor* field = at->FindFieldByName(std::string(name));
    if (field == nullptr) return false;
    at = field->message_type();
  }
  return true;
}

// What is kept of a message: by field; a node without children keeps all of its field.
struct Node {
  std::map<std::string, Node> children;
  bool all = false;
};

Node TreeOf(const google::protobuf::FieldMask& mask) {
  Node root;
  for (const std::string& path : mask.paths()) {
    Node* at = &root;
    for (const absl::string_view name : absl::StrSplit(path, '.')) {
      at = &at->children[std::string(name)];
    }
    at->all = true;
  }
  return root;
}

void Trim(const Node& node, Message& message) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const auto child = node.children.find(field->name());
    if (child == node.children.end()) {
      reflection.ClearField(&message, field);
    } else if (!child->second.all && field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        Trim(child->second, *reflection.MutableRepeatedMessage(&message, field, i));
      }
    } else if (!child->second.all) {
      Trim(child->second, *reflection.MutableMessage(&message, field));
    }
  }
}

}  // namespace

void CheckMask(const char* field, const google::protobuf::FieldMask& mask,
               const Descriptor& message, RequestCheck& check) {
  if (mask.paths_size() > kMostPaths) {
    check.Add(field, "TOO_MANY_PATHS",
              {absl::StrCat(field, " heeft hoogstens ", kMostPaths, " paden"),
               absl::StrCat(field, " has at most ", kMostPaths, " paths")});
    return;
  }
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    if (NamesField(path, message)) continue;
    check.Add(absl::StrCat(field, ".paths[", i, "]"), "UNKNOWN_FIELD",
              {absl::StrCat("dit is geen veld van ", message.name()),
               absl::StrCat("this is no field of ", message.name())});
  }
}

void TrimToMask(const google::protobuf::FieldMask& mask, Message& message) {
  if (mask.paths().empty()) return;
  Trim(TreeOf(mask), message);
}

}  // namespace stapwijs::api
