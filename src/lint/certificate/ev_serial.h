#pragma once

#include <string>

/// The dates that may stand in subject:serialNumber where a register gives no number (EVG 7.1.4.2.5).
namespace lint::certificate {

/// `2001-01-05`, a day of the calendar.
bool is_iso_date(const std::string& text);
/// A date in one of the usual forms: `2001-01-05`, `2001/1/5`, `5.1.2001`, `Jan 5, 2001`, `5 January 2001`.
bool is_a_date(const std::string& text);

} // namespace lint::certificate
