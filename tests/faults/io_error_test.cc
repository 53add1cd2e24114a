// SPDX-License-Identifier: EUPL-1.2
// Each write, sync and read fails, once and from then on: an error or success, never corruption.
#include <gtest/gtest.h>

#include "tests/engine/store/store_support.h"
#include "tests/faults/fault_vfs.h"
#include "tests/faults/history.h"

namespace stapwijs::faults {
namespace {

using Error = FaultVfs::Error;
using store::Reason;
using store::testing::Create;
using store::testing::kTenant;
using store::testing::Record;

struct Case {
  const char* name;
  Error error;
  bool sticky;
};

class IoError : public ::testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Every, IoError,
                         ::testing::Values(Case{"WriteOnce", Error::kWrite, false},
                                           Case{"WriteAlways", Error::kWrite, true},
                                           Case{"FullOnce", Error::kFull, false},
                                           Case{"FullAlways", Error::kFull, true},
                                           Case{"SyncOnce", Error::kSync, false},
                                           Case{"SyncAlways", Error::kSync, true},
                                           Case{"ReadOnce", Error::kRead, false},
                                           Case{"ReadAlways", Error::kRead, true}),
                         [](const auto& test) { return std::string(test.param.name); });

// One scripted life of a store in which the n-th call fails.
class Life {
 public:
  Life(const Case& fault, std::int64_t n) : fault_(fault) {
    options_.path = folder_.File("store.db");
    options_.vfs = vfs_.name();
    options_.checkpoint_pages = 20;
    options_.index_batch = 7;
    vfs_.FailAt(fault.error, n, fault.sticky);
  }

  // False when the fault never came: n is beyond the script.
  bool Go() {
    auto store = store::OpenSqliteStore(options_);
    if (store.ok()) {
      Script(**store);
      store->reset();
    }
    const bool fired = vfs_.fired();
    const bool fatal = fault_.error != Error::kFull;
    if (fired && fatal && opened_then_failed_) {
      EXPECT_EQ(vfs_.calls_after_failure(), 0) << "nothing may be written after an I/O error";
    }
    // After a failed sync the machine may lose power too: what was acknowledged may not depend on
    // it.
    if (fault_.error == Error::kSync) vfs_.CutNow();
    if (fault_.error == Error::kSync) vfs_.Restore(Cut::kDropAll, random_);
    vfs_.FailAt(Error::kNone, 0, false);
    CheckHealthy();
    return fired;
  }

 private:
  void Script(store::Store& store) {
    for (int i = 0; i < 30; ++i) {
      const std::string id = std::to_string(i);
      const bool fired_before = vfs_.fired();
      const auto refused = Step(store, i, id);
      if (refused) Refused(store, *refused, fired_before);
      if (!refused && fired_before && fault_.error == Error::kFull && !fault_.sticky) {
        went_on_ = true;
      }
      if (i == 0 && refused) return;
    }
    opened_then_failed_ = !store.Failed().ok();
  }

  // Of everything that is written: a trajectory, a method, a case reference, an event.
  std::optional<Reason> Step(store::Store& store, int i, const std::string& id) {
    if (i == 0) return history_.Write(store, Create("t", id));
    if (i % 7 == 3) return history_.Put(store, store::testing::Method("m", "1.0." + id, id));
    if (i % 5 == 2) return history_.Write(store, WithCase(Record("t", id), id));
    return history_.Write(store, Record("t", id));
  }

  void Refused(const store::Store& store, Reason reason, bool fired_before) {
    EXPECT_TRUE(vfs_.fired()) << "refused without a fault";
    if (fault_.error == Error::kFull) {
      EXPECT_EQ(reason, Reason::kDiskFull);
      EXPECT_TRUE(store.Failed().ok()) << "a full disk is no reason to stop";
      return;
    }
    // The fault may also have hit the checkpoint after the answer before.
    EXPECT_TRUE(reason == Reason::kStoreStopped ||
                (reason == Reason::kOutcomeUnknown && !fired_before))
        << store::ReasonName(reason);
    EXPECT_FALSE(store.Failed().ok());
    opened_then_failed_ = true;
  }

  void CheckHealthy() {
    {
      auto store = store::OpenSqliteStore(options_);
      ASSERT_TRUE(store.ok()) << store.status();
      EXPECT_EQ(history_.Check(**store, kTenant), std::vector<std::string>());
      EXPECT_EQ(history_.CheckRepeats(**store, 50), std::vector<std::string>());
      EXPECT_EQ(history_.Write(**store, Create("after", "after")), std::nullopt);
    }
    EXPECT_EQ(CheckIntegrity(options_.path), std::vector<std::string>());
  }

  const Case fault_;
  store::testing::TempFolder folder_;
  FaultVfs vfs_;
  store::SqliteOptions options_;
  std::mt19937_64 random_;
  History history_;
  bool opened_then_failed_ = false;

 public:
  bool went_on_ = false;  // wrote again after the disk had been full once
};

TEST_P(IoError, IsAnErrorOrSuccessNeverCorruption) {
  int lives = 0;
  int went_on = 0;
  bool fired = true;
  for (std::int64_t n = 1; fired && !HasFailure(); n += n < 40 ? 1 : 5) {
    SCOPED_TRACE("call " + std::to_string(n));
    Life life(GetParam(), n);
    fired = life.Go();
    lives += fired ? 1 : 0;
    went_on += life.went_on_ ? 1 : 0;
  }
  EXPECT_FALSE(fired) << "the script was run to its end without a fault";
  EXPECT_GE(lives, 20);
  if (GetParam().error == Error::kFull && !GetParam().sticky) {
    EXPECT_GE(went_on, 10) << "after a full disk the store goes on when there is room";
  }
}

}  // namespace
}  // namespace stapwijs::faults
