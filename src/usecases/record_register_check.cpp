#include "usecases/record_register_check.h"

#include "domain/corporate_number.h"
#include "domain/errors.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

domain::RegisterRow to_domain(const storage::RegisterRow& row) {
  domain::RegisterRow out;
  out.corporate_number = row.corporate_number;
  out.process = row.process;
  out.name = row.name;
  out.kind = row.kind;
  out.prefecture = row.prefecture;
  out.city = row.city;
  out.street = row.street;
  out.postal_code = row.postal_code;
  out.closed_on = row.closed_on;
  out.name_latin = row.name_latin;
  out.address_latin = row.address_latin;
  out.name_kana = row.name_kana;
  return out;
}

domain::AppliedOrganization applied(const storage::OrganizationRow& row) {
  return {row.name,  row.name_kana, row.name_latin, row.corporate_number,   row.postal_code,
          row.state, row.locality,  row.street,     row.at_most_ten_members};
}

core::Result<storage::OrganizationRow> organization_of(storage::Transaction& tx, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  return storage::load_organization(tx, *application.organization_id, storage::Tenant::any());
}

core::Result<RegisterComparison> compare(storage::Transaction& tx, const storage::CaseRow& row, const std::string& corporate_number) {
  const auto number = TRY(domain::CorporateNumber::parse(corporate_number));
  const auto organization = TRY(organization_of(tx, row));
  auto entry =
      TRY(core::require(TRY(storage::find_register_entry(tx, number.str())), errors::register_entry_missing, {{"number", number.str()}}));
  const auto registered = to_domain(entry);
  return RegisterComparison{std::move(entry), domain::compare_with_register(applied(organization), registered), registered.active()};
}

/// Each difference with its decision; `undecided` collects those that nobody decided on, `refused` those found wanting.
struct Decided {
  boost::json::array fields;
  std::vector<std::string> undecided;
  bool refused = false;
};

Decided decide(const RegisterComparison& comparison, const std::vector<DifferenceDecision>& decisions) {
  Decided decided;
  for (const auto& field : comparison.fields) {
    boost::json::object entry{
        {"field", field.field}, {"applied", field.applied}, {"registered", field.registered}, {"match", domain::to_string(field.match)}};
    if (field.match == domain::Match::different) {
      const auto decision = std::ranges::find(decisions, field.field, &DifferenceDecision::field);
      if (decision == decisions.end() || decision->reason.empty())
        decided.undecided.push_back(field.field);
      else {
        entry["accepted"] = decision->accepted;
        entry["reason"] = decision->reason;
        decided.refused = decided.refused || !decision->accepted;
      }
    }
    decided.fields.push_back(std::move(entry));
  }
  return decided;
}

} // namespace

core::Result<RegisterComparison> compare_case_with_register(World& world, const storage::CaseId& id, const std::string& corporate_number) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<RegisterComparison> {
    return compare(tx, TRY(storage::load_case(tx, id)), corporate_number);
  });
}

core::Result<void> record_register_check(World& world, const Actor& actor, const RegisterCheck& check) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_open_case(tx, check.case_id));
    const auto comparison = TRY(compare(tx, row, check.corporate_number));
    const auto decided = decide(comparison, check.decisions);
    if (!decided.undecided.empty())
      return core::fail(domain::errors::register_differences_open,
                        {{"fields", boost::json::serialize(boost::json::value_from(decided.undecided))}});
    const bool passed = comparison.active && !decided.refused;
    const auto record = TRY(add_record(tx, row, actor,
                                       {.step = domain::Step::organization,
                                        .kind = "register",
                                        .subject = comparison.entry.name,
                                        .source = "nta_corporate_numbers",
                                        .method = "comparison",
                                        .outcome = passed ? "passed" : "failed",
                                        .facts = {{"corporateNumber", comparison.entry.corporate_number},
                                                  {"active", comparison.active},
                                                  {"closedOn", comparison.entry.closed_on},
                                                  {"updatedOn", comparison.entry.updated_on},
                                                  {"fields", decided.fields},
                                                  {"undecidedDifferences", boost::json::array{}}}},
                                       now));
    TRY(storage::set_step(tx, {row.id, "organization", passed ? "passed" : "failed", record, now}));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "register_checked", {{"record", record.str()}, {"passed", passed}}, now);
    return {};
  });
}

} // namespace usecases
