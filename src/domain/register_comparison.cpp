#include "domain/register_comparison.h"

#include "core/text.h"
#include "domain/company_name.h"

namespace domain {
namespace {

std::string postal_key(std::string_view text) {
  const auto parsed = parse_postal_code(text);
  return parsed ? *parsed : std::string(text);
}

Match compare(std::string_view a, std::string_view b, std::string (*key)(std::string_view)) {
  if (a == b) return Match::same;
  return key(a) == key(b) ? Match::equivalent : Match::different;
}

/// A register's kana leaves the legal form out; 「カブシキガイシャ」 and signs go on both sides.
std::string kana_key(std::string_view text) { return company_name_core(text); }

std::string latin_key(std::string_view text) { return company_name_key(text); }

void add_if_known(std::vector<FieldComparison>& out, std::string_view field, std::string_view applied, std::string_view registered,
                  std::string (*key)(std::string_view)) {
  if (applied.empty() || registered.empty()) return;
  out.push_back({std::string(field), std::string(applied), std::string(registered), compare(applied, registered, key)});
}

} // namespace

std::string_view to_string(Match match) {
  switch (match) {
  case Match::same:
    return "same";
  case Match::equivalent:
    return "equivalent";
  case Match::different:
    return "different";
  }
  return "different";
}

Match compare_company_names(std::string_view a, std::string_view b) { return compare(a, b, company_name_key); }

Match compare_addresses(std::string_view a, std::string_view b) { return compare(a, b, address_key); }

Match compare_postal_codes(std::string_view a, std::string_view b) { return compare(a, b, postal_key); }

void add_claims(std::vector<FieldComparison>& out, const AppliedOrganization& applied) {
  if (applied.at_most_ten_members) out.push_back({"members", "≤ 10", "", Match::different});
}

std::vector<FieldComparison> compare_with_register(const AppliedOrganization& applied, const RegisterRow& registered) {
  const auto address = applied.state + applied.locality + applied.street;
  std::vector<FieldComparison> out;
  out.push_back({"name", applied.name, registered.name, compare_company_names(applied.name, registered.name)});
  if (!applied.corporate_number.empty())
    out.push_back({"corporateNumber", applied.corporate_number, registered.corporate_number,
                   applied.corporate_number == registered.corporate_number ? Match::same : Match::different});
  add_if_known(out, "nameKana", applied.name_kana, registered.name_kana, kana_key);
  add_if_known(out, "nameLatin", applied.name_latin, registered.name_latin, latin_key);
  out.push_back({"address", address, registered.address(), compare_addresses(address, registered.address())});
  add_if_known(out, "postalCode", applied.postal_code, registered.postal_code, postal_key);
  add_claims(out, applied);
  return out;
}

} // namespace domain
