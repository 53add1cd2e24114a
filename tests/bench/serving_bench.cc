// SPDX-License-Identifier: EUPL-1.2
// How fast the server answers, as ratios measured in one run, interleaved, against a bare server
// with gRPC's callback API (echo_server.cc) and against SQLite's own commit:
//   stapwijs_serving_bench STAPWIJS ECHO_SERVER [--rounds N] [--trajectories N]
// Prints one row per figure: name, goal, measured, met|missed|reported, separated by tabs.
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "api/convert/assessment_wire.h"
#include "dsl/load.h"
#include "engine/eval/program.h"
#include "engine/json/facts_reader.h"
#include "stapwijs/v1/method_service.pb.h"
#include "stapwijs/v1/progress_service.pb.h"
#include "stapwijs/v1/trajectory_service.pb.h"
#include "tests/bench/child.h"
#include "tests/bench/raw_client.h"

namespace stapwijs::bench {
namespace {

constexpr char kGet[] = "/stapwijs.v1.ProgressService/GetAssessment";
constexpr char kRecord[] = "/stapwijs.v1.TrajectoryService/RecordFacts";
constexpr char kCreate[] = "/stapwijs.v1.TrajectoryService/CreateTrajectory";
constexpr char kPublish[] = "/stapwijs.v1.MethodService/PublishMethod";

struct Options {
  std::string stapwijs;
  std::string echo;
  int rounds = 11;
  int trajectories = 0;  // of the large file; 0: not measured
};

double At(std::vector<double> values, double share) {
  const auto place = static_cast<std::ptrdiff_t>(static_cast<double>(values.size() - 1) * share);
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<size_t>(place)];
}
double Median(const std::vector<double>& values) { return At(values, 0.5); }

void Row(const std::string& name, const std::string& goal, const std::string& measured,
         const char* verdict) {
  std::printf("%s\t%s\t%s\t%s\n", name.c_str(), goal.c_str(), measured.c_str(), verdict);
  std::fflush(stdout);
}
void Ratio(const std::string& name, double most, double ratio, const std::string& beside) {
  Row(name, absl::StrFormat("<= %.2fx", most), absl::StrFormat("%.2fx (%s)", ratio, beside),
      ratio <= most ? "met" : "missed");
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const std::string kRoot = STAPWIJS_ROOT;

std::string NewId() {
  static int64_t last = 0;
  return absl::StrCat("bench-", ++last);
}

// A method that reads nothing of other trajectories.
void PublishSmall(const std::string& address) {
  v1::PublishMethodRequest request;
  request.add_files()->set_name("straatfeest.stap");
  request.mutable_files(0)->set_text(ReadFile(kRoot + "/tests/api/methods/straatfeest.stap"));
  RawClient(address, kPublish).Ask(request.SerializeAsString());
}

void Publish(const std::string& address) {
  v1::PublishMethodRequest request;
  for (const auto& file :
       std::filesystem::directory_iterator(kRoot + "/examples/methods/welkome_wijk")) {
    if (file.path().extension() != ".stap") continue;
    request.add_files()->set_name(file.path().filename().string());
    request.mutable_files()->rbegin()->set_text(ReadFile(file.path()));
  }
  RawClient(address, kPublish).Ask(request.SerializeAsString());
}

std::string Create(RawClient& create) {
  v1::CreateTrajectoryRequest request;
  request.set_request_id(NewId());
  request.set_method_id("welkome_wijk");
  v1::CreateTrajectoryResponse response;
  response.ParseFromString(create.Ask(request.SerializeAsString()));
  return response.trajectory().id();
}

std::string Facts(const std::string& trajectory, const std::string& json) {
  v1::RecordFactsRequest request;
  request.set_trajectory_id(trajectory);
  request.set_request_id(NewId());
  request.set_facts_json(json);
  return request.SerializeAsString();
}

std::string Get(const std::string& trajectory) {
  v1::GetAssessmentRequest request;
  request.set_trajectory_id(trajectory);
  request.set_on("2022-03-01");
  return request.SerializeAsString();
}

std::string Pilot() { return ReadFile(kRoot + "/examples/facts/heseveld.json"); }

// The commit of one small row with synchronous=FULL in WAL, microseconds each.
class BareCommit {
 public:
  explicit BareCommit(const std::string& path) {
    sqlite3_open(path.c_str(), &db_);
    Run("PRAGMA journal_mode=WAL");
    Run("PRAGMA synchronous=FULL");
    Run("CREATE TABLE event (id INTEGER PRIMARY KEY, payload TEXT)");
  }
  ~BareCommit() { sqlite3_close(db_); }
  BareCommit(const BareCommit&) = delete;
  BareCommit& operator=(const BareCommit&) = delete;

  double Once() {
    const auto begun = std::chrono::steady_clock::now();
    Run("BEGIN IMMEDIATE");
    Run("INSERT INTO event (payload) VALUES (hex(zeroblob(300)))");
    Run("COMMIT");
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun)
        .count();
  }

 private:
  void Run(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(1);
  }
  sqlite3* db_ = nullptr;
};

class Bench {
 public:
  Bench(Options options, std::string folder)
      : options_(std::move(options)),
        folder_(std::move(folder)),
        server_({options_.stapwijs, "serve", "--db", folder_ + "/bench.db", "--port", "0"}) {
    Publish(server_.address());
    RawClient create(server_.address(), kCreate);
    trajectory_ = Create(create);
    RawClient(server_.address(), kRecord).Ask(Facts(trajectory_, Pilot()));
    const std::string answer = RawClient(server_.address(), kGet).Ask(Get(trajectory_));
    std::ofstream(folder_ + "/answer", std::ios::binary) << answer;
    bytes_ = answer.size();
    echo_ = std::make_unique<Child>(std::vector<std::string>{options_.echo, folder_ + "/answer"});
  }

  void Reading() {
    constexpr int kCalls = 300;
    RawClient own(server_.address(), kGet);
    RawClient bare(echo_->address(), kGet);
    const auto request = [this] { return Get(trajectory_); };
    own.OneByOne(kCalls, request);
    bare.OneByOne(kCalls, request);
    std::vector<double> p50;
    std::vector<double> p99;
    std::vector<double> work;
    std::vector<double> own_work;
    std::vector<double> bare_work;
    std::vector<double> own_p50;
    for (int round = 0; round < options_.rounds; ++round) {
      const double bare_before = echo_->Worked();
      const std::vector<double> bare_times = bare.OneByOne(kCalls, request);
      const double own_before = server_.Worked();
      bare_work.push_back((echo_->Worked() - bare_before) / kCalls * 1e6);
      const std::vector<double> own_times = own.OneByOne(kCalls, request);
      own_work.push_back((server_.Worked() - own_before) / kCalls * 1e6);
      own_p50.push_back(Median(own_times));
      p50.push_back(Median(own_times) / Median(bare_times));
      p99.push_back(At(own_times, 0.99) / At(bare_times, 0.99));
      work.push_back(own_work.back() / bare_work.back());
    }
    Ratio(absl::StrCat("GetAssessment, cached, ", bytes_, " bytes: server CPU per call / bare"),
          0.85, Median(work),
          absl::StrFormat("%.0f against %.0f us", Median(own_work), Median(bare_work)));
    Ratio("GetAssessment, cached: p50 at 1 in flight / bare", 1.05, Median(p50),
          absl::StrFormat("%.0f us", Median(own_p50)));
    Ratio("GetAssessment, cached: p99 at 1 in flight / bare", 1.05, Median(p99), "same calls");
    Uncached(bare);
  }

  void Encoding() const {
    const auto program = Program::Compile(
        dsl::LoadMethod(kRoot + "/examples/methods/welkome_wijk")->checked.value().method);
    TrajectoryState state;
    for (const Change& change :
         ReadFactsJson(program->method(), Pilot(), {}, "", nullptr).changes) {
      state.facts.Apply(program->method(), change);
    }
    const Assessment assessment = Assess(*program, state, {}, Date{19052});
    const api::AssessmentContext context{trajectory_, 2, {}, nullptr};
    const api::AssessmentWire wire(program->shared_method(), {});
    std::vector<double> ratios;
    std::vector<double> own;
    for (int round = 0; round < 20 * options_.rounds; ++round) {
      auto begun = std::chrono::steady_clock::now();
      const size_t written = wire.Write(assessment, context).size();
      const auto between = std::chrono::steady_clock::now();
      const size_t built =
          api::ToProto(program->method(), assessment, context).SerializeAsString().size();
      const auto ended = std::chrono::steady_clock::now();
      if (written != built) std::exit(1);
      own.push_back(std::chrono::duration<double, std::micro>(between - begun).count());
      ratios.push_back(own.back() /
                       std::chrono::duration<double, std::micro>(ended - between).count());
    }
    Ratio("answer to bytes / protobuf build + serialise", 0.15, Median(ratios),
          absl::StrFormat("%.1f us", Median(own)));
  }

  void Writing() {
    constexpr int kCalls = 40;
    RawClient own(server_.address(), kRecord);
    RawClient bare(echo_->address(), kRecord);
    BareCommit commit(folder_ + "/bare.db");
    int count = 0;
    const auto request = [&] {
      return Facts(trajectory_, absl::StrCat(R"({"inhabitants": )", ++count % 500, "}"));
    };
    std::vector<double> ratios;
    std::vector<double> own_p50;
    std::vector<double> sum;
    for (int round = 0; round < options_.rounds; ++round) {
      std::vector<double> commits;
      for (int i = 0; i < kCalls; ++i) commits.push_back(commit.Once());
      const double echo = Median(bare.OneByOne(kCalls, request));
      own_p50.push_back(Median(own.OneByOne(kCalls, request)));
      sum.push_back(echo + Median(commits));
      ratios.push_back(own_p50.back() / sum.back());
    }
    Ratio("RecordFacts: p50 at 1 in flight / (bare p50 + FULL commit p50)", 1.05, Median(ratios),
          absl::StrFormat("%.0f against %.0f us", Median(own_p50), Median(sum)));
    Throughput(own, bare, request);
  }

 private:
  void Uncached(RawClient& bare) {
    constexpr int kCalls = 60;
    RawClient own(server_.address(), kGet);
    // Each day is judged for the first time.
    int day = 0;
    const auto request = [&] {
      v1::GetAssessmentRequest get;
      get.set_trajectory_id(trajectory_);
      get.set_on(FormatDate(Date{20000 + ++day}));
      return get.SerializeAsString();
    };
    std::vector<double> ratios;
    std::vector<double> own_p50;
    for (int round = 0; round < options_.rounds; ++round) {
      const double echo = Median(bare.OneByOne(kCalls, request));
      own_p50.push_back(Median(own.OneByOne(kCalls, request)));
      ratios.push_back(own_p50.back() / echo);
    }
    Row("GetAssessment, not cached: p50 at 1 in flight / bare", "reported",
        absl::StrFormat("%.2fx (%.0f us)", Median(ratios), Median(own_p50)), "reported");
  }

  void Throughput(RawClient& own, RawClient& bare, const std::function<std::string()>& request) {
    constexpr int kCalls = 4000;
    constexpr int kInFlight = 256;
    std::vector<double> ratios;
    std::vector<double> rate;
    for (int round = 0; round < options_.rounds; ++round) {
      const double echo = bare.Many(kCalls, kInFlight, request);
      const double taken = own.Many(kCalls, kInFlight, request);
      rate.push_back(kCalls / taken);
      ratios.push_back(echo / taken);
    }
    Row(absl::StrCat("RecordFacts per second, ", kInFlight, " in flight / bare"), ">= 0.85x",
        absl::StrFormat("%.2fx (%.0f per second)", Median(ratios), Median(rate)),
        Median(ratios) >= 0.85 ? "met" : "missed");
  }

  const Options options_;
  const std::string folder_;
  Child server_;
  std::unique_ptr<Child> echo_;
  std::string trajectory_;
  size_t bytes_ = 0;
};

// A file with so many trajectories, and what reading any of them costs.
class Filled {
 public:
  Filled(const Options& options, const std::string& path, int trajectories)
      : server_({options.stapwijs, "serve", "--db", path, "--port", "0"}),
        get_(server_.address(), kGet),
        trajectories_(trajectories) {
    PublishSmall(server_.address());
    RawClient create(server_.address(), kCreate);
    int next = 0;
    create.Many(trajectories, 512, [&] {
      v1::CreateTrajectoryRequest request;
      request.set_trajectory_id(IdOf(next));
      request.set_request_id(absl::StrCat("create-", next++));
      request.set_method_id("straatfeest");
      return request.SerializeAsString();
    });
  }

  double Read(int calls) {
    return Median(get_.OneByOne(calls, [this] {
      return Get(IdOf(static_cast<int>(random_() % static_cast<unsigned>(trajectories_))));
    }));
  }
  double Resident() const { return server_.Resident(); }

 private:
  static std::string IdOf(int number) {
    return absl::StrFormat("%08x-0000-4000-8000-000000000000", number);
  }

  Child server_;
  RawClient get_;
  const int trajectories_;
  std::mt19937 random_{20220301};
};

void Scale(const Options& options, const std::string& folder) {
  constexpr int kFew = 1000;
  constexpr int kCalls = 500;
  Filled few(options, folder + "/few.db", kFew);
  Filled many(options, folder + "/many.db", options.trajectories);
  few.Read(2 * kFew);
  std::vector<double> ratios;
  std::vector<double> times;
  for (int round = 0; round < options.rounds; ++round) {
    const double small = few.Read(kCalls);
    times.push_back(many.Read(kCalls));
    ratios.push_back(times.back() / small);
  }
  Ratio(absl::StrCat("GetAssessment of any of ", options.trajectories, " trajectories, p50 / of ",
                     kFew),
        1.5, Median(ratios), absl::StrFormat("%.0f us", Median(times)));
  Row("memory of that server", "<= caches of 256 + 64 + 128 + 48 MiB and the filter",
      absl::StrFormat("%.0f MiB", many.Resident()), "reported");
}

int Main(const Options& options) {
  std::string folder =
      (std::filesystem::temp_directory_path() / "stapwijs.serving.XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 1;
  {
    Bench bench(options, folder);
    bench.Reading();
    bench.Encoding();
    bench.Writing();
  }
  if (options.trajectories > 0) Scale(options, folder);
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace stapwijs::bench

int main(int count, char** arguments) {
  stapwijs::bench::Options options;
  if (count < 3) return 2;
  options.stapwijs = arguments[1];
  options.echo = arguments[2];
  for (int i = 3; i + 1 < count; i += 2) {
    if (std::string(arguments[i]) == "--rounds") options.rounds = std::atoi(arguments[i + 1]);
    if (std::string(arguments[i]) == "--trajectories") {
      options.trajectories = std::atoi(arguments[i + 1]);
    }
  }
  return stapwijs::bench::Main(options);
}
