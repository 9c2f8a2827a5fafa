#include "usecases/four_eyes.h"

#include "domain/person.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/case_file.h"
#include "storage/evidence.h"
#include "storage/orders.h"
#include "storage/phone_book.h"
#include "storage/users.h"
#include "usecases/errors.h"
#include "usecases/reuse_evidence.h"
#include "usecases/stored_json.h"

#include <algorithm>

namespace usecases {
namespace {

/// Each once.
class Workers {
public:
  void add(const std::string& user) {
    if (!user.empty() && std::ranges::find(list_, user) == list_.end()) list_.push_back(user);
  }
  std::vector<std::string> take() { return std::move(list_); }

private:
  std::vector<std::string> list_;
};

struct DialledExtension {
  std::string extension;
};
BOOST_DESCRIBE_STRUCT(DialledExtension, (), (extension))

/// A call is no more independent than the one who found the number that was dialled.
core::Result<void> add_finders(storage::Transaction& tx, const storage::RecordRow& record, Workers& workers) {
  if (record.kind != "call" || !record.organization_id) return {};
  const auto extension = from_stored<DialledExtension>(record.facts).extension;
  for (const auto& number : TRY(storage::list_numbers(tx, *record.organization_id)))
    if (number.number == record.subject && number.source == record.source && number.extension == extension) workers.add(number.found_by);
  return {};
}

core::Result<std::vector<std::string>> load_workers(storage::Transaction& tx, const storage::CaseId& id) {
  Workers workers;
  for (const auto& record : TRY(records_of_case(tx, id))) {
    workers.add(record.collected_by);
    TRY(add_finders(tx, record, workers));
  }
  for (const auto& call : TRY(storage::list_calls_of_case(tx, id))) {
    workers.add(call.called_by);
    workers.add(call.booked_by);
  }
  for (const auto& decision : TRY(storage::list_case_decisions(tx, id)))
    if (decision.kind == "step_reopened") workers.add(decision.decided_by);
  for (const auto& addition : TRY(storage::list_call_additions(tx, id))) workers.add(addition.added_by);
  for (const auto& question : TRY(storage::list_questions(tx, id))) workers.add(question.asked_by);
  for (const auto& file : TRY(storage::list_evidence_files(tx, id))) {
    workers.add(file.uploaded_by);
    workers.add(file.decided_by);
  }
  for (const auto& difference : TRY(storage::list_differences(tx, id))) workers.add(difference.decided_by);
  return workers.take();
}

} // namespace

core::Result<domain::FourEyes> load_four_eyes(storage::Transaction& tx, const storage::CaseRow& row) {
  domain::FourEyes facts{TRY(load_workers(tx, row.id)), row.recommended_by ? row.recommended_by->str() : "", {}};
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::any())))
    facts.staff.push_back({user.id.str(), user.name, user.role == "approving_specialist" && !user.disabled});
  return facts;
}

core::Result<void> check_not_own_application(storage::Transaction& tx, const storage::CaseRow& row, const std::string& user_id) {
  const auto user = TRY(storage::load_user(tx, TRY(storage::UserId::parse(user_id))));
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  const auto order = TRY(storage::load_order(tx, application.order_id, storage::Tenant::any()));
  std::vector<std::string> addresses{order.orderer_email, order.recipient_email};
  for (const auto& contact : TRY(storage::list_contacts(tx, application.id))) addresses.push_back(contact.email);
  const bool own = std::ranges::any_of(addresses, [&](const auto& address) { return domain::is_same_mailbox(address, user.email); });
  if (own) return core::fail(errors::own_application, {{"name", user.name}});
  return {};
}

} // namespace usecases
