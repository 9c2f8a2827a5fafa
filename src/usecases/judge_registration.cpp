#include "usecases/judge_registration.h"

#include "core/text.h"
#include "domain/errors.h"
#include "domain/lei.h"
#include "usecases/judge_attribute.h"

namespace usecases {
namespace {

constexpr std::string_view japan = "JP";
std::string at(std::string_view field) { return "/draft/registration/" + std::string(field); }

domain::EvClaim claim_of(const DraftRegistration& drafted) {
  return {drafted.business_category,
          {drafted.jurisdiction_country, drafted.jurisdiction_state, drafted.jurisdiction_locality},
          drafted.registration_number};
}

/// The field that a problem of the claim belongs to.
std::string_view field_of(const core::Error& problem) {
  if (problem.code == domain::errors::ev_jurisdiction_unlisted) return "jurisdictionCountry";
  if (problem.code == domain::errors::ev_number_unusual) return "registrationNumber";
  return "businessCategory";
}

DraftRegistration normal(const std::optional<DraftRegistration>& drafted, const std::string& corporate_number) {
  auto out = drafted.value_or(DraftRegistration{});
  boost::mp11::mp_for_each<boost::describe::describe_members<DraftRegistration, boost::describe::mod_public>>(
      [&](auto member) { out.*member.pointer = core::trim(out.*member.pointer); });
  if (out.jurisdiction_country == japan && out.registration_number.empty()) out.registration_number = corporate_number;
  return out;
}

} // namespace

bool is_foreign(const std::optional<DraftRegistration>& registration) {
  return registration && !registration->jurisdiction_country.empty() && core::trim(registration->jurisdiction_country) != japan;
}

DraftRegistration judge_registration(const World& world, const std::optional<DraftRegistration>& drafted,
                                     const std::string& corporate_number, FieldProblems& problems) {
  auto registration = normal(drafted, corporate_number);
  bool complete = problems.require(at("businessCategory"), registration.business_category);
  complete = problems.require(at("jurisdictionCountry"), registration.jurisdiction_country) && complete;
  // A missing corporate number is told at its own field.
  if (registration.jurisdiction_country != japan)
    complete = problems.require(at("registrationNumber"), registration.registration_number) && complete;
  judge_attribute(at("certificateStreet"), pki::AttributeType::street, registration.certificate_street, problems);
  if (!complete || registration.registration_number.empty()) return registration;
  const auto found = domain::claim_problems(claim_of(registration), *world.agencies, world.clock.now());
  for (const auto& problem : found) problems.add(at(field_of(problem)), problem);
  const auto key = domain::registered_number_key(registration.registration_number);
  if (found.empty() && world.agencies->allows(claim_of(registration).jurisdiction, key, world.clock.now()))
    registration.registration_number = key;
  return registration;
}

domain::EvClaim claim_of(const storage::OrganizationRow& row) {
  return {row.business_category, {row.jurisdiction_country, row.jurisdiction_state, row.jurisdiction_locality}, row.registration_number};
}

} // namespace usecases
