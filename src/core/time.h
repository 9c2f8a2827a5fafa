#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace core {

/// RFC 3339 in UTC with seconds: `2026-11-24T01:00:00Z`.
std::string to_rfc3339(Instant instant);
/// Accepts `Z` or a numeric offset, whole seconds only; `invalid_time` otherwise.
Result<Instant> parse_rfc3339(std::string_view text);
/// A calendar date `2026-11-24` (no time zone).
Result<std::chrono::year_month_day> parse_date(std::string_view text);
std::string to_string(std::chrono::year_month_day date);

/// Calendar arithmetic in UTC; a day that the target month lacks becomes its last day
/// (31 January + 1 month = 28 or 29 February).
Instant add_months(Instant instant, int months);
Instant add_years(Instant instant, int years);
std::chrono::year_month_day add_months(std::chrono::year_month_day date, int months);

/// A civil time zone by its IANA name ("Asia/Tokyo").
class TimeZone {
public:
  static Result<TimeZone> named(std::string_view name);
  static const TimeZone& tokyo();
  /// The local date on which the instant falls.
  std::chrono::year_month_day date_of(Instant instant) const;
  /// The instant of a local wall-clock time; a skipped time maps to the first instant after the gap.
  Instant instant_of(std::chrono::year_month_day date, std::chrono::seconds time_of_day) const;
  std::chrono::seconds time_of_day(Instant instant) const;
  std::chrono::seconds offset_at(Instant instant) const;
  std::string name() const;
  /// `JST`.
  std::string abbreviation_at(Instant instant) const;

private:
  explicit TimeZone(const void* zone) : zone_(zone) {}
  const void* zone_;
};

/// `2026/11/24 10:12 (JST)` for Japanese readers, `24 Nov 2026 10:12 (JST)` for English ones.
std::string to_local_text(Instant instant, const TimeZone& zone, std::string_view language);
/// `2026年11月24日（火）` or `24 Nov 2026 (Tue)`.
std::string to_long_date(std::chrono::year_month_day date, std::string_view language);

/// An instant as a refusal carries it until somebody reads it in a language: `2026-11-24T01:12:00Z[Asia/Tokyo]` (RFC 9557).
std::string to_time_param(Instant instant, const TimeZone& zone);
/// The same for people (`to_local_text`), and a date `2026-11-24` (`to_long_date`); absent for any other text.
std::optional<std::string> told_time(std::string_view param, std::string_view language);

} // namespace core
