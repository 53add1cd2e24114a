// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "api/convert/instant.h"
#include "engine/base/date.h"

namespace stapwijs::api {

// Which date it is somewhere: the only place where a clock becomes a date. Thread-safe.
class Calendar {
 public:
  // An IANA zone. NOT_FOUND when the machine does not know it. Europe/Amsterdam is known on every
  // machine, also where no time zone files are installed: then by the rule of Directive 2000/84/EC
  // (summer time from the last Sunday of March to that of October, 01:00 UTC).
  static absl::StatusOr<Calendar> Of(const std::string& zone);

  // `micros`: since 1970 UTC.
  Date DateAt(int64_t micros) const;

 private:
  friend Calendar AmsterdamByRule();
  Calendar() = default;
  bool by_rule_ = false;
  absl::TimeZone zone_;
};

// Europe/Amsterdam by the rule alone, as on a machine without time zone files.
Calendar AmsterdamByRule();

}  // namespace stapwijs::api
