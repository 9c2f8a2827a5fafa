#pragma once

#include "domain/nta_csv.h"

#include <string>
#include <string_view>
#include <vector>

namespace domain {

enum class Match : std::uint8_t { same, equivalent, different };
std::string_view to_string(Match match);

struct FieldComparison {
  std::string field; ///< `name`, `corporateNumber`, `nameKana`, `nameLatin`, `address`, `postalCode`, `members`…
  std::string applied;
  std::string registered;
  Match match{};
};

/// What the application says of its organization.
struct AppliedOrganization {
  std::string name;
  std::string name_kana;
  std::string name_latin;
  std::string corporate_number;
  std::string postal_code;
  std::string state;
  std::string locality;
  std::string street;
  std::string country = "JP";
  bool at_most_ten_members = false; ///< claimed, so that one person may hold two roles (B02)
};

/// Side by side with the register's row (C07); fields that either side leaves empty are left out, name and address
/// never.
std::vector<FieldComparison> compare_with_register(const AppliedOrganization& applied, const RegisterRow& registered);
/// What no register tells is a difference always, so that a specialist has to decide on it: ten members at most (`members`).
void add_claims(std::vector<FieldComparison>& out, const AppliedOrganization& applied);
Match compare_company_names(std::string_view a, std::string_view b);
Match compare_addresses(std::string_view a, std::string_view b);
Match compare_postal_codes(std::string_view a, std::string_view b);

} // namespace domain
