// SPDX-License-Identifier: EUPL-1.2
// fuzz_seeds FOLDER: writes FOLDER/dictionary, and the seeds and regressions of each target into
// FOLDER/TARGET.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/fuzz/seeds.h"

namespace {

namespace fs = std::filesystem;

void Write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "fuzz_seeds FOLDER\n";
    return 2;
  }
  const fs::path folder = argv[1];
  for (const std::string target : {"parse", "check", "facts", "event"}) {
    fs::create_directories(folder / target);
    size_t written = 0;
    for (const auto of : {&stapwijs::fuzz::SeedsOf, &stapwijs::fuzz::Regressions}) {
      for (const stapwijs::fuzz::Seed& seed : of(target, STAPWIJS_ROOT)) {
        Write(folder / target / seed.name, seed.text);
        ++written;
      }
    }
    std::cout << target << ": " << written << " seeds\n";
  }
  Write(folder / "dictionary", stapwijs::fuzz::Dictionary());
  return 0;
}
