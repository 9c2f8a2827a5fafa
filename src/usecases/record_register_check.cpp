#include "usecases/record_register_check.h"

#include "domain/corporate_number.h"
#include "domain/errors.h"
#include "domain/lei.h"
#include "domain/lei_comparison.h"
#include "domain/register_source.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "usecases/case_work.h"
#include "usecases/errors.h"
#include "usecases/judge_registration.h"
#include "usecases/organization_evidence.h"
#include "usecases/register_rows.h"
#include "usecases/registration_facts.h"
#include "usecases/stored_json.h"

#include <algorithm>

namespace usecases {
namespace {

domain::AppliedOrganization applied(const storage::OrganizationRow& row) {
  return {row.name,  row.name_kana, row.name_latin, row.corporate_number, row.postal_code,
          row.state, row.locality,  row.street,     row.country,          row.at_most_ten_members};
}

core::Result<storage::OrganizationRow> organization_of(storage::Transaction& tx, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  return storage::load_organization(tx, *application.organization_id, storage::Tenant::any());
}

core::Result<bool> is_ev(storage::Transaction& tx, const World& world, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  return TRY(world.catalogue.product(application.product))->level == domain::ValidationLevel::ev;
}

/// A corporate number or an LEI, as registers are keyed by it.
core::Result<std::string> parse_number(std::string_view typed) {
  constexpr std::size_t lei_size = 20;
  if (domain::registered_number_key(typed).size() == lei_size) return TRY(domain::Lei::parse(typed)).str();
  return TRY(domain::CorporateNumber::parse(typed)).str();
}

core::Result<domain::EvIdentity> derive_identity(const World& world, const storage::OrganizationRow& row,
                                                 const storage::RegisterRow& entry) {
  return domain::derive_ev_identity(claim_of(row),
                                    {entry.source, entry.authority, entry.number, entry.registered_number, entry.kind, entry.jurisdiction},
                                    *world.agencies, world.clock.now());
}

core::Result<RegisterComparison> compare(storage::Transaction& tx, const World& world, const storage::CaseRow& row,
                                         const std::string& typed) {
  const auto number = TRY(parse_number(typed));
  const auto stored = TRY(organization_of(tx, row));
  const auto organization = applied(stored);
  auto entry = TRY(core::require(TRY(storage::find_register_entry(tx, number)), errors::register_entry_missing, {{"number", number}}));
  auto fields = entry.source == domain::register_source::lei ? domain::compare_with_lei(organization, to_lei_row(entry))
                                                             : domain::compare_with_register(organization, to_nta_row(entry));
  RegisterComparison comparison{std::move(entry), std::move(fields)};
  if (TRY(is_ev(tx, world, row))) comparison.registration = derive_identity(world, stored, comparison.entry);
  return comparison;
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

boost::json::object facts_of(const World& world, const RegisterComparison& comparison, const boost::json::array& fields) {
  const auto& entry = comparison.entry;
  boost::json::object facts{{"number", entry.number},        {"active", entry.active}, {"closedOn", entry.closed_on},
                            {"updatedOn", entry.updated_on}, {"fields", fields},       {"undecidedDifferences", boost::json::array{}}};
  if (comparison.registration)
    facts["registration"] = boost::json::parse(to_stored(registration_facts(comparison.registration->value(), *world.agencies)));
  return facts;
}

} // namespace

core::Result<RegisterComparison> compare_case_with_register(World& world, const storage::CaseId& id, const std::string& number) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<RegisterComparison> {
    return compare(tx, world, TRY(storage::load_case(tx, id)), number);
  });
}

core::Result<void> record_register_check(World& world, const Actor& actor, const RegisterCheck& check) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_open_case_for(tx, check.case_id, actor));
    const auto comparison = TRY(compare(tx, world, row, check.number));
    if (comparison.registration && !*comparison.registration) return core::fail(comparison.registration->error());
    const auto decided = decide(comparison, check.decisions);
    const auto change = TRY(find_register_change(tx, TRY(organization_of(tx, row))));
    const bool hinders = change && change->code != domain::errors::organization_not_in_register; // it is vetted by another number now
    if (hinders && comparison.entry.active && !decided.refused) return core::fail(*change);
    if (!decided.undecided.empty())
      return core::fail(domain::errors::register_differences_open, {{"fields", core::join(decided.undecided, ", ")}});
    const bool passed = comparison.entry.active && !decided.refused;
    const auto record = TRY(add_record(tx, row, actor,
                                       {.step = domain::Step::organization,
                                        .kind = "register",
                                        .subject = comparison.entry.name,
                                        .source = comparison.entry.source,
                                        .method = "comparison",
                                        .outcome = passed ? "passed" : "failed",
                                        .facts = facts_of(world, comparison, decided.fields)},
                                       now));
    TRY(storage::set_step(tx, {row.id, "organization", passed ? "passed" : "failed", record, now}));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "register_checked", {{"record", record.str()}, {"passed", passed}}, now);
    return {};
  });
}

} // namespace usecases
