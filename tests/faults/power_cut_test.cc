// SPDX-License-Identifier: EUPL-1.2
// Power cuts at random moments of concurrent writing (STAPWIJS_POWERCUT_RUNS runs, 100 by default).
//
// A run: open, several threads write, the power goes at a random write or sync (that of opening,
// recovering and checkpointing included), what survives is opened again; every second run does that
// twice on the same file.
#include <gtest/gtest.h>

#include <thread>

#include "tests/engine/store/store_support.h"
#include "tests/faults/fault_vfs.h"
#include "tests/faults/history.h"

namespace stapwijs::faults {
namespace {

using store::OpenSqliteStore;
using store::SqliteOptions;
using store::testing::Create;
using store::testing::kTenant;
using store::testing::Record;

constexpr int kThreads = 3;
constexpr int kWritesPerThread = 25;

struct Outcome {
  std::vector<std::string> wrong;
  std::size_t acknowledged = 0;
  int cuts = 0;
  int cuts_in_flight = 0;  // with a write asked for and not answered
};

class CutRun {
 public:
  CutRun(std::uint64_t seed, SqliteOptions::Synchronous synchronous) : random_(seed) {
    options_.path = folder_.File("store.db");
    options_.vfs = vfs_.name();
    options_.synchronous = synchronous;
    options_.checkpoint_pages = 10 + static_cast<int>(random_() % 100);
    options_.index_batch = 1 + random_() % 60;
    cut_ = static_cast<Cut>(seed % 3);
    cycles_ = 1 + static_cast<int>(seed / 3 % 2);
  }

  Outcome Go() {
    for (int cycle = 0; cycle < cycles_; ++cycle) WriteUntilCut(cycle);
    Check();
    outcome_.acknowledged = history_.acknowledged();
    return outcome_;
  }

 private:
  void WriteUntilCut(int cycle) {
    vfs_.CutAt(1 + static_cast<std::int64_t>(random_() % 400));
    const std::size_t unanswered = history_.unanswered();
    if (auto store = OpenSqliteStore(options_); store.ok()) {
      std::vector<std::thread> threads;
      for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] { WriteThread(**store, cycle, thread); });
      }
      for (std::thread& thread : threads) thread.join();
    }  // closing may be what is cut
    outcome_.cuts += vfs_.cut() ? 1 : 0;
    outcome_.cuts_in_flight += history_.unanswered() > unanswered ? 1 : 0;
    vfs_.CutNow();
    vfs_.Restore(cut_, random_);
  }

  void WriteThread(store::Store& store, int cycle, int thread) {
    const std::string id = std::to_string(cycle) + "-" + std::to_string(thread);
    if (history_.Write(store, WithCase(Create(id, "create-" + id), id))) return;
    for (int i = 0; i < kWritesPerThread; ++i) {
      // By turns the thread's own trajectory and one that all threads fight over.
      const std::string target = i % 2 == 0 ? id : std::to_string(cycle) + "-0";
      store::Command command = Record(target, id + "-" + std::to_string(i));
      if (i % 6 == 0) command = WithCase(command, command.request_id);  // of its own trajectory
      const auto refused = history_.Write(store, command);
      if (i == 9) history_.Put(store, store::testing::Method("m" + id, "1.0.0", "dump"));
      if (refused && refused != store::Reason::kNoTrajectory) return;
    }
  }

  void Note(std::vector<std::string> wrong) {
    outcome_.wrong.insert(outcome_.wrong.end(), wrong.begin(), wrong.end());
  }

  void Check() {
    {
      const auto store = OpenSqliteStore(options_);
      if (!store.ok()) return Note({store.status().ToString()});
      Note(history_.Check(**store, kTenant));
      if (outcome_.wrong.empty()) Note(history_.CheckRepeats(**store, 20));
      if (outcome_.wrong.empty()) {
        const auto next = store::testing::Write(**store, Create("after", "after"));
        if (!next.ok()) Note({"no writing after the cut: " + next.status().ToString()});
      }
    }
    Note(CheckIntegrity(options_.path));
  }

  store::testing::TempFolder folder_;
  FaultVfs vfs_;
  SqliteOptions options_;
  std::mt19937_64 random_;
  Cut cut_ = Cut::kDropAll;
  int cycles_ = 1;
  History history_;
  Outcome outcome_;
};

TEST(PowerCut, LosesNothingThatWasAcknowledged) {
  const int runs = FromEnvironment("STAPWIJS_POWERCUT_RUNS", 100);
  Outcome all;
  for (int seed = 0; seed < runs; ++seed) {
    const Outcome outcome =
        CutRun(static_cast<std::uint64_t>(seed), SqliteOptions::Synchronous::kFull).Go();
    for (const std::string& wrong : outcome.wrong)
      ADD_FAILURE() << "seed " << seed << ": " << wrong;
    all.acknowledged += outcome.acknowledged;
    all.cuts += outcome.cuts;
    all.cuts_in_flight += outcome.cuts_in_flight;
  }
  std::printf("power cuts: %d runs, %d cuts, %d with a write in flight, %zu acknowledged\n", runs,
              all.cuts, all.cuts_in_flight, all.acknowledged);
  // Otherwise the run proved nothing.
  EXPECT_GE(all.cuts, runs);
  EXPECT_GE(all.cuts_in_flight, runs / 2);
  EXPECT_GE(all.acknowledged, static_cast<std::size_t>(runs) * 10);
}

TEST(PowerCut, WithoutSyncsTheSameTestFindsLosses) {
  int with_losses = 0;
  for (int seed = 0; seed < 12; ++seed) {
    const Outcome outcome =
        CutRun(static_cast<std::uint64_t>(seed), SqliteOptions::Synchronous::kOff).Go();
    with_losses += outcome.acknowledged > 0 && !outcome.wrong.empty() ? 1 : 0;
  }
  EXPECT_GE(with_losses, 1);
}

}  // namespace
}  // namespace stapwijs::faults
