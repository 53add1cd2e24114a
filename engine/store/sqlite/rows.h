// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "engine/store/sqlite/db.h"
#include "engine/store/store.h"

// Between rows and events. The one place that knows the order of the columns.

namespace stapwijs::store::sqlite {

// Columns of an event, as bound by BindEvent and read by EventOf.
#define STAPWIJS_EVENT_COLUMNS                                                              \
  "tenant, trajectory, revision, position, type, type_version, recorded_at, occurred_on, "  \
  "actor_client, actor_role, actor_reference, request_id, request_digest, method_id, "      \
  "method_version, method_hash, overlay_hash, payload, private_payload, salt, commitment, " \
  "previous_hash, hash, tenant_previous, tenant_hash"

// Binds all columns; the event must live until the statement has run.
void BindEvent(Stmt& statement, const Event& event);
Event EventOf(const Stmt& row);

// From "id, version, hash, published_at, published_by".
MethodSummary MethodSummaryOf(const Stmt& row);

// From the trajectory's row and its last event: "trajectory, method_id, case_source, case_id,
// created_position; revision, type, recorded_at, position, method_id, method_version, method_hash,
// overlay_hash".
TrajectorySummary TrajectorySummaryOf(const Stmt& row);

// SELECT revision, hash of the trajectory's last event; used by the writer and the readers alike.
int ReadHead(Db& db, std::string_view tenant, std::string_view trajectory, Head& head);
int ReadRequest(Db& db, std::string_view tenant, std::string_view request_id,
                std::optional<Event>& event);
int ReadCaseRef(Db& db, std::string_view tenant, std::string_view method_id,
                const CaseRef& case_ref, std::optional<std::string>& trajectory);

}  // namespace stapwijs::store::sqlite
