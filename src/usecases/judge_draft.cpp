#include "usecases/judge_draft.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/corporate_number.h"
#include "domain/errors.h"
#include "domain/legible_text.h"
#include "domain/phone_number.h"
#include "usecases/judge_attribute.h"
#include "usecases/judge_registration.h"

#include <array>

namespace usecases {
namespace {

/// `/names/0` of a rule becomes `/draft/names/0`.
core::Error below_draft(core::Error error) {
  for (auto& field : error.fields)
    if (!field.field.starts_with("/draft")) field.field = "/draft" + field.field;
  return error;
}

void judge_csr(const Draft& draft, const pki::KeyPolicy& policy, JudgedDraft& out, FieldProblems& problems) {
  if (!draft.csr || !problems.require("/draft/csr", *draft.csr)) {
    if (!draft.csr) problems.add("/draft/csr", errors::field_missing);
    return;
  }
  auto csr = pki::Csr::parse(*draft.csr);
  if (!csr) return problems.add("/draft/csr", csr.error());
  const auto verified = pki::verify_csr(std::move(*csr), policy);
  if (!verified) return problems.add("/draft/csr", verified.error());
  out.csr = core::to_bytes(verified->csr().der());
}

void judge_names(const World& world, const DraftToJudge& judged, JudgedDraft& out, FieldProblems& problems) {
  const auto names = judged.draft.names.value_or(std::vector<std::string>{});
  auto plan = domain::plan_names(judged.product, names, world.catalogue, judged.language);
  if (plan)
    out.names = std::move(*plan);
  else
    problems.add("/draft/names", below_draft(plan.error()));
}

struct RequiredField {
  std::string_view name;
  std::string DraftOrganization::* member;
};
constexpr std::array<RequiredField, 7> required_fields{{{"name", &DraftOrganization::name},
                                                        {"state", &DraftOrganization::state},
                                                        {"locality", &DraftOrganization::locality},
                                                        {"street", &DraftOrganization::street},
                                                        {"certificateOrganization", &DraftOrganization::certificate_organization},
                                                        {"certificateState", &DraftOrganization::certificate_state},
                                                        {"certificateLocality", &DraftOrganization::certificate_locality}}};

using Text = std::string DraftOrganization::*;
constexpr std::array<std::pair<std::string_view, Text>, 6> legible_fields{{{"name", &DraftOrganization::name},
                                                                           {"nameKana", &DraftOrganization::name_kana},
                                                                           {"nameLatin", &DraftOrganization::name_latin},
                                                                           {"state", &DraftOrganization::state},
                                                                           {"locality", &DraftOrganization::locality},
                                                                           {"street", &DraftOrganization::street}}};

void judge_subject(DraftOrganization& drafted, FieldProblems& problems) {
  using enum pki::AttributeType;
  judge_attribute("/draft/organization/certificateOrganization", organization, drafted.certificate_organization, problems);
  judge_attribute("/draft/organization/certificateState", state, drafted.certificate_state, problems);
  judge_attribute("/draft/organization/certificateLocality", locality, drafted.certificate_locality, problems);
}

void judge_organization(const DraftToJudge& judged, JudgedDraft& out, FieldProblems& problems) {
  const auto& draft = judged.draft;
  const std::string at = "/draft/organization/";
  auto organization = draft.organization.value_or(DraftOrganization{});
  boost::mp11::mp_for_each<boost::describe::describe_members<DraftOrganization, boost::describe::mod_public>>(
      [&](auto member) { organization.*member.pointer = core::trim(organization.*member.pointer); });
  for (const auto& field : required_fields) problems.require(at + std::string(field.name), organization.*field.member);
  for (const auto& [name, member] : legible_fields)
    if (const auto legible = domain::check_legible(organization.*member); !legible) problems.add(at + std::string(name), legible.error());
  organization.name_kana = core::to_katakana(core::fold_width(organization.name_kana));
  if (problems.require(at + "postalCode", organization.postal_code))
    if (const auto code = problems.keep(at + "postalCode", domain::parse_postal_code(organization.postal_code)))
      organization.postal_code = *code;
  if (problems.require(at + "phone", organization.phone)) problems.keep(at + "phone", domain::PhoneNumber::parse(organization.phone));
  const bool foreign = judged.product.level == domain::ValidationLevel::ev && is_foreign(draft.registration);
  const bool numbered = !foreign || !organization.corporate_number.empty();
  if (numbered && problems.require(at + "corporateNumber", organization.corporate_number))
    if (const auto number = problems.keep(at + "corporateNumber", domain::CorporateNumber::parse(organization.corporate_number)))
      organization.corporate_number = number->str();
  judge_subject(organization, problems);
  out.organization = std::move(organization);
}

/// `/draft/contacts/higherAuthority`.
std::string pointer_of(domain::ContactRole role) {
  std::string pointer = "/draft/contacts/";
  bool upper = false;
  for (const char c : domain::to_string(role)) {
    if (c != '_') pointer += upper ? static_cast<char>(c - 32) : c;
    upper = c == '_';
  }
  return pointer;
}

void judge_person(domain::ContactRole role, const std::optional<domain::Person>& person, JudgedDraft& out, FieldProblems& problems) {
  if (!person) return;
  const auto at = pointer_of(role);
  const auto found = domain::person_problems(*person, at);
  for (const auto& problem : found) problems.add(at, problem);
  if (!found.empty()) return;
  if (auto normal = problems.keep(at, domain::normalize(*person))) out.contacts.emplace_back(role, std::move(*normal));
}

void judge_contacts(const DraftToJudge& judged, JudgedDraft& out, FieldProblems& problems) {
  const auto contacts = to_contacts(judged.draft.contacts.value_or(DraftContacts{}));
  for (const auto role : domain::required_roles(judged.product.level)) judge_person(role, contacts.of(role), out, problems);
  for (const auto& problem : domain::contact_problems(contacts, out.organization.name, judged.product.level, out.at_most_ten_members)) {
    problems.add(problem.roles.empty() ? "/draft/contacts" : pointer_of(problem.roles.back()), problem.error);
  }
}

} // namespace

core::Result<JudgedDraft> judge_draft(const World& world, const DraftToJudge& judged, const pki::KeyPolicy& policy) {
  FieldProblems problems;
  JudgedDraft out;
  out.at_most_ten_members = judged.draft.at_most_ten_members.value_or(false);
  judge_csr(judged.draft, policy, out, problems);
  judge_names(world, judged, out, problems);
  judge_organization(judged, out, problems);
  if (judged.product.level == domain::ValidationLevel::ev)
    out.registration = judge_registration(world, judged.draft.registration, out.organization.corporate_number, problems);
  judge_contacts(judged, out, problems);
  TRY(problems.finish());
  return out;
}

} // namespace usecases
