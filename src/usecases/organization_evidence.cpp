#include "usecases/organization_evidence.h"

#include "storage/register.h"
#include "usecases/registration_facts.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

/// What a register record keeps: whether the company is active, and which differences nobody accepted (C07).
struct RegisterFacts {
  std::string number;
  bool active = false;
  std::vector<std::string> undecidedDifferences; ///< as the record's readers see it
  std::optional<RegistrationFacts> registration;
};
BOOST_DESCRIBE_STRUCT(RegisterFacts, (), (number, active, undecidedDifferences, registration))

domain::RegisteredCompany company_of(const storage::RegisterRow& entry) {
  return {entry.name, entry.changed_on.empty() ? entry.updated_on : entry.changed_on, entry.active};
}

core::Result<domain::OrganizationEvidence> load(storage::Transaction& tx, const auto& record, const std::string& applied) {
  auto facts = from_stored<RegisterFacts>(record.facts);
  const auto entry = TRY(storage::find_register_entry(tx, facts.number));
  return domain::OrganizationEvidence{.evidence = {record.id.str(), record.collected_by, record.collected_at, true},
                                      .active = facts.active,
                                      .undecided_differences = std::move(facts.undecidedDifferences),
                                      .names = {record.subject, applied},
                                      .registered = entry.transform(company_of),
                                      .is_gone = !facts.number.empty() && !entry};
}

} // namespace

core::Result<domain::OrganizationEvidence> load_organization_evidence(storage::Transaction& tx, const storage::RecordRow& record,
                                                                      const std::string& applied) {
  return load(tx, record, applied);
}

core::Result<domain::OrganizationEvidence> load_organization_evidence(storage::Transaction& tx, const storage::ReusableRecord& record,
                                                                      const std::string& applied) {
  return load(tx, record, applied);
}

std::optional<domain::EvIdentity> registered_identity(const std::string& facts) {
  const auto registration = from_stored<RegisterFacts>(facts).registration;
  return registration ? identity_of(*registration) : std::nullopt;
}

core::Result<std::optional<core::Error>> find_register_change(storage::Transaction& tx, const storage::OrganizationRow& organization) {
  const auto record = TRY(storage::find_passed_record(tx, organization.id, domain::to_string(domain::Step::organization)));
  if (!record) return std::nullopt;
  const auto unchanged = domain::check_unchanged(TRY(load(tx, *record, organization.name)));
  return unchanged ? std::nullopt : std::optional(unchanged.error());
}

} // namespace usecases
