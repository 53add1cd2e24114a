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

inline constexpr int kEventColumns = 25;

// Binds all columns; the event must live until the statement has run.
void BindEvent(Stmt& statement, const Event& event);
Event EventOf(const Stmt& row);

// From "id, version, hash, published_at, published_by".
MethodSummary MethodSummaryOf(const Stmt& row);

// The trajectory of this method that has the case reference; used by the writer and the readers.
int ReadCaseRef(Db& db, std::string_view tenant, std::string_view method_id,
                const CaseRef& case_ref, std::optional<std::string>& trajectory);

}  // namespace stapwijs::store::sqlite
