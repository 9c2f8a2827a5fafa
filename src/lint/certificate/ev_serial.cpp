#include "lint/certificate/ev_serial.h"

#include "core/time.h"

#include <regex>

namespace lint::certificate {

bool is_iso_date(const std::string& text) { return text.size() == 10 && core::parse_date(text).has_value(); }

bool is_a_date(const std::string& text) {
  static const std::regex usual(R"(\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|)"
                                R"(\d{1,2}\.? [A-Za-z]{3,9}\.?,? \d{4})",
                                std::regex::ECMAScript | std::regex::optimize);
  return std::regex_match(text, usual);
}

} // namespace lint::certificate
