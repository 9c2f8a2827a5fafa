#include "usecases/correlate_case.h"

#include "core/crypto.h"
#include "core/errors.h"
#include "core/i18n.h"
#include "domain/subject_comparison.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/case_file.h"
#include "storage/consents.h"
#include "storage/evidence.h"
#include "storage/register.h"
#include "usecases/call_work.h"
#include "usecases/case_work.h"
#include "usecases/consent_affair.h"
#include "usecases/decided_case.h"
#include "usecases/errors.h"
#include "usecases/file_facts.h"
#include "usecases/four_eyes.h"
#include "usecases/organization_evidence.h"
#include "usecases/stored_json.h"

#include <algorithm>

namespace usecases {
namespace {

/// A compared field as the register's record keeps it.
struct StoredField {
  std::string field;
  std::string applied;
  std::string registered;
  std::string match;
  bool accepted = false;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(StoredField, (), (field, applied, registered, match, accepted, reason))
struct StoredComparison {
  std::string number;
  std::vector<StoredField> fields;
};
BOOST_DESCRIBE_STRUCT(StoredComparison, (), (number, fields))
/// What a consent's record keeps of a title.
struct StoredConsent {
  std::string statedTitle; ///< as the record's readers see it
};
BOOST_DESCRIBE_STRUCT(StoredConsent, (), (statedTitle))

domain::Match parse_match(std::string_view text) {
  for (const auto match : {domain::Match::same, domain::Match::equivalent})
    if (domain::to_string(match) == text) return match;
  return domain::Match::different;
}

void add_register_fields(domain::CorrelationFacts& facts, const storage::RecordRow& record) {
  facts.register_fields.clear(); // the newest record holds
  for (auto& stored : from_stored<StoredComparison>(record.facts).fields) {
    domain::RegisterField field{{stored.field, stored.applied, stored.registered, parse_match(stored.match)}, std::nullopt};
    if (!stored.reason.empty())
      field.verdict = domain::DifferenceVerdict{stored.accepted, stored.reason, record.collected_by, record.collected_at};
    facts.register_fields.push_back(std::move(field));
  }
}

domain::RegisteredWords words_of(const storage::RegisterRow& entry) {
  return {entry.name, entry.name_kana, entry.name_latin, entry.country, entry.prefecture, entry.city, entry.street, entry.address_latin};
}

/// O, ST, L and an EV certificate's street beside the entry that the newest check was about, as the register has it now.
core::Result<void> add_subject(storage::Transaction& tx, domain::CorrelationFacts& facts, const storage::OrganizationRow& organization,
                               const storage::RecordRow& record) {
  const auto number = from_stored<StoredComparison>(record.facts).number;
  const auto entry = TRY(storage::find_register_entry(tx, number));
  if (!number.empty() && !entry) return {}; // the gate refuses what has left the register
  const bool is_ev = registered_identity(record.facts).has_value();
  const domain::SubjectWords subject{organization.certificate_organization, organization.certificate_state,
                                     organization.certificate_locality, is_ev ? organization.certificate_street : ""};
  facts.subject = domain::compare_subject(subject, entry ? words_of(*entry) : domain::RegisteredWords{});
  return {};
}

core::Result<void> add_stated_title(storage::Transaction& tx, domain::CorrelationFacts& facts, const storage::ApplicationId& id,
                                    const std::vector<storage::RecordRow>& records) {
  for (const auto& consent : TRY(storage::list_consents(tx, id))) {
    if (consent.role != "higher_authority" || consent.status != "consented" || !consent.record_id) continue;
    const auto record = std::ranges::find(records, *consent.record_id, &storage::RecordRow::id);
    if (record != records.end()) facts.stated_title = from_stored<StoredConsent>(record->facts).statedTitle;
  }
  return {};
}

/// Files that a specialist refused are no part of the evidence.
core::Result<void> add_files(storage::Transaction& tx, domain::CorrelationFacts& facts, const storage::CaseId& id,
                             const std::vector<storage::RecordRow>& records) {
  for (const auto& file : TRY(storage::list_evidence_files(tx, id))) {
    if (file.status == "refused") continue;
    const auto record = std::ranges::find(records, file.record_id, &storage::RecordRow::id);
    const bool named = record != records.end() && !record->subject.empty();
    const auto shown = shown_by_file(file, records);
    facts.files.push_back(
        {file.id.str(), file.category, named ? record->subject : file.file_name, shown.name, shown.address, shown.issued_on});
  }
  return {};
}

/// Of calls for one step the last that reached somebody counts: an earlier one may have been about another person.
void put_call(std::vector<domain::CorrelatedCall>& calls, domain::CorrelatedCall call) {
  const auto earlier = std::ranges::find(calls, call.step, &domain::CorrelatedCall::step);
  if (earlier == calls.end())
    calls.push_back(std::move(call));
  else if (call.passed)
    *earlier = std::move(call);
}

core::Result<void> add_calls(storage::Transaction& tx, domain::CorrelationFacts& facts, const storage::CaseId& id) {
  const auto steps = TRY(storage::list_steps(tx, id));
  for (const auto& call : TRY(storage::list_calls_of_case(tx, id))) {
    for (const auto served : steps_of(call)) {
      const std::string name(domain::to_string(served));
      const auto step = std::ranges::find(steps, name, &storage::StepRow::step);
      const bool passed = call.outcome == "reached" && step != steps.end() && step->status == "passed";
      const auto role = domain::contact_of(served);
      put_call(facts.calls, {name, call.number_shown, call.number_source, role ? std::string(domain::to_string(*role)) : "", passed,
                             call.reached_name, call.stated_title});
    }
  }
  return {};
}

core::Result<domain::CorrelationFacts> load_facts(storage::Transaction& tx, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  if (!application.organization_id) return core::fail(errors::account_without_organization);
  const auto organization = TRY(storage::load_organization(tx, *application.organization_id, storage::Tenant::any()));
  domain::CorrelationFacts facts;
  facts.organization = organization.name;
  facts.address = organization.state + organization.locality + organization.street;
  facts.phone = organization.phone;
  for (const auto& contact : TRY(storage::list_contacts(tx, application.id))) facts.contacts.push_back({contact.role, to_person(contact)});
  const auto records = TRY(storage::list_records(tx, row.id));
  for (const auto& record : records)
    if (record.kind == "register") {
      add_register_fields(facts, record);
      TRY(add_subject(tx, facts, organization, record));
    }
  TRY(add_stated_title(tx, facts, application.id, records));
  TRY(add_calls(tx, facts, row.id));
  TRY(add_files(tx, facts, row.id, records));
  return facts;
}

std::optional<core::Instant> decided_at(const domain::CorrelationRow& row) { return row.verdict ? row.verdict->decided_at : std::nullopt; }

/// The refusal of one who had not seen the newest decision, as one that tells it; any other refusal as it is.
core::Error tell_newest(World& world, const Actor& actor, const DifferenceReport& report, const core::Error& refused) {
  if (refused.code != core::errors::version_stale) return refused;
  const auto told = world.database.read([&](storage::Transaction& tx) -> core::Result<core::Error> {
    const auto rows = TRY(correlate_case(tx, TRY(storage::load_case(tx, report.case_id))));
    const auto found = std::ranges::find(rows, report.field, &domain::CorrelationRow::key);
    if (found == rows.end() || !decided_at(*found) || decided_at(*found) == report.seen_decided_at) return refused;
    const auto& verdict = *found->verdict;
    return tell_decision(
        tx, world, errors::decided_meanwhile,
        {verdict.decided_by, core::message(actor.language, "casefile", verdict.accepted ? "accepted" : "refused"), *verdict.decided_at});
  });
  return told ? *told : told.error();
}

std::string fingerprint(const domain::CorrelationRow& row) { return core::sha256_hex(core::as_bytes(domain::compared_words(row))); }

} // namespace

core::Result<std::vector<domain::CorrelationRow>> correlate_case(storage::Transaction& tx, const storage::CaseRow& row) {
  auto rows = domain::correlate(TRY(load_facts(tx, row)));
  for (const auto& decided : TRY(storage::list_differences(tx, row.id))) {
    const auto found = std::ranges::find(rows, decided.field, &domain::CorrelationRow::key);
    if (found == rows.end() || fingerprint(*found) != decided.compared) continue;
    found->verdict = domain::DifferenceVerdict{decided.accepted, decided.reason, decided.decided_by, decided.decided_at};
  }
  return rows;
}

core::Result<std::vector<domain::CorrelationRow>> view_correlation(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<std::vector<domain::CorrelationRow>> {
    return correlate_case(tx, TRY(storage::load_case(tx, id)));
  });
}

boost::json::array correlation_facts(const std::vector<domain::CorrelationRow>& rows) {
  boost::json::array list;
  for (const auto& row : rows) {
    boost::json::object values;
    for (const auto& value : row.values) values[value.source] = value.text;
    boost::json::object entry{{"key", row.key}, {"values", std::move(values)}};
    if (row.match) entry["match"] = domain::to_string(*row.match);
    if (row.verdict) entry["accepted"] = row.verdict->accepted;
    list.push_back(std::move(entry));
  }
  return list;
}

core::Result<void> decide_difference(World& world, const Actor& actor, const DifferenceReport& report) {
  const auto now = world.clock.now();
  auto decided = world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_open_case_for(tx, report.case_id, actor));
    const auto rows = TRY(correlate_case(tx, row));
    const auto found = std::ranges::find(rows, report.field, &domain::CorrelationRow::key);
    if (found == rows.end() || found->match != domain::Match::different || report.field.starts_with("register."))
      return core::fail(errors::difference_unknown, {{"field", report.field}});
    if (decided_at(*found) != report.seen_decided_at) return core::fail(core::errors::version_stale);
    TRY(storage::insert_difference(
        tx, {storage::DifferenceId::make(), row.id, report.field, fingerprint(*found), report.accepted, report.reason, actor.id, now}));
    TRY(storage::update_case(tx, row));
    audit_case(tx, actor, row, "difference_decided", {{"field", report.field}, {"accepted", report.accepted}, {"reason", report.reason}},
               now);
    return {};
  });
  if (!decided) return core::fail(tell_newest(world, actor, report, decided.error()));
  return {};
}

} // namespace usecases
