// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

// What a disk holds of one file: bytes that were synced, and writes that were not yet.

namespace stapwijs::faults {

// What a power cut does to unsynced writes.
enum class Cut {
  kDropAll,     // none survives
  kDropSubset,  // each survives or not, in any combination
  kTorn,        // a prefix survives, and of the next write any of its 512-byte sectors
};

class DiskFile {
 public:
  // A file that was on the disk before the test looked.
  void StartWith(std::string bytes);
  void Write(std::int64_t offset, std::string bytes);
  void Truncate(std::int64_t size);
  void Delete();
  // Everything so far is on the disk, the file's name included.
  void Sync();
  // The folder is on the disk: deletions and names, not what was written.
  void SyncName();

  // The file after a cut; `exists` tells whether its name survived. This object is spent
  // afterwards.
  std::string AfterCut(Cut cut, std::mt19937_64& random, bool& exists);

 private:
  struct Change {
    enum class Kind { kWrite, kTruncate, kDelete } kind = Kind::kWrite;
    std::int64_t at = 0;  // offset, or the new size
    std::string bytes;
  };
  void Apply(const Change& change);
  void ApplySectors(const Change& write, std::mt19937_64& random);

  bool exists_ = false;
  std::string durable_;
  std::vector<Change> pending_;
};

}  // namespace stapwijs::faults
