// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <random>

#include "engine/json/facts_reader.h"
#include "engine/json/facts_writer.h"
#include "tests/engine/testing/random_changes.h"
#include "tests/engine/testing/small_method.h"

namespace stapwijs {
namespace {

const Method& Small() { return *testing::SmallMethod(); }

void ExpectSame(const Element& a, const Element& b, const std::string& where);

// An element of a list is there by being named; a pair or an enum value only by what is in it.
bool SaysSomething(const Element& element, ScopeId scope) {
  return Small().scope(scope).kind == ScopeKind::kList || element.withdrawn ||
         !element.fields.empty();
}

std::vector<const Element*> Named(const Elements* elements, ScopeId scope) {
  std::vector<const Element*> out;
  if (elements == nullptr) return out;
  for (const auto& one : elements->all()) {
    if (SaysSomething(*one, scope)) out.push_back(one.get());
  }
  return out;
}

void ExpectSame(const Elements* a, const Elements* b, ScopeId scope, const std::string& where) {
  ASSERT_EQ(Named(a, scope).size(), Named(b, scope).size()) << where;
  for (const Element* one : Named(a, scope)) {
    const Element* other = b->Find(one->key);
    ASSERT_NE(other, nullptr) << where << " " << one->key;
    ExpectSame(*one, *other, where + "[" + one->key + "]");
  }
}

void ExpectSame(const Element& a, const Element& b, const std::string& where) {
  EXPECT_EQ(a.withdrawn, b.withdrawn) << where;
  EXPECT_EQ(a.fields.size(), b.fields.size()) << where;
  for (const auto& [field, value] : a.fields) {
    const RecordedValue* other = b.Find(field);
    ASSERT_NE(other, nullptr) << where << "." << Small().field(field).name;
    EXPECT_EQ(value, *other) << where << "." << Small().field(field).name;
  }
  for (size_t i = 1; i < Small().scopes.size(); ++i) {
    ExpectSame(a.FindChildren(ScopeId(i)), b.FindChildren(ScopeId(i)), ScopeId(i),
               where + "." + Small().scopes[i].name);
  }
}

// What is written of any facts is read as the same facts, and written the same again.
TEST(RoundTripTest, GivesTheSameFacts) {
  std::mt19937 random(20240409);
  for (int run = 0; run < 1000 && !HasFailure(); ++run) {
    Facts facts;
    for (int i = 0; i < run % 40; ++i) {
      facts.Apply(Small(), testing::RandomChange(Small(), random));
    }
    std::string json = WriteFactsJson(Small(), facts);
    Limits limits;
    limits.max_changes = 100000;
    FactsReading reading = ReadFactsJson(Small(), json, limits);
    ASSERT_TRUE(reading.violations.empty())
        << json << "\n"
        << reading.violations[0].field << reading.violations[0].message.en;
    Facts again;
    for (const Change& change : reading.changes) again.Apply(Small(), change);
    ExpectSame(facts.root(), again.root(), "");
    EXPECT_EQ(facts.answers(), again.answers());
    EXPECT_EQ(WriteFactsJson(Small(), again), json);
  }
}

TEST(RoundTripTest, IsTriedOnRichFacts) {
  std::mt19937 random(1);
  Facts facts;
  for (int i = 0; i < 400; ++i) facts.Apply(Small(), testing::RandomChange(Small(), random));
  EXPECT_GT(WriteFactsJson(Small(), facts).size(), 500u);
}

}  // namespace
}  // namespace stapwijs
