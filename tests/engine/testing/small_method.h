// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/model/change.h"
#include "engine/model/method.h"

// A small method built by hand, with a fact of every type, so that tests of facts, JSON and events
// do not rest on the language:
//
//   enum audience { professionals, volunteers }   enum progress { planned, held, cancelled }
//   fact municipality: reference   fact area: label   fact story: text   fact open: yesno
//   fact started_on: date or none  fact starts_at: time
//   fact inhabitants: int 0..1000000   fact budget: decimal
//   fact length: duration (minutes)   gap: (days)   term: (months)   notice: (working days)
//   fact initiatives: set of progress or none   fact labels: set of label   fact days: set of date
//   fact kickoff: occasion or none { state: progress, on: date, venue: { room: label or none } }
//   fact members: list of { mandate: audience p1, remark: text } up to 3
//   fact pool: list of { motivated: yesno } privacy p3     fact lead: ref pool
//   fact sessions: list or none of { audiences: set of audience, state: progress, on: date,
//     people: set of ref pool { trained: yesno }, situations: list of { anonymised: yesno } }
//   for each audience: { strategy: progress }
//   step area { item goal_discussed (answered); item explored: done when inhabitants > 0;
//     guard crowded blocks: violated when inhabitants > 5000; guard open_first blocks start of
//     preparation: violated when open is no }
//   step preparation after area { for each s in sessions { item agreed (answered) } }
namespace stapwijs::testing {

std::shared_ptr<const Method> SmallMethod();

// The path of `text`; the test fails when there is none.
FactPath PathOf(const Method& method, std::string_view text);

// Changes as short as a test wants them.
Change SetTo(const Method& method, std::string_view path, Value value);
Change Act(const Method& method, Change::Kind kind, std::string_view path);
Change AnswerTo(std::string item, Value value, std::string evidence = "");

}  // namespace stapwijs::testing
