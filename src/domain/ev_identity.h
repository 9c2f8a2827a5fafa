#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "domain/problem.h"
#include "policy/agencies.h"

#include <optional>
#include <string>
#include <string_view>

namespace domain {

/// The kinds of subject of EVG 4.1.1, as subject:businessCategory words them.
enum class BusinessCategory : std::uint8_t { private_organization, government_entity, business_entity, non_commercial_entity };
std::string_view to_string(BusinessCategory category); ///< `Private Organization`…
std::optional<BusinessCategory> parse_business_category(std::string_view text);

/// What an application says of its organization's registration.
struct EvClaim {
  std::string business_category;
  policy::Jurisdiction jurisdiction;
  std::string registration_number; ///< or, where the register gives none, a date YYYY-MM-DD or the category's own words
};

/// The entry of an imported register that was used as evidence.
struct RegisteredEntity {
  std::string source;            ///< a name of domain/register_source.h
  std::string authority;         ///< LEI: GLEIF's code of the register of its country
  std::string number;            ///< its number in the imported register
  std::string registered_number; ///< LEI: its number in that country's register
  std::string kind;              ///< the tax agency's kind of corporation
  std::string jurisdiction = {}; ///< LEI: where it was incorporated, ISO 3166-1 or 3166-2
};

/// What goes into an EV subject, as a register tells it.
struct EvIdentity {
  std::string agency; ///< its id in the published list
  BusinessCategory category{};
  policy::Jurisdiction jurisdiction;
  std::string serial_number;
  friend bool operator==(const EvIdentity&, const EvIdentity&) = default;
};

/// What can be said against a claim before any register was asked: category, an agency at that level, form of the number.
Problems claim_problems(const EvClaim& claim, const policy::RegistrationAgencies& agencies, core::Instant now);

/// The identity that the entry tells, where the claim says the same; otherwise what contradicts: `ev_agency_unlisted`,
/// `ev_jurisdiction_differs`, `ev_incorporated_elsewhere`, `ev_number_differs`, `ev_number_form`, `ev_category_differs`.
core::Result<EvIdentity> derive_ev_identity(const EvClaim& claim, const RegisteredEntity& entity,
                                            const policy::RegistrationAgencies& agencies, core::Instant now);

/// `JP`, or the state and place before it: `Delaware, US`.
std::string describe(const policy::Jurisdiction& jurisdiction);

} // namespace domain
