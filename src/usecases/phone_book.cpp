#include "usecases/phone_book.h"

#include "core/text.h"
#include "domain/errors.h"
#include "domain/number_proof.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/case_file.h"
#include "storage/users.h"
#include "usecases/call_work.h"
#include "usecases/case_work.h"
#include "usecases/dialled_number.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

bool is_independent(const storage::NumberRow& row) {
  const auto source = domain::parse_number_source(row.source);
  return source && domain::is_independent(*source);
}

core::Result<storage::OrganizationId> organization_of(storage::Transaction& tx, const storage::CaseRow& row) {
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  return core::require(application.organization_id, errors::account_without_organization);
}

/// The withdrawal of the same number after this entry was made, by whatever source.
core::Result<std::optional<storage::NumberRow>> find_later_withdrawal(storage::Transaction& tx, const storage::NumberRow& row) {
  return storage::find_withdrawn_number(tx, row.organization_id, {row.number, row.extension}, row.found_at);
}

core::Result<bool> is_withdrawn(storage::Transaction& tx, const storage::NumberRow& row) {
  return row.withdrawn_at || TRY(find_later_withdrawal(tx, row));
}

core::Result<std::vector<BookedNumber>> load_numbers(storage::Transaction& tx, const storage::OrganizationId& organization) {
  const auto staff = TRY(storage::list_users(tx, storage::Tenant::any()));
  std::vector<BookedNumber> numbers;
  for (const auto& row : TRY(storage::list_numbers(tx, organization))) {
    const auto name_of = [&](const std::string& id) {
      const auto user = std::ranges::find(staff, id, [](const auto& member) { return member.id.str(); });
      return user == staff.end() ? std::string() : user->name;
    };
    numbers.push_back({row, name_of(row.found_by), name_of(row.withdrawn_by), is_independent(row) && !TRY(is_withdrawn(tx, row))});
  }
  return numbers;
}

/// Puts one of the applicant's numbers on the list, or another of its owners beside it.
void claim(PhoneBook& book, const storage::ClaimRow& row) {
  const auto parsed = domain::PhoneNumber::parse(row.shown);
  const auto number = parsed ? parsed->str() : std::string();
  auto known = std::ranges::find_if(book.claimed,
                                    [&](const auto& entry) { return number.empty() ? entry.shown == row.shown : entry.number == number; });
  if (known == book.claimed.end()) {
    const bool confirmed =
        std::ranges::any_of(book.numbers, [&](const auto& entry) { return entry.dialable && entry.row.number == number; });
    known = book.claimed.insert(known, {number, row.shown, {}, confirmed});
  }
  if (std::ranges::find(known->whose, row.whose) == known->whose.end()) known->whose.push_back(row.whose);
}

core::Result<void> add_claims(storage::Transaction& tx, const storage::AccountId& account, PhoneBook& book) {
  for (const auto& row : TRY(storage::list_claims(tx, account))) claim(book, row);
  return {};
}

core::Result<std::vector<domain::ProvingDocument>> proving_documents(storage::Transaction& tx, const storage::CaseId& id) {
  std::vector<domain::ProvingDocument> documents;
  for (const auto& file : TRY(storage::list_evidence_files(tx, id)))
    if (!file.question_id && file.status == "accepted") documents.push_back({file.id.str(), file.category});
  return documents;
}

core::Result<void> check_proof(storage::Transaction& tx, const storage::CaseRow& row, const storage::NumberRow& found,
                               domain::NumberSource source) {
  PhoneBook book;
  TRY(add_claims(tx, row.account_id, book));
  const bool claimed = std::ranges::find(book.claimed, found.number, &ClaimedNumber::number) != book.claimed.end();
  if (!claimed && !TRY(storage::find_withdrawn_number(tx, found.organization_id, {found.number, found.extension}, {}))) return {};
  return domain::check_number_proof({source, found.shown, found.evidence}, TRY(proving_documents(tx, row.id)));
}

core::Result<void> reopen_steps(storage::Transaction& tx, const storage::CaseRow& row, const storage::NumberRow& number,
                                core::Instant now) {
  for (const auto& step : TRY(storage::list_steps(tx, row.id))) {
    const auto known = domain::parse_step(step.step);
    if (!known || !domain::is_call(*known) || !step.record_id || (step.status != "passed" && step.status != "not_needed")) continue;
    const auto record = TRY(storage::load_record(tx, *step.record_id));
    const auto withdrawn = TRY(find_withdrawn_number_of(tx, number.organization_id, record));
    if (!withdrawn || withdrawn->number != number.number) continue;
    TRY(storage::set_step(tx, {row.id, step.step, std::string(domain::to_string(domain::StepStatus::in_progress)), std::nullopt, now}));
  }
  return {};
}

} // namespace

core::Result<PhoneBook> view_phone_book(World& world, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<PhoneBook> {
    const auto row = TRY(storage::load_case(tx, id));
    const auto organization = TRY(organization_of(tx, row));
    PhoneBook book{TRY(load_numbers(tx, organization)), {}, {}};
    TRY(add_claims(tx, row.account_id, book));
    for (const auto& step : TRY(storage::list_steps(tx, id)))
      if (TRY(count_unanswered(tx, id, step.step)) >= domain::unanswered_limit) book.unreachable.push_back(step.step);
    return book;
  });
}

core::Result<storage::NumberRow> add_number(World& world, const Actor& actor, const NewNumber& number) {
  const auto evidence = core::trim(number.evidence);
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<storage::NumberRow> {
    const auto row = TRY(load_open_case_for(tx, number.case_id, actor));
    const auto parsed = TRY(domain::PhoneNumber::parse(number.number));
    if (evidence.empty()) return core::fail(errors::number_evidence_missing);
    storage::NumberRow stored{.id = storage::NumberId::make(),
                              .organization_id = TRY(organization_of(tx, row)),
                              .number = parsed.str(),
                              .shown = core::trim(number.number),
                              .extension = core::trim(number.extension),
                              .source = std::string(domain::to_string(number.source)),
                              .evidence = evidence,
                              .found_by = actor.id,
                              .found_at = now};
    TRY(check_proof(tx, row, stored, number.source));
    const auto inserted = storage::insert_number(tx, stored);
    if (!inserted && storage::violates(inserted.error(), "organization_numbers", "organization_id,number,extension,source"))
      return core::fail(errors::number_already_known, {{"number", stored.shown}});
    TRY(inserted);
    audit_case(tx, actor, row, "number_found",
               {{"number", stored.number}, {"extension", stored.extension}, {"source", stored.source}, {"evidence", stored.evidence}}, now);
    return stored;
  });
}

core::Result<void> withdraw_number(World& world, const Actor& actor, const NumberWithdrawal& withdrawal) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto row = TRY(load_case_for(tx, withdrawal.case_id, actor));
    auto number = TRY(storage::load_number(tx, withdrawal.number, TRY(organization_of(tx, row))));
    number.withdrawn_by = actor.id;
    number.withdrawn_at = now;
    number.withdrawal_reason = core::trim(withdrawal.reason);
    if (!TRY(storage::withdraw_number(tx, number))) return core::fail(domain::errors::call_number_withdrawn, {{"number", number.shown}});
    if (row.status == "open" || row.status == "waiting_for_applicant") TRY(reopen_steps(tx, row, number, now));
    TRY(storage::update_case(tx, row));
    audit_case(
        tx, actor, row, "number_withdrawn",
        {{"number", number.number}, {"extension", number.extension}, {"source", number.source}, {"reason", number.withdrawal_reason}}, now);
    return {};
  });
}

core::Result<void> check_not_withdrawn(storage::Transaction& tx, const storage::CaseRow& row, const storage::CallRow& call) {
  for (const auto& known : TRY(storage::list_numbers(tx, TRY(organization_of(tx, row)))))
    if (known.number == call.number && known.extension == call.extension && known.source == call.number_source &&
        !TRY(is_withdrawn(tx, known)))
      return {};
  return core::fail(domain::errors::call_number_withdrawn, {{"number", call.number_shown}});
}

core::Result<storage::NumberRow> load_dialable(storage::Transaction& tx, const storage::CaseRow& row, const storage::NumberId& id) {
  auto number = TRY(storage::load_number(tx, id, TRY(organization_of(tx, row))));
  if (!is_independent(number)) return core::fail(domain::errors::call_number_not_independent, {{"number", number.shown}});
  if (TRY(is_withdrawn(tx, number))) return core::fail(domain::errors::call_number_withdrawn, {{"number", number.shown}});
  return number;
}

} // namespace usecases
