#include "domain/lei_comparison.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/latin_name.h"
#include "domain/lei.h"
#include "domain/prefecture.h"

namespace domain {
namespace {

constexpr std::string_view japan = "JP";

Match compare_names(std::string_view applied, std::string_view registered, bool in_japan) {
  if (in_japan || !is_latin(applied) || !is_latin(registered)) return compare_company_names(applied, registered);
  if (applied == registered) return Match::same;
  return latin_name_key(applied) == latin_name_key(registered) ? Match::equivalent : Match::different;
}

/// A legal name in Latin letters stands beside the applicant's Latin name, where there is one.
FieldComparison compare_legal_name(const AppliedOrganization& applied, const LeiRow& registered, bool in_japan) {
  const auto& name =
      is_latin(registered.name) && !is_latin(applied.name) && !applied.name_latin.empty() ? applied.name_latin : applied.name;
  return {"name", name, registered.name, compare_names(name, registered.name, in_japan)};
}

/// A Japanese company's number in the commercial register is its corporate number without the check digit in front.
Match compare_numbers(std::string_view corporate_number, std::string_view registered_number) {
  const auto applied = registered_number_key(corporate_number);
  const auto registered = registered_number_key(registered_number);
  if (applied == registered) return Match::same;
  return !applied.empty() && applied.substr(1) == registered ? Match::equivalent : Match::different;
}

/// As addresses are written in its script: the widest place first in Japanese, last in Latin letters.
std::string written(const std::string& region, const std::string& city, const std::string& street) {
  if (is_latin(city + street)) {
    std::vector<std::string> parts{street, city, region};
    std::erase(parts, "");
    return core::join(parts, ", ");
  }
  const auto named = prefecture_name(region);
  const auto prefecture = named.empty() ? region : std::string(named);
  const auto place = city.starts_with(prefecture) ? city : prefecture + city;
  return street.starts_with(place) ? street : place + street;
}

} // namespace

std::vector<FieldComparison> compare_with_lei(const AppliedOrganization& applied, const LeiRow& registered) {
  const bool in_japan = registered.country == japan;
  const auto equal = [](std::string_view a, std::string_view b) { return a == b ? Match::same : Match::different; };
  std::vector<FieldComparison> out;
  out.push_back(compare_legal_name(applied, registered, in_japan));
  if (!applied.name_latin.empty() && !registered.name_latin.empty())
    out.push_back(
        {"nameLatin", applied.name_latin, registered.name_latin, compare_names(applied.name_latin, registered.name_latin, in_japan)});
  if (!applied.corporate_number.empty() && !registered.registered_number.empty())
    out.push_back({"registeredNumber", applied.corporate_number, registered.registered_number,
                   compare_numbers(applied.corporate_number, registered.registered_number)});
  const auto address = written(applied.state, applied.locality, applied.street);
  const auto registered_address = written(registered.region, registered.city, registered.street);
  out.push_back({"address", address, registered_address, compare_addresses(address, registered_address)});
  out.push_back({"country", applied.country, registered.country, equal(applied.country, registered.country)});
  if (!applied.postal_code.empty() && !registered.postal_code.empty())
    out.push_back(
        {"postalCode", applied.postal_code, registered.postal_code, compare_postal_codes(applied.postal_code, registered.postal_code)});
  out.push_back({"status", "", registered.registration_status, equal(registered.registration_status, "ISSUED")});
  add_claims(out, applied);
  return out;
}

} // namespace domain
