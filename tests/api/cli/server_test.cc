// SPDX-License-Identifier: EUPL-1.2
// The verbs that start a server and ask it.
#include <signal.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "stapwijs/v1/trajectory_service.grpc.pb.h"
#include "tests/api/cli/golden.h"
#include "tests/support/process.h"

namespace stapwijs::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

constexpr char kParty[] = "tests/api/cli/data/straatfeest";
constexpr char kTrajectory[] = "11111111-2222-4333-8444-555555555555";

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class ServerTest : public ::testing::Test {
 protected:
  ~ServerTest() override { fs::remove_all(folder_); }

  Ended Publish(const std::string& path) {
    return RunStapwijs({"publish", path, "--server", server_.address()});
  }

  // A trajectory with the facts of data/facts.json.
  void Create() {
    const auto stub = v1::TrajectoryService::NewStub(
        grpc::CreateChannel(server_.address(), grpc::InsecureChannelCredentials()));
    v1::CreateTrajectoryRequest create;
    create.set_trajectory_id(kTrajectory);
    create.set_request_id("create");
    create.set_method_id("straatfeest");
    v1::CreateTrajectoryResponse created;
    grpc::ClientContext first;
    grpc::Status status = stub->CreateTrajectory(&first, create, &created);
    ASSERT_TRUE(status.ok()) << status.error_message() << " " << status.error_details();
    v1::RecordFactsRequest record;
    record.set_trajectory_id(kTrajectory);
    record.set_request_id("record");
    record.set_facts_json(ReadFile(std::string(STAPWIJS_ROOT) + "/tests/api/cli/data/facts.json"));
    v1::RecordFactsResponse recorded;
    grpc::ClientContext second;
    status = stub->RecordFacts(&second, record, &recorded);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  const std::string folder_ = TemporaryFolder();
  Serving server_{folder_ + "/test.db"};
};

TEST_F(ServerTest, SaysWhereItListens) {
  EXPECT_THAT(server_.first_line(), MatchesRegex("listening on 127\\.0\\.0\\.1:[1-9][0-9]*"));
}

TEST_F(ServerTest, EndsOnTermination) { EXPECT_EQ(server_.End(SIGTERM), 0); }

TEST_F(ServerTest, EndsOnInterruption) { EXPECT_EQ(server_.End(SIGINT), 0); }

TEST_F(ServerTest, KeepsASecondServerOffItsFile) {
  const Ended second = RunStapwijs({"serve", "--db", folder_ + "/test.db", "--port", "0"});
  EXPECT_EQ(second.exit_code, 2);
  EXPECT_THAT(second.err, HasSubstr("test.db"));
}

TEST_F(ServerTest, PublishesTwiceWithOneAnswer) {
  const Ended first = Publish(kParty);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, MatchesRegex("straatfeest 1\\.2\\.0 [0-9a-f]{64}\n"));
  EXPECT_EQ(Publish(kParty).out, first.out);
}

TEST_F(ServerTest, RefusesAnotherTextOfTheSameVersion) {
  ASSERT_EQ(Publish(kParty).exit_code, 0);
  std::string text = ReadFile(std::string(STAPWIJS_ROOT) + "/" + kParty + "/method.stap");
  text.replace(text.find("guests > 100"), 12, "guests > 101");
  std::ofstream(folder_ + "/method.stap") << text;
  const Ended changed = Publish(folder_ + "/method.stap");
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_THAT(changed.err, HasSubstr("published"));
}

TEST_F(ServerTest, ShowsTheMistakesOfAMethod) {
  const Ended ended = Publish("tests/api/cli/data/mistakes.stap");
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, HasSubstr("mistakes.stap:10:62: error "));
  EXPECT_EQ(ended.out, "");
}

TEST_F(ServerTest, ShowsProgressAsAssessDoes) {
  ASSERT_EQ(Publish(kParty).exit_code, 0);
  ASSERT_NO_FATAL_FAILURE(Create());
  const Ended ended =
      RunStapwijs({"progress", kTrajectory, "--server", server_.address(), "--on", "2024-05-01"});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out,
              StartsWith("Straatfeest 1.2.0\ntraject 11111111-2222-4333-8444-555555555555"
                         ", stand 2, bekeken op 1 mei 2024\n"));
  const Ended assess =
      RunStapwijs({"assess", kParty, "tests/api/cli/data/facts.json", "--on", "2024-05-01"});
  EXPECT_EQ(ended.out.substr(ended.out.find("\n\n")), assess.out.substr(assess.out.find("\n\n")));
}

TEST_F(ServerTest, ShowsProgressAsJson) {
  ASSERT_EQ(Publish(kParty).exit_code, 0);
  ASSERT_NO_FATAL_FAILURE(Create());
  const Ended ended = RunStapwijs({"progress", kTrajectory, "--server", server_.address(), "--on",
                                   "2024-05-01", "--format", "json"});
  EXPECT_THAT(ended.out, HasSubstr("\"revision\": 2"));
  EXPECT_THAT(ended.out, HasSubstr("\"STATUS_BLOCKED\""));
}

TEST_F(ServerTest, MakesNoCopyWithoutAFolder) {
  const Ended ended = RunStapwijs({"backup", "--server", server_.address()});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, HasSubstr("store.backup_folder"));
}

// A server with a folder for copies, which it reads from its environment.
class BackupTest : public ServerTest {
 protected:
  BackupTest() {
    fs::create_directory(copies_);
    setenv("STAPWIJS_STORE__BACKUP_FOLDER", copies_.c_str(), 1);
    copying_ = std::make_unique<Serving>(folder_ + "/copied.db");
    unsetenv("STAPWIJS_STORE__BACKUP_FOLDER");
    EXPECT_EQ(RunStapwijs({"publish", kParty, "--server", copying_->address()}).exit_code, 0);
    EXPECT_EQ(RunStapwijs({"backup", "--server", copying_->address()}).exit_code, 0);
    for (const auto& file : fs::directory_iterator(copies_)) copy_ = file.path().string();
  }

  const std::string copies_ = folder_ + "/copies";
  std::unique_ptr<Serving> copying_;
  std::string copy_;
};

TEST_F(BackupTest, ARestoredCopyServesWhatWasThere) {
  const std::string restored = folder_ + "/restored.db";
  const Ended made = RunStapwijs({"restore", copy_, "--db", restored});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  const Serving again(restored);
  const Ended same = RunStapwijs({"publish", kParty, "--server", again.address()});
  EXPECT_EQ(same.out, RunStapwijs({"publish", kParty, "--server", copying_->address()}).out);
}

TEST_F(BackupTest, ADatabaseThatIsThereIsNeverWrittenOver) {
  const Ended ended = RunStapwijs({"restore", copy_, "--db", folder_ + "/copied.db"});
  EXPECT_EQ(ended.exit_code, 1);
  EXPECT_THAT(ended.err, HasSubstr("copied.db"));
}

TEST_F(BackupTest, ADamagedCopyIsRefused) {
  EXPECT_EQ(RunStapwijs({"restore", copy_, "--check"}).exit_code, 0);
  fs::permissions(copy_, fs::perms::owner_all);
  std::fstream file(copy_, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(fs::file_size(copy_) / 2));
  file << std::string(fs::file_size(copy_) / 4, 'x');
  file.close();
  EXPECT_EQ(RunStapwijs({"restore", copy_, "--check"}).exit_code, 1);
  EXPECT_EQ(RunStapwijs({"restore", copy_, "--db", folder_ + "/no.db"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(folder_ + "/no.db"));
}

TEST_F(ServerTest, SaysThatThereIsNoSuchTrajectory) {
  const Ended ended = RunStapwijs({"progress", kTrajectory, "--server", server_.address()});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, StartsWith("stapwijs: "));
}

}  // namespace
}  // namespace stapwijs::testing
