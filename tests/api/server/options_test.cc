// SPDX-License-Identifier: EUPL-1.2
#include "api/server/options.h"

#include <gtest/gtest.h>

namespace stapwijs::api {
namespace {

// The defaults stand in two places: in the configuration and where each part is made without one.
TEST(Options, DefaultsAreThoseOfThePartsThemselves) {
  const ServerOptions server = ServerOptionsOf(ServerConfig());
  const ServerOptions plain;
  EXPECT_EQ(server.host, plain.host);
  EXPECT_EQ(server.threads, plain.threads);
  EXPECT_EQ(server.queue_limit, plain.queue_limit);
  EXPECT_EQ(server.max_request_bytes, plain.max_request_bytes);
  EXPECT_EQ(server.max_publish_bytes, plain.max_publish_bytes);
  EXPECT_EQ(server.reflection, plain.reflection);
  EXPECT_EQ(server.grace, plain.grace);
  EXPECT_EQ(server.tenants.tenants, plain.tenants.tenants);
  EXPECT_EQ(server.tenants.header, plain.tenants.header);
  EXPECT_EQ(server.metrics, plain.metrics);

  const ServiceOptions service = ServiceOptionsOf(ServerConfig());
  const ServiceOptions usual;
  EXPECT_EQ(service.time_zone, usual.time_zone);
  EXPECT_EQ(service.state_cache_bytes, usual.state_cache_bytes);
  EXPECT_EQ(service.assessment_cache_bytes, usual.assessment_cache_bytes);
  EXPECT_EQ(service.limits.max_changes, usual.limits.max_changes);
  EXPECT_EQ(service.limits.max_list_elements, usual.limits.max_list_elements);
  EXPECT_EQ(service.limits.max_text_characters, usual.limits.max_text_characters);
  EXPECT_EQ(service.limits.max_label_characters, usual.limits.max_label_characters);
  EXPECT_EQ(service.limits.max_evidence_characters, usual.limits.max_evidence_characters);
  EXPECT_EQ(service.portfolio_limit, usual.portfolio_limit);
  EXPECT_EQ(service.backup_folder, usual.backup_folder);

  store::Options store;
  SetStoreLimits(ServerConfig(), store);
  EXPECT_EQ(store.queue_limit, store::Options().queue_limit);
  EXPECT_EQ(store.group_limit, store::Options().group_limit);
}

// Every number that is given arrives at its own place.
TEST(Options, TakeWhatIsConfigured) {
  ServerConfig config;
  config.server = {"127.0.0.2", 1, 2, 3, 4, false};
  config.store = {"x", "y", 5, 6, 7, 8};
  config.limits = {9, 10, 11, 12, 13, 14, 15, 16};
  config.loopback = {{"a"}, true};
  config.metrics.listen = "127.0.0.1:1";
  const ServerOptions server = ServerOptionsOf(config);
  EXPECT_EQ(server.host, "127.0.0.2");
  EXPECT_EQ(server.port, 1);
  EXPECT_EQ(server.threads, 2U);
  EXPECT_EQ(server.queue_limit, 3U);
  EXPECT_EQ(server.grace.count(), 4);
  EXPECT_FALSE(server.reflection);
  EXPECT_EQ(server.max_request_bytes, 9U);
  EXPECT_EQ(server.max_publish_bytes, 10U);
  EXPECT_EQ(server.tenants.tenants, std::vector<std::string>{"a"});
  EXPECT_TRUE(server.tenants.header);
  EXPECT_EQ(server.metrics, "127.0.0.1:1");
  const ServiceOptions service = ServiceOptionsOf(config);
  EXPECT_EQ(service.state_cache_bytes, size_t{5} << 20);
  EXPECT_EQ(service.assessment_cache_bytes, size_t{6} << 20);
  EXPECT_EQ(service.limits.max_changes, 11);
  EXPECT_EQ(service.limits.max_list_elements, 12);
  EXPECT_EQ(service.limits.max_text_characters, 13);
  EXPECT_EQ(service.limits.max_label_characters, 14);
  EXPECT_EQ(service.limits.max_evidence_characters, 15);
  EXPECT_EQ(service.portfolio_limit, 16);
  EXPECT_EQ(service.backup_folder, "y");
  EXPECT_EQ(service.other_limits.at("request_bytes"), 9);
  EXPECT_EQ(service.other_limits.at("publish_bytes"), 10);
  store::Options store;
  SetStoreLimits(config, store);
  EXPECT_EQ(store.queue_limit, 7U);
  EXPECT_EQ(store.group_limit, 8U);
}

TEST(Options, OfATenantAllowNothingAboutPersonsUnlessConfigured) {
  ServerConfig config;
  config.tenants["none"] = {};
  config.tenants["persons"].allow = {"p2"};
  config.tenants["all"].allow = {"text", "p3", "p2"};
  config.tenants["all"].time_zone = "UTC";
  const ServiceOptions options = ServiceOptionsOf(config);
  EXPECT_EQ(options.limits.highest_class, Privacy::kP1);
  EXPECT_FALSE(options.limits.free_text);
  EXPECT_EQ(options.tenants.at("none").highest_class, Privacy::kP1);
  EXPECT_FALSE(options.tenants.at("none").free_text);
  EXPECT_EQ(options.tenants.at("persons").highest_class, Privacy::kP2);
  EXPECT_FALSE(options.tenants.at("persons").free_text);
  EXPECT_EQ(options.tenants.at("all").highest_class, Privacy::kP3);
  EXPECT_TRUE(options.tenants.at("all").free_text);
  EXPECT_EQ(options.tenants.at("all").time_zone, "UTC");
  EXPECT_EQ(options.tenants.at("none").time_zone, "Europe/Amsterdam");
}

}  // namespace
}  // namespace stapwijs::api
