#include "domain/ev_identity.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/corporate_number.h"
#include "domain/errors.h"
#include "domain/lei.h"
#include "domain/register_source.h"
#include "domain/subdivision.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

using core::fail;
using core::Result;

constexpr std::array<std::pair<BusinessCategory, std::string_view>, 4> category_names{
    {{BusinessCategory::private_organization, "Private Organization"},
     {BusinessCategory::government_entity, "Government Entity"},
     {BusinessCategory::business_entity, "Business Entity"},
     {BusinessCategory::non_commercial_entity, "Non-Commercial Entity"}}};

constexpr std::string_view japan = "JP";
constexpr std::size_t number_without_check_digit = 12;

bool may_lack_number(BusinessCategory category) {
  return category == BusinessCategory::government_entity || category == BusinessCategory::non_commercial_entity;
}

bool is_iso_date(std::string_view text) { return text.size() == 10 && core::parse_date(text).has_value(); }

/// What stands for a number where the register gives none (EVG 7.1.4.2.5).
bool replaces_number(BusinessCategory category, std::string_view text) {
  return may_lack_number(category) && (text == to_string(category) || is_iso_date(text));
}

/// The number as it goes into the subject: in Japan the corporate number, of which GLEIF leaves the check digit out.
std::string number_of(const RegisteredEntity& entity, const policy::RegistrationAgency& agency) {
  if (entity.source != register_source::lei) return entity.number;
  const auto number = registered_number_key(entity.registered_number);
  const bool japanese = agency.jurisdiction.country == japan && number.size() == number_without_check_digit &&
                        number.find_first_not_of("0123456789") == std::string::npos;
  return japanese ? corporate_check_digit(number) + number : number;
}

/// The tax agency's kinds 101 and 201 are the state and local bodies, 301 to 305 companies; the others may be anything.
bool fits_kind(BusinessCategory category, std::string_view kind) {
  if (kind == "101" || kind == "201") return category == BusinessCategory::government_entity;
  if (kind >= "301" && kind <= "305") return category == BusinessCategory::private_organization;
  return true;
}

/// 外国会社等: on the tax agency's register, and incorporated abroad.
constexpr std::string_view foreign_kind = "401";

/// An agency's register may hold branches of entities that were incorporated elsewhere: what it tells of them is not the agency's word.
Result<void> check_incorporated_there(const RegisteredEntity& entity, const policy::RegistrationAgency& agency) {
  const auto& [country, state, locality] = agency.jurisdiction;
  const auto told = std::string_view(entity.jurisdiction);
  const bool elsewhere = !told.empty() && told.substr(0, told.find('-')) != country;
  const bool in_other_state = !state.empty() && told.contains('-') && subdivision_name(told) != state;
  if (entity.kind != foreign_kind && !elsewhere && !in_other_state) return {};
  return fail(errors::ev_incorporated_elsewhere,
              {{"agency", agency.name_en}, {"registered", entity.kind == foreign_kind ? entity.kind : entity.jurisdiction}});
}

Result<BusinessCategory> supported_category(std::string_view text) {
  const auto category = parse_business_category(text);
  if (!category) return fail(errors::ev_category_unknown, {{"value", std::string(text.substr(0, 60))}});
  // EVG 3.2.2.2.2(4) asks for a Principal Individual face to face.
  if (*category == BusinessCategory::business_entity) return fail(errors::ev_category_unsupported, {{"value", std::string(text)}});
  return *category;
}

Result<std::string> serial_of(const EvClaim& claim, const RegisteredEntity& entity, const policy::RegistrationAgency& agency,
                              BusinessCategory category) {
  auto number = number_of(entity, agency);
  if (number.empty() && replaces_number(category, claim.registration_number)) return claim.registration_number;
  if (!std::regex_match(number, agency.number))
    return fail(errors::ev_number_form, {{"number", number}, {"format", agency.number_format}, {"agency", agency.name_en}});
  if (registered_number_key(claim.registration_number) != number)
    return fail(errors::ev_number_differs, {{"applied", claim.registration_number}, {"registered", number}});
  return number;
}

} // namespace

std::string_view to_string(BusinessCategory category) { return category_names[static_cast<std::size_t>(category)].second; }

std::optional<BusinessCategory> parse_business_category(std::string_view text) {
  const auto found = std::ranges::find(category_names, text, &std::pair<BusinessCategory, std::string_view>::second);
  return found == category_names.end() ? std::nullopt : std::optional(found->first);
}

std::string describe(const policy::Jurisdiction& jurisdiction) {
  std::vector<std::string> parts{jurisdiction.locality, jurisdiction.state, jurisdiction.country};
  std::erase(parts, "");
  return core::join(parts, ", ");
}

Problems claim_problems(const EvClaim& claim, const policy::RegistrationAgencies& agencies, core::Instant now) {
  Problems out;
  const auto category = supported_category(claim.business_category);
  if (!category) out.push_back(category.error());
  if (!agencies.knows(claim.jurisdiction, now)) {
    out.push_back({errors::ev_jurisdiction_unlisted, {{"jurisdiction", describe(claim.jurisdiction)}}, {}, {}});
    return out;
  }
  const auto number = registered_number_key(claim.registration_number);
  if (agencies.allows(claim.jurisdiction, number, now) || (category && replaces_number(*category, claim.registration_number))) return out;
  out.push_back({errors::ev_number_unusual,
                 {{"number", claim.registration_number.substr(0, 60)}, {"jurisdiction", describe(claim.jurisdiction)}},
                 {},
                 {}});
  return out;
}

Result<EvIdentity> derive_ev_identity(const EvClaim& claim, const RegisteredEntity& entity, const policy::RegistrationAgencies& agencies,
                                      core::Instant now) {
  const auto category = TRY(supported_category(claim.business_category));
  const auto* agency = agencies.find(entity.source, entity.authority, now);
  if (agency == nullptr)
    return fail(errors::ev_agency_unlisted, {{"authority", entity.authority.empty() ? entity.source : entity.authority}});
  if (claim.jurisdiction != agency->jurisdiction)
    return fail(errors::ev_jurisdiction_differs,
                {{"applied", describe(claim.jurisdiction)}, {"registered", describe(agency->jurisdiction)}, {"agency", agency->name_en}});
  TRY(check_incorporated_there(entity, *agency));
  if (!fits_kind(category, entity.kind))
    return fail(errors::ev_category_differs, {{"applied", claim.business_category}, {"kind", entity.kind}});
  return EvIdentity{agency->id, category, agency->jurisdiction, TRY(serial_of(claim, entity, *agency, category))};
}

} // namespace domain
