// SPDX-License-Identifier: EUPL-1.2
#include "api/server/config.h"

#include <fstream>
#include <iterator>
#include <regex>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace stapwijs::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

ConfigReading OfFile(const std::string& text) {
  ConfigSources sources;
  sources.file = "a.toml";
  sources.text = text;
  return ReadConfig(sources);
}

ConfigReading OfVariable(const std::string& name, const std::string& value) {
  ConfigSources sources;
  sources.environment[name] = value;
  return ReadConfig(sources);
}

std::string Packaged() {
  std::ifstream file(STAPWIJS_ROOT "/api/server/packaging/stapwijs.toml");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The defaults, as the file that is installed writes them.
TEST(Config, ThePackagedFileHoldsTheDefaults) {
  const ConfigReading reading = OfFile(Packaged());
  EXPECT_THAT(reading.mistakes, IsEmpty());
  EXPECT_EQ(reading.config, ServerConfig());
}

TEST(Config, ThePackagedFileNamesEveryKey) {
  // Its section of a tenant is commented out: it stands for any.
  const std::string text = std::regex_replace(Packaged(), std::regex("\n#([a-z\\[])"), "\n$1");
  const ConfigReading reading = OfFile(text);
  EXPECT_THAT(reading.mistakes, IsEmpty());
  EXPECT_EQ(reading.config.tenants.at("default"), TenantConfig());
  int keys = 0;
  const std::string effective = PrintConfig(reading.config);
  const std::regex line("\n(\\[[^\\]]*\\])|\n([a-z_]+) = ");
  for (std::sregex_iterator at(effective.begin(), effective.end(), line), end; at != end; ++at) {
    if (!(*at)[1].matched) {
      EXPECT_THAT(text, HasSubstr("\n" + (*at)[2].str() + " = "));
      ++keys;
    }
  }
  EXPECT_GT(keys, 20);
}

constexpr char kOther[] = R"([server]
host = "127.0.0.2"
port = 0
threads = 7
queue_limit = 1
grace_ms = 0
reflection = false
[store]
path = "a file's \"db\""
backup_folder = "/var/backups"
state_cache_mib = 1
assessment_cache_mib = 0
queue_limit = 2
group_limit = 3
[limits]
request_bytes = 1024
publish_bytes = 2048
changes = 1
list_elements = 10000
text_characters = 4
label_characters = 5
evidence_characters = 6
portfolio_trajectories = 7
[loopback]
tenants = ["*"]
tenant_header = true
[log]
level = "off"
file = "log"
format = "logfmt"
[metrics]
listen = "[::1]:9464"
[tenants.nijmegen-2]
time_zone = "UTC"
allow = ["p2", "p3", "text"]
[tenants.empty]
)";

TEST(Config, TakesEveryKey) {
  const ConfigReading reading = OfFile(kOther);
  ASSERT_THAT(reading.mistakes, IsEmpty());
  const ServerConfig& config = reading.config;
  EXPECT_EQ(config.server.threads, 7);
  EXPECT_FALSE(config.server.reflection);
  EXPECT_EQ(config.store.path, "a file's \"db\"");
  EXPECT_EQ(config.limits.evidence_characters, 6);
  EXPECT_THAT(config.loopback.tenants, ElementsAre("*"));
  EXPECT_THAT(config.tenants.at("nijmegen-2").allow, ElementsAre("p2", "p3", "text"));
  EXPECT_EQ(config.tenants.at("empty"), TenantConfig());
}

TEST(Config, WhatIsPrintedReadsBackTheSame) {
  const ServerConfig config = OfFile(kOther).config;
  const ConfigReading again = OfFile(PrintConfig(config));
  EXPECT_THAT(again.mistakes, IsEmpty());
  EXPECT_EQ(again.config, config);
  EXPECT_NE(again.config, ServerConfig());
}

struct Mistake {
  const char* text;
  const char* place;
  const char* said;
};
class ConfigMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(ConfigMistake, IsNamedWithItsPlaceAndWhatWouldBeRight) {
  const ConfigReading reading = OfFile(GetParam().text);
  ASSERT_THAT(reading.mistakes, SizeIs(1));
  EXPECT_THAT(reading.mistakes.front(), StartsWith(std::string("a.toml:") + GetParam().place));
  EXPECT_THAT(reading.mistakes.front(), HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    Each, ConfigMistake,
    ::testing::Values(
        Mistake{"[server", "1:8: ", "not readable as TOML"},
        Mistake{"[server]\nport = 1\nport = 2\n", "3:", "not readable as TOML"},
        Mistake{"[sever]\nport = 1\n", "1:2: ", "there is no section [sever]; there are [server]"},
        Mistake{"port = 1\n", "1:1: ", "there is no section [port]"},
        Mistake{"server = 1\n", "1:1: ", "server is a number; it has to be a section"},
        Mistake{"[server]\nprot = 1\n", "2:1: ", "[server] has no key prot; it has host, port, "},
        Mistake{"[server]\nport = \"1\"\n",
                "2:8: ", "server.port is a text; it has to be a whole number from 0 to 65535"},
        Mistake{"[server]\nport = 1.5\n", "2:8: ", "server.port is a number with a fraction; "},
        Mistake{"[server]\nport = 2022-03-01\n", "2:8: ", "server.port is a date or a time; "},
        Mistake{"[server]\nport = 65536\n", "2:8: ", "server.port is 65536; it has to be"},
        Mistake{"[server]\nport = -1\n", "2:8: ", "server.port is -1; it has to be"},
        Mistake{"[server]\nthreads = 0\n", "2:11: ", "a whole number from 1 to 256"},
        Mistake{"[server]\nhost = \"0.0.0.0\"\n", "2:8: ", "an address of this machine itself"},
        Mistake{"[server]\nreflection = 1\n", "2:14: ", "it has to be true or false"},
        Mistake{"[store]\npath = \"\"\n", "2:8: ", "it has to be the path of a file"},
        Mistake{"[limits]\nlist_elements = 10001\n", "2:17: ", "from 1 to 10000"},
        Mistake{"[loopback]\ntenants = [\"Nijmegen\"]\n", "2:11: ",
                "loopback.tenants has \"Nijmegen\"; it has to be a list: \"*\" (any), or"},
        Mistake{"[loopback]\ntenants = [\"\"]\n", "2:11: ", "loopback.tenants has \"\""},
        Mistake{"[loopback]\ntenants = [\"*\", \"a\"]\n", "2:11: ", "\"*\" stands alone"},
        Mistake{"[loopback]\ntenants = \"a\"\n", "2:11: ", "is a text; it has to be a list"},
        Mistake{"[loopback]\ntenants = [\"a\",\n 1]\n", "3:2: ", "a list with a number in it"},
        Mistake{"[log]\nlevel = \"loud\"\n", "2:9: ", "one of \"debug\", \"info\""},
        Mistake{"[log]\nformat = \"xml\"\n", "2:10: ", "\"json\" or \"logfmt\""},
        Mistake{"[metrics]\nlisten = \"0.0.0.0:9464\"\n", "2:10: ", "such as \"127.0.0.1:9464\""},
        Mistake{"[metrics]\nlisten = \"127.0.0.1\"\n", "2:10: ", "with a port"},
        Mistake{"[tenants.Nijmegen]\n", "1:10: ", "\"Nijmegen\" is no name of a tenant"},
        Mistake{"[tenants]\na = 1\n", "2:1: ", "it has to be a section [tenants.a]"},
        Mistake{"[tenants.a]\nzone = 1\n", "2:1: ", "it has time_zone, allow"},
        Mistake{"[tenants.a]\ntime_zone = \"Nowhere/Else\"\n", "2:13: ", "a time zone that this"},
        Mistake{"[tenants.a]\nallow = [\"p1\"]\n", "2:9: ", "has \"p1\""},
        Mistake{"[tenants.a]\nallow = [\"text\"]\n", "2:9: ", "\"text\" without \"p2\""},
        Mistake{"[tenants.a]\nallow = [\"p3\"]\n", "2:9: ", "\"p3\" without \"p2\"; name both"}));

TEST(Config, NamesAllMistakesAtOnce) {
  const auto mistakes =
      OfFile("[server]\nport = -1\nprot = 2\n[nothing]\n[log]\nlevel = 3\n").mistakes;
  EXPECT_THAT(mistakes, SizeIs(4));
}

TEST(Config, VariablesOverrideTheFileAndFlagsBoth) {
  ConfigSources sources;
  sources.file = "a.toml";
  sources.text = "[server]\nport = 1\nthreads = 1\nqueue_limit = 1\n";
  sources.environment = {{"STAPWIJS_SERVER__THREADS", "2"}, {"STAPWIJS_SERVER__QUEUE_LIMIT", "2"}};
  sources.flags = {{"--queue", "server.queue_limit", "3"}};
  const ConfigReading reading = ReadConfig(sources);
  ASSERT_THAT(reading.mistakes, IsEmpty());
  EXPECT_EQ(reading.config.server.port, 1);
  EXPECT_EQ(reading.config.server.threads, 2);
  EXPECT_EQ(reading.config.server.queue_limit, 3);
}

TEST(Config, VariablesHoldValuesOfEveryType) {
  EXPECT_EQ(OfVariable("STAPWIJS_STORE__PATH", "x").config.store.path, "x");
  EXPECT_EQ(OfVariable("STAPWIJS_STORE__GROUP_LIMIT", "9").config.store.group_limit, 9);
  EXPECT_TRUE(OfVariable("STAPWIJS_LOOPBACK__TENANT_HEADER", "true").config.loopback.tenant_header);
  EXPECT_THAT(OfVariable("STAPWIJS_LOOPBACK__TENANTS", "a,b").config.loopback.tenants,
              ElementsAre("a", "b"));
  EXPECT_THAT(OfVariable("STAPWIJS_LOOPBACK__TENANTS", "").config.loopback.tenants, IsEmpty());
  EXPECT_THAT(OfVariable("STAPWIJS_TENANTS__TWO__ALLOW", "p2,text").config.tenants.at("two").allow,
              ElementsAre("p2", "text"));
}

struct Variable {
  const char* name;
  const char* value;
  const char* said;
};
class ConfigVariable : public ::testing::TestWithParam<Variable> {};

TEST_P(ConfigVariable, IsRefusedWithWhatWouldBeRight) {
  const auto mistakes = OfVariable(GetParam().name, GetParam().value).mistakes;
  ASSERT_THAT(mistakes, SizeIs(1));
  EXPECT_THAT(mistakes.front(), StartsWith(std::string(GetParam().name) + ": "));
  EXPECT_THAT(mistakes.front(), HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    Each, ConfigVariable,
    ::testing::Values(
        Variable{"STAPWIJS_SEVER__PORT", "1", "there is no section [sever]"},
        Variable{"STAPWIJS_SERVER__PROT", "1", "[server] has no key prot"},
        Variable{"STAPWIJS_SERVER_PORT", "1", "STAPWIJS_SECTION__KEY"},
        Variable{"STAPWIJS_PORT", "1", "STAPWIJS_SECTION__KEY"},
        Variable{"STAPWIJS_LOG", "1", "STAPWIJS_SECTION__KEY"},
        Variable{"STAPWIJS_SERVER__PORT__X", "1", "STAPWIJS_SECTION__KEY"},
        Variable{"STAPWIJS_TENANTS__ALLOW", "p2", "STAPWIJS_TENANTS__NAME__KEY"},
        Variable{"STAPWIJS_SERVER__PORT", "x", "server.port is \"x\"; it has to be a whole number"},
        Variable{"STAPWIJS_SERVER__PORT", "", "server.port is \"\""},
        Variable{"STAPWIJS_SERVER__PORT", "65536", "server.port is 65536"},
        Variable{"STAPWIJS_SERVER__REFLECTION", "yes", "true or false"},
        Variable{"STAPWIJS_LOOPBACK__TENANTS", "a, b", "loopback.tenants has \" b\""}));

TEST(Config, LeavesOtherVariablesAlone) {
  EXPECT_THAT(OfVariable("STAPWIJS_BINARY", "/bin/false").mistakes, IsEmpty());
  EXPECT_THAT(OfVariable("STAPWIJS_UPDATE_GOLDEN", "1").mistakes, IsEmpty());
  EXPECT_THAT(OfVariable("SERVER__PORT", "x").mistakes, IsEmpty());
}

}  // namespace
}  // namespace stapwijs::api
