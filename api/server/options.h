// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "api/server/config.h"
#include "api/server/log.h"
#include "api/server/server.h"
#include "api/service/services.h"
#include "engine/store/store.h"

// What each part of a server takes of the configuration.
namespace stapwijs::api {

ServerOptions ServerOptionsOf(const ServerConfig& config);
ServiceOptions ServiceOptionsOf(const ServerConfig& config);
LogOptions LogOptionsOf(const ServerConfig& config);
// Puts the limits of the store where they belong; its path is the caller's business.
void SetStoreLimits(const ServerConfig& config, store::Options& options);

}  // namespace stapwijs::api
