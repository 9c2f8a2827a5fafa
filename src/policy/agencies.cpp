#include "policy/agencies.h"

#include "core/crypto.h"
#include "core/embedded.h"
#include "core/text.h"
#include "core/time.h"
#include "policy/errors.h"

#include <algorithm>

namespace policy {
namespace {

using core::Result;

constexpr std::string_view header = "id\tcountry\tstate\tlocality\tname_ja\tname_en\tnumber\tsource\tauthority\twebsite\tfrom\tuntil\tnote";
constexpr std::string_view version_line = "#version\t";
constexpr std::size_t column_count = 13;
constexpr std::size_t longest_expression = 200;
constexpr int longest_count = 9; // digits

struct Place {
  std::string_view file;
  int line = 0;
  core::Failure refuse(std::string reason) const {
    return core::fail(errors::agencies_invalid,
                      {{"file", std::string(file)}, {"line", std::to_string(line)}, {"reason", std::move(reason)}});
  }
};

bool is_country(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Result<core::Instant> midnight_of(const std::string& text, const Place& place) {
  const auto date = core::parse_date(text);
  if (!date) return place.refuse("\"" + text + "\" is not a date");
  return core::Instant{std::chrono::sys_days{*date}};
}

bool has_long_count(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !std::ranges::search_n(text, longest_count + 1, true, {}, is_digit).empty();
}

/// The library compiles expressions recursively, and counts repetitions unchecked: a longer one of either could end the program.
Result<std::regex> expression(const std::string& text, const Place& place) try {
  if (text.size() > longest_expression || has_long_count(text))
    return place.refuse("the number's expression, or a count in it, is too long");
  return std::regex(text, std::regex::ECMAScript | std::regex::optimize);
} catch (const std::regex_error&) {
  return place.refuse("\"" + text + "\" is not a regular expression");
}

Result<RegistrationAgency> parse_row(const std::vector<std::string>& columns, const Place& place) {
  for (const std::size_t needed : {0U, 4U, 5U, 6U, 7U, 9U, 10U})
    if (core::trim(columns[needed]).empty()) return place.refuse("column " + std::to_string(needed + 1) + " is empty");
  if (!is_country(columns[1])) return place.refuse("\"" + columns[1] + "\" is not a country");
  RegistrationAgency agency{.id = columns[0],
                            .jurisdiction = {columns[1], columns[2], columns[3]},
                            .name_ja = columns[4],
                            .name_en = columns[5],
                            .number_format = columns[6],
                            .number = TRY(expression(columns[6], place)),
                            .source = columns[7],
                            .authority = columns[8],
                            .website = columns[9],
                            .from = TRY(midnight_of(columns[10], place)),
                            .until = std::nullopt,
                            .note = columns[12]};
  if (!columns[11].empty()) agency.until = TRY(midnight_of(columns[11], place));
  if (agency.until && *agency.until <= agency.from) return place.refuse("until does not lie after from");
  return agency;
}

/// One source and authority speak for one agency at a time.
Result<void> check_unique(const std::vector<RegistrationAgency>& known, const RegistrationAgency& next, const Place& place) {
  for (const auto& one : known) {
    if (one.id == next.id) return place.refuse("\"" + next.id + "\" appears twice");
    const bool apart = (one.until && *one.until <= next.from) || (next.until && *next.until <= one.from);
    if (one.source == next.source && one.authority == next.authority && !apart)
      return place.refuse("the register is already that of \"" + one.id + "\"");
  }
  return {};
}

} // namespace

Result<RegistrationAgencies> RegistrationAgencies::parse(std::string_view tsv, std::string_view file_name) {
  Place place{file_name, 0};
  if (!core::is_utf8(tsv)) return place.refuse("the file is not UTF-8");
  RegistrationAgencies out;
  out.sha256_ = core::sha256_hex(core::as_bytes(tsv));
  for (auto line : core::split(tsv, '\n')) {
    ++place.line;
    if (line.ends_with('\r')) line.pop_back();
    if (place.line == 1) {
      if (!line.starts_with(version_line) || !core::parse_date(line.substr(version_line.size())))
        return place.refuse("the first line is #version and a date");
      out.version_ = line.substr(version_line.size());
      continue;
    }
    if (place.line == 2) {
      if (line != header) return place.refuse("the header line is not the expected one");
      continue;
    }
    if (line.empty() || line.starts_with('#')) continue;
    const auto columns = core::split(line, '\t');
    if (columns.size() != column_count) return place.refuse("a row has 13 columns, this one " + std::to_string(columns.size()));
    auto agency = TRY(parse_row(columns, place));
    TRY(check_unique(out.agencies_, agency, place));
    out.agencies_.push_back(std::move(agency));
  }
  if (out.agencies_.empty()) return place.refuse("there are no agencies");
  return out;
}

const RegistrationAgencies& RegistrationAgencies::built_in() {
  constexpr std::string_view path = "policy/registration_agencies.tsv";
  static const auto list = parse(core::as_text(core::embedded::file(path).value()), path).value();
  return list;
}

const RegistrationAgency* RegistrationAgencies::find(std::string_view source, std::string_view authority, core::Instant at) const {
  const auto found = std::ranges::find_if(agencies_, [&](const RegistrationAgency& agency) {
    return agency.source == source && agency.authority == authority && agency.is_listed(at);
  });
  return found == agencies_.end() ? nullptr : &*found;
}

const RegistrationAgency* RegistrationAgencies::listed(std::string_view id, core::Instant at) const {
  const auto found = std::ranges::find(agencies_, id, &RegistrationAgency::id);
  return found == agencies_.end() || !found->is_listed(at) ? nullptr : &*found;
}

bool RegistrationAgencies::allows(const Jurisdiction& jurisdiction, const std::string& number, core::Instant at) const {
  return std::ranges::any_of(agencies_, [&](const RegistrationAgency& agency) {
    return agency.is_listed(at) && agency.jurisdiction == jurisdiction && std::regex_match(number, agency.number);
  });
}

bool RegistrationAgencies::knows(const Jurisdiction& jurisdiction, core::Instant at) const {
  return std::ranges::any_of(agencies_,
                             [&](const RegistrationAgency& agency) { return agency.is_listed(at) && agency.jurisdiction == jurisdiction; });
}

} // namespace policy
