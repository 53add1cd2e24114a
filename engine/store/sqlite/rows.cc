// SPDX-License-Identifier: EUPL-1.2
#include "engine/store/sqlite/rows.h"

namespace stapwijs::store::sqlite {
namespace {

// A query for at most one row: SQLITE_OK whether or not there is one.
int Settled(int rc) { return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc; }

}  // namespace

void BindEvent(Stmt& statement, const Event& event) {
  statement.Text(event.tenant).Text(event.trajectory);
  statement.Int(event.revision).Int(event.position);
  statement.Text(event.type).Int(event.type_version).Int(event.recorded_at);
  event.occurred_on ? statement.Text(*event.occurred_on) : statement.Null();
  statement.Text(event.actor.client).Text(event.actor.role).Text(event.actor.reference);
  statement.Text(event.request_id).Blob(event.request_digest);
  statement.Text(event.method.id).Text(event.method.version).Blob(event.method.hash);
  event.method.overlay_hash ? statement.Blob(*event.method.overlay_hash) : statement.Null();
  statement.Text(event.payload).Text(event.private_payload).Blob(event.salt);
  statement.Blob(event.commitment).Blob(event.previous_hash).Blob(event.hash);
  statement.Blob(event.tenant_previous).Blob(event.tenant_hash);
}

Event EventOf(const Stmt& row) {
  Event event;
  event.tenant = row.String(0);
  event.trajectory = row.String(1);
  event.revision = static_cast<std::int32_t>(row.Int64(2));
  event.position = row.Int64(3);
  event.type = row.String(4);
  event.type_version = static_cast<std::int32_t>(row.Int64(5));
  event.recorded_at = row.Int64(6);
  if (!row.IsNull(7)) event.occurred_on = row.String(7);
  event.actor = {row.String(8), row.String(9), row.String(10)};
  event.request_id = row.String(11);
  event.request_digest = row.Hash(12);
  event.method.id = row.String(13);
  event.method.version = row.String(14);
  event.method.hash = row.Hash(15);
  if (!row.IsNull(16)) event.method.overlay_hash = row.Hash(16);
  event.payload = row.String(17);
  event.private_payload = row.String(18);
  event.salt = row.String(19);
  event.commitment = row.Hash(20);
  event.previous_hash = row.Hash(21);
  event.hash = row.Hash(22);
  event.tenant_previous = row.Hash(23);
  event.tenant_hash = row.Hash(24);
  return event;
}

MethodSummary MethodSummaryOf(const Stmt& row) {
  return {row.String(0), row.String(1), row.Hash(2), row.Int64(3), row.String(4)};
}

int ReadCaseRef(Db& db, std::string_view tenant, std::string_view method_id,
                const CaseRef& case_ref, std::optional<std::string>& trajectory) {
  Stmt query = db.Use(
      "SELECT trajectory FROM trajectory "
      "WHERE tenant = ? AND method_id = ? AND case_source = ? AND case_id = ?");
  query.Text(tenant).Text(method_id).Text(case_ref.source).Text(case_ref.id);
  const int rc = query.Step();
  if (rc == SQLITE_ROW) trajectory = query.String(0);
  return Settled(rc);
}

}  // namespace stapwijs::store::sqlite
