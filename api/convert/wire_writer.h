// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

// Protobuf's wire format, written from the end to the beginning: the length of a nested message is
// then known when it is written, so that nothing is measured first or moved afterwards. Fields are
// written in falling order, members of lists last first, a message after its content.
namespace stapwijs::api {

class WireWriter {
 public:
  // `expected`: bytes that will probably do; more are made when needed.
  explicit WireWriter(size_t expected = 1024);

  // How much has been written; for Message().
  size_t size() const { return static_cast<size_t>(end_ - at_); }

  // Encoded fields as they are.
  void Raw(std::string_view bytes) {
    Room(bytes.size());
    at_ -= bytes.size();
    std::memcpy(at_, bytes.data(), bytes.size());
  }

  // As proto3 does: nothing is written for zero, false and the empty string.
  void Number(int field, uint64_t value) {
    if (value == 0) return;
    Varint(value);
    Tag(field, 0);
  }
  // Negative numbers take ten bytes, as in protobuf.
  void Int32(int field, int32_t value) {
    Number(field, static_cast<uint64_t>(static_cast<int64_t>(value)));
  }
  void Bool(int field, bool value) { Number(field, value ? 1 : 0); }
  void String(int field, std::string_view value) {
    if (!value.empty()) StringAlways(field, value);
  }
  // For members of lists, and for fields with presence.
  void StringAlways(int field, std::string_view value) {
    Raw(value);
    Varint(value.size());
    Tag(field, 2);
  }
  // Closes the message whose content was written since size() was `before`.
  void Message(int field, size_t before) { Head(field, size() - before); }
  // What stands before a nested message of so many bytes that lies elsewhere.
  void Head(int field, size_t bytes) {
    Varint(bytes);
    Tag(field, 2);
  }

  // What was written. The writer is empty afterwards.
  std::string Take();

 private:
  void Tag(int field, int type) {
    Varint((static_cast<uint64_t>(field) << 3) | static_cast<uint64_t>(type));
  }
  void Varint(uint64_t value) {
    constexpr size_t kMost = 10;
    Room(kMost);
    if (value < 0x80) {  // nearly always
      *--at_ = static_cast<char>(value);
      return;
    }
    char bytes[kMost];
    size_t count = 0;
    for (; value >= 0x80; value >>= 7) bytes[count++] = static_cast<char>(value | 0x80);
    bytes[count++] = static_cast<char>(value);
    while (count > 0) *--at_ = bytes[--count];
  }
  void Room(size_t bytes) {
    if (static_cast<size_t>(at_ - begin_.get()) < bytes) Grow(bytes);
  }
  void Grow(size_t bytes);

  size_t capacity_;
  std::unique_ptr<char[]> begin_;
  char* end_;
  char* at_;  // where the last written byte stands; content is [at_, end_)
};

}  // namespace stapwijs::api
