// SPDX-License-Identifier: EUPL-1.2
#include "api/convert/event.h"

#include "api/convert/instant.h"
#include "engine/audit/chain.h"

namespace stapwijs::api {

v1::Event ToProto(const store::Event& event, bool include_private) {
  v1::Event out;
  out.set_trajectory_id(event.trajectory);
  out.set_revision(event.revision);
  out.set_position(event.position);
  out.set_type(event.type);
  out.set_type_version(event.type_version);
  out.set_recorded_at(FormatInstant(event.recorded_at));
  out.set_occurred_on(event.occurred_on.value_or(""));
  out.mutable_actor()->set_client(event.actor.client);
  out.mutable_actor()->set_role(event.actor.role);
  out.mutable_actor()->set_reference(event.actor.reference);
  out.set_request_id(event.request_id);
  out.mutable_method()->set_id(event.method.id);
  out.mutable_method()->set_version(event.method.version);
  out.mutable_method()->set_hash(audit::ToHex(event.method.hash));
  out.set_payload_json(event.payload);
  if (include_private) out.set_private_json(event.private_payload);
  out.set_erased(event.erased());
  out.set_hash(audit::ToHex(event.hash));
  out.set_previous_hash(audit::ToHex(event.previous_hash));
  return out;
}

}  // namespace stapwijs::api
