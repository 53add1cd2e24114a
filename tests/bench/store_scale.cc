// SPDX-License-Identifier: EUPL-1.2
// What a million trajectories in one file cost, beside a thousand.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "engine/store/sqlite/sqlite_store.h"
#include "tests/bench/store_bench.h"

namespace stapwijs::bench {
namespace {

constexpr char kTenant[] = "gemeente";

// Memory of this process that lies in RAM, in MiB.
double ResidentMiB() {
  std::ifstream in("/proc/self/statm");
  std::int64_t total = 0;
  std::int64_t resident = 0;
  in >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576;
}

// A file of its own with so many trajectories, every second with a second event.
class Filled {
 public:
  Filled(std::string path, std::int64_t trajectories) : count_(trajectories) {
    options_.path = std::move(path);
    options_.queue_limit = kWaiting;
    options_.synchronous = store::SqliteOptions::Synchronous::kOff;
    const auto start = Clock::now();
    const double before = ResidentMiB();
    Open();
    std::int64_t next = 0;
    WriteMany(*store_, static_cast<std::size_t>(trajectories), [&] {
      store::Command command = MakeCommand(IdOf(next), true, random_);
      command.case_ref = store::CaseRef{"zaken", IdOf(next++)};
      return command;
    });
    next = 0;
    WriteMany(*store_, static_cast<std::size_t>(trajectories / 2), [&] {
      next += 2;
      return MakeCommand(IdOf(next - 2), false, random_);
    });
    store_.reset();
    fill_seconds_ = SecondsSince(start);
    options_.synchronous = store::SqliteOptions::Synchronous::kFull;
    const double closed = ResidentMiB();
    const auto opening = Clock::now();
    Open();
    open_seconds_ = SecondsSince(opening);
    std::fprintf(stderr, "%lld trajectories: resident %.0f MiB before, %.0f closed, %.0f opened\n",
                 static_cast<long long>(trajectories), before, closed, ResidentMiB());
  }

  // Random, but known: so that reading needs no list of them.
  std::string IdOf(std::int64_t number) const {
    std::mt19937_64 seeded(static_cast<std::uint64_t>(number));
    return RandomId(seeded);
  }
  std::string AnyId() {
    return IdOf(static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(count_)));
  }
  std::int64_t AnyPosition() {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(count_));
  }
  const store::Store& store() const { return *store_; }
  store::Command Next() { return MakeCommand(AnyId(), false, random_); }
  store::Store& writable() { return *store_; }
  double fill_seconds() const { return fill_seconds_; }
  double open_seconds() const { return open_seconds_; }
  double MiB() const {
    return static_cast<double>(std::filesystem::file_size(options_.path)) / 1048576;
  }

 private:
  void Open() {
    auto store = OpenSqliteStore(options_);
    if (!store.ok()) {
      std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
      std::exit(1);
    }
    store_ = *std::move(store);
  }

  const std::int64_t count_;
  std::mt19937_64 random_{7};
  store::SqliteOptions options_;
  std::unique_ptr<store::Store> store_;
  double fill_seconds_ = 0;
  double open_seconds_ = 0;
};

using Call = std::function<void(Filled&)>;

void Compare(const std::string& name, Filled& small, Filled& large, const Call& call) {
  constexpr int kRounds = 15;
  constexpr int kEach = 100;
  std::vector<double> ratios;
  std::vector<double> large_times;
  std::vector<double> small_times;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> times[2];
    for (int i = 0; i < kEach; ++i) {
      for (Filled* filled : {&small, &large}) {
        const auto start = Clock::now();
        call(*filled);
        times[filled == &large ? 1 : 0].push_back(SecondsSince(start));
      }
    }
    small_times.push_back(Median(times[0]));
    large_times.push_back(Median(times[1]));
    ratios.push_back(large_times.back() / small_times.back());
  }
  char text[120];
  std::snprintf(text, sizeof text, "%.2fx (%.1f against %.1f us)", Median(ratios),
                Median(large_times) * 1e6, Median(small_times) * 1e6);
  PrintRow(name, "<= 1.5x", text, Median(ratios) <= 1.5 ? "met" : "missed");
}

template <typename T>
void Expect(const absl::StatusOr<T>& result, bool right) {
  if (result.ok() && right) return;
  std::fprintf(stderr, "a read went wrong: %s\n", result.status().ToString().c_str());
  std::exit(1);
}

void Reads(const std::string& many, Filled& small, Filled& large) {
  Compare(many + ": ReadEvents p50", small, large, [](Filled& filled) {
    const auto events = filled.store().ReadEvents(kTenant, filled.AnyId(), 0, 100);
    Expect(events, !events->empty());
  });
  Compare(many + ": ReadHead p50", small, large, [](Filled& filled) {
    const auto head = filled.store().ReadHead(kTenant, filled.AnyId());
    Expect(head, head->exists);
  });
  Compare(many + ": FindByCaseRef p50", small, large, [](Filled& filled) {
    const auto found =
        filled.store().FindByCaseRef(kTenant, "welkome_wijk", {"zaken", filled.AnyId()});
    Expect(found, found->has_value());
  });
  Compare(many + ": ListTrajectories page of 50 p50", small, large, [](Filled& filled) {
    const auto page = filled.store().ListTrajectories(kTenant, {}, filled.AnyPosition() / 2, 50);
    Expect(page, page->size() == 50);
  });
  Compare(many + ": Submit to answer p50", small, large,
          [](Filled& filled) { WriteMany(filled.writable(), 1, [&] { return filled.Next(); }); });
}

}  // namespace

void MeasureScale(const std::string& folder, std::int64_t trajectories) {
  Filled small(folder + "/small.db", 1000);
  const double before = ResidentMiB();
  Filled large(folder + "/large.db", trajectories);
  const double opened = ResidentMiB();
  const std::string many = std::to_string(trajectories) + " trajectories";
  char text[160];
  std::snprintf(text, sizeof text, "%.0f MiB file, filled in %.0f s, opened in %.2f s", large.MiB(),
                large.fill_seconds(), large.open_seconds());
  PrintRow(many + ": file", "reported", text, "reported");
  std::snprintf(text, sizeof text, "%.0f MiB more than without it", opened - before);
  PrintRow(many + ": memory after opening", "reported", text, "reported");
  Reads(many, small, large);
  std::snprintf(text, sizeof text, "%.0f MiB more than without it", ResidentMiB() - before);
  PrintRow(many + ": memory after reading", "reported", text, "reported");
}

}  // namespace stapwijs::bench
