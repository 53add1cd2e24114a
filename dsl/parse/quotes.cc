// SPDX-License-Identifier: EUPL-1.2
#include "dsl/parse/quotes.h"

#include <algorithm>
#include <string>

namespace stapwijs::dsl::parse {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsNamePart(char c) { return IsLower(c) || (c >= '0' && c <= '9') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// One line from some place on, and what its quotes look like.
class Line {
 public:
  Line(std::string_view text, uint32_t from) : base_(from) {
    size_t end = std::min(text.find('\n', from), text.size());
    next_ = static_cast<uint32_t>(end);
    if (end > from && text[end - 1] == '\r') --end;
    line_ = text.substr(from, end - from);
  }

  MissingQuote Find() {
    MissingQuote found;
    found.line_end = next_;
    bool inside = false;
    size_t opened = 0, closed = 0;  // where the string begins; where the last one ended
    for (size_t i = 0; i < line_.size(); ++i) {
      const char c = line_[i];
      if (!inside && c == '#') return {{}, {}, false, next_};
      if (inside && c == '\\' && i + 1 < line_.size()) {
        ++i;
      } else if (c == '"') {
        const bool looks_open = LooksLikeOpening(i), looks_closed = LooksLikeClosing(i);
        if (inside && looks_open && !looks_closed && OddFrom(i)) return Unclosed(found, opened, i);
        if (!inside && looks_closed && !looks_open && !OddFrom(i))
          return Unopened(found, closed, i);
        (inside ? closed : opened) = inside ? i + 1 : i;
        inside = !inside;
      }
    }
    if (inside) return Unclosed(found, opened, line_.size());
    return found;
  }

 private:
  char At(size_t i) const { return i < line_.size() ? line_[i] : ' '; }
  char Before(size_t i) const { return i == 0 ? ' ' : line_[i - 1]; }

  bool LooksLikeOpening(size_t i) const {
    constexpr std::string_view kBefore = "{[(,=:";
    const bool before = IsBlank(Before(i)) || kBefore.find(Before(i)) != std::string_view::npos;
    return before && !IsBlank(At(i + 1)) &&
           std::string_view(",}])").find(At(i + 1)) == std::string_view::npos;
  }
  bool LooksLikeClosing(size_t i) const {
    constexpr std::string_view kAfter = "}]),{#:";
    return !IsBlank(Before(i)) &&
           (IsBlank(At(i + 1)) || kAfter.find(At(i + 1)) != std::string_view::npos);
  }

  // Whether an odd number of quotes stand from here on: then the string that is open here lacks
  // one.
  bool OddFrom(size_t i) const {
    bool odd = false;
    for (; i < line_.size(); ++i) {
      if (line_[i] == '\\' && odd)
        ++i;
      else if (line_[i] == '"')
        odd = !odd;
      else if (line_[i] == '#' && !odd)
        break;
    }
    return !odd;
  }

  Piece PieceOf(size_t begin, size_t end) const {
    return {base_ + static_cast<uint32_t>(begin), base_ + static_cast<uint32_t>(end)};
  }

  // `before`: the quote that opens the next string, or the end of the line.
  MissingQuote Unclosed(MissingQuote found, size_t opened, size_t before) const {
    size_t end = before;
    if (before < line_.size()) {
      end = BeforeTag(opened, before);
      found.sure = end < before;
      // Else it ends somewhere before that quote; the first sign that may follow a text will do.
      if (!found.sure) end = std::min(line_.find_first_of(",]}", opened + 1), before);
    } else {
      end = BeforeTail(opened + 1);
      found.sure = true;
    }
    found.unclosed = PieceOf(opened, std::max(end, opened + 1));
    return found;
  }

  // The end of the text before ` nl ` at the end of [from, to); `to` when there is no such thing.
  size_t BeforeTag(size_t from, size_t to) const {
    size_t at = to;
    while (at > from && IsBlank(line_[at - 1])) --at;
    const bool tag = at > from + 3 && at < to && IsLower(line_[at - 1]) && IsLower(line_[at - 2]) &&
                     IsBlank(line_[at - 3]);
    if (!tag) return to;
    at -= 2;
    while (at > from + 1 && IsBlank(line_[at - 1])) --at;
    return at;
  }

  // The end of a text that nothing closes on its line: without brackets or a comma behind it, or a
  // date.
  size_t BeforeTail(size_t from) const {
    size_t end = line_.size();
    const auto trim = [&] {
      while (end > from && IsBlank(line_[end - 1])) --end;
    };
    trim();
    while (end > from && std::string_view("{}]),").find(line_[end - 1]) != std::string_view::npos) {
      --end;
      trim();
    }
    constexpr size_t kDate = 10;  // 2024-04-09
    if (end > from + kDate + 4) {
      const std::string_view date = line_.substr(end - kDate, kDate);
      const bool is_date = IsDigit(date[0]) && date[4] == '-' && date[7] == '-' && IsDigit(date[9]);
      if (is_date && line_.substr(end - kDate - 4, 4) == " on ") end -= kDate + 4;
    }
    trim();
    return end;
  }

  // `from`: the end of the last string, or the beginning of the line.
  MissingQuote Unopened(MissingQuote found, size_t from, size_t quote) const {
    size_t begin = std::string_view::npos;
    found.sure = true;
    for (const std::string_view word : {"nl", "en", "ref", "because", "scenario", "url"}) {
      begin = std::min(begin, AfterWord(word, from, quote));
    }
    if (begin == std::string_view::npos) begin = AfterCite(from, quote);
    if (begin == std::string_view::npos) {
      const size_t sign = line_.substr(0, quote).find_last_of("={[,:");
      if (sign != std::string_view::npos && sign >= from) begin = sign + 1;
    }
    if (begin == std::string_view::npos) {
      begin = from;
      found.sure = false;
    }
    while (begin < quote && IsBlank(line_[begin])) ++begin;
    found.unopened = PieceOf(begin, quote + 1);
    return found;
  }

  // After this word and a blank, where it stands alone in [from, to).
  size_t AfterWord(std::string_view word, size_t from, size_t to) const {
    for (size_t at = line_.find(word, from); at < to; at = line_.find(word, at + 1)) {
      if (!IsNamePart(Before(at)) && IsBlank(At(at + word.size()))) return at + word.size();
    }
    return std::string_view::npos;
  }
  // After `cite` and the name of a source.
  size_t AfterCite(size_t from, size_t to) const {
    size_t at = AfterWord("cite", from, to);
    if (at == std::string_view::npos) return at;
    while (at < to && IsBlank(line_[at])) ++at;
    while (at < to && IsNamePart(line_[at])) ++at;
    return at < to ? at : std::string_view::npos;
  }

  std::string_view line_;
  uint32_t base_;
  uint32_t next_ = 0;
};

}  // namespace

MissingQuote FindMissingQuote(std::string_view text, uint32_t from) {
  return Line(text, from).Find();
}

}  // namespace stapwijs::dsl::parse
