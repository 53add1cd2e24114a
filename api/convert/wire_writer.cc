// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/wire_writer.h"

#include <algorithm>

namespace stapwijs::api {

WireWriter::WireWriter(size_t expected)
    : capacity_(std::max<size_t>(expected, 64)),
      begin_(new char[capacity_]),
      end_(begin_.get() + capacity_),
      at_(end_) {}

void WireWriter::Grow(size_t bytes) {
  const size_t written = size();
  const size_t capacity = std::max(2 * capacity_, written + bytes);
  std::unique_ptr<char[]> larger(new char[capacity]);
  char* end = larger.get() + capacity;
  std::memcpy(end - written, at_, written);
  begin_ = std::move(larger);
  capacity_ = capacity;
  end_ = end;
  at_ = end - written;
}

std::string WireWriter::Take() {
  std::string out(at_, size());
  at_ = end_;
  return out;
}

}  // namespace stapwijs::api
