// SPDX-License-Identifier: EUPL-1.2
#include "tests/faults/survivor.h"

#include <algorithm>
#include <utility>

namespace stapwijs::faults {
namespace {

constexpr std::size_t kSector = 512;

bool Coin(std::mt19937_64& random) { return (random() & 1) != 0; }

}  // namespace

void DiskFile::StartWith(std::string bytes) {
  exists_ = true;
  durable_ = std::move(bytes);
}

void DiskFile::Write(std::int64_t offset, std::string bytes) {
  pending_.push_back({Change::Kind::kWrite, offset, std::move(bytes)});
}

void DiskFile::Truncate(std::int64_t size) {
  pending_.push_back({Change::Kind::kTruncate, size, {}});
}

void DiskFile::Delete() { pending_.push_back({Change::Kind::kDelete, 0, {}}); }

void DiskFile::Sync() {
  for (const Change& change : pending_) Apply(change);
  pending_.clear();
  exists_ = true;
}

void DiskFile::SyncName() {
  const auto last_deletion =
      std::find_if(pending_.rbegin(), pending_.rend(),
                   [](const Change& change) { return change.kind == Change::Kind::kDelete; });
  if (last_deletion != pending_.rend()) {
    Apply(*last_deletion);
    pending_.erase(pending_.begin(), last_deletion.base());
  }
  exists_ = exists_ || !pending_.empty();
}

void DiskFile::Apply(const Change& change) {
  switch (change.kind) {
    case Change::Kind::kWrite: {
      const auto end = static_cast<std::size_t>(change.at) + change.bytes.size();
      if (durable_.size() < end) durable_.resize(end, '\0');
      std::copy(change.bytes.begin(), change.bytes.end(), durable_.begin() + change.at);
      return;
    }
    case Change::Kind::kTruncate:
      durable_.resize(static_cast<std::size_t>(change.at), '\0');
      return;
    case Change::Kind::kDelete:
      durable_.clear();
      exists_ = false;
      return;
  }
}

void DiskFile::ApplySectors(const Change& write, std::mt19937_64& random) {
  if (write.kind != Change::Kind::kWrite) return;
  std::size_t done = 0;
  while (done < write.bytes.size()) {
    const std::size_t offset = static_cast<std::size_t>(write.at) + done;
    const std::size_t length = std::min(kSector - offset % kSector, write.bytes.size() - done);
    if (Coin(random)) {
      Apply({Change::Kind::kWrite, static_cast<std::int64_t>(offset),
             write.bytes.substr(done, length)});
    }
    done += length;
  }
}

std::string DiskFile::AfterCut(Cut cut, std::mt19937_64& random, bool& exists) {
  const std::size_t whole = pending_.empty() ? 0 : random() % pending_.size();
  for (std::size_t i = 0; i < pending_.size() && cut != Cut::kDropAll; ++i) {
    const Change& change = pending_[i];
    const bool survives = cut == Cut::kTorn ? i < whole : Coin(random);
    // A deletion that is lost leaves the old file, and with it nothing of a new one under the same
    // name.
    if (change.kind == Change::Kind::kDelete && !survives) break;
    if (survives) {
      Apply(change);
      // The name of a new file may reach the disk before it is synced.
      if (change.kind == Change::Kind::kWrite) exists_ = exists_ || Coin(random);
    } else if (cut == Cut::kTorn) {
      ApplySectors(change, random);
      break;
    }
  }
  exists = exists_;
  return std::move(durable_);
}

}  // namespace stapwijs::faults
