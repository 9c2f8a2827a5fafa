#include "usecases/four_eyes.h"

#include "core/text.h"
#include "domain/email_address.h"
#include "domain/errors.h"
#include "storage/applications.h"
#include "storage/calls.h"
#include "storage/case_file.h"
#include "storage/evidence.h"
#include "storage/orders.h"
#include "storage/users.h"
#include "usecases/errors.h"

#include <algorithm>

namespace usecases {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) { return std::ranges::find(list, item) != list.end(); }

bool is_free(const FourEyes& facts, const std::string& user) { return user != facts.recommended_by && !contains(facts.workers, user); }

std::string name_of(const FourEyes& facts, const std::string& user) {
  const auto found = std::ranges::find(facts.staff, user, &FourEyes::Colleague::id);
  return found == facts.staff.end() ? "-" : found->name;
}

bool is_same_mailbox(const std::string& a, const std::string& b) {
  return domain::EmailAddress::stored(a).key() == domain::EmailAddress::stored(b).key();
}

} // namespace

core::Result<std::vector<std::string>> load_case_workers(storage::Transaction& tx, const storage::CaseId& id) {
  std::vector<std::string> workers;
  const auto add = [&](const std::string& user) {
    if (!user.empty() && !contains(workers, user)) workers.push_back(user);
  };
  for (const auto& record : TRY(storage::list_records(tx, id))) add(record.collected_by);
  for (const auto& call : TRY(storage::list_calls_of_case(tx, id))) add(call.called_by);
  for (const auto& addition : TRY(storage::list_call_additions(tx, id))) add(addition.added_by);
  for (const auto& question : TRY(storage::list_questions(tx, id))) add(question.asked_by);
  for (const auto& file : TRY(storage::list_evidence_files(tx, id))) {
    add(file.uploaded_by);
    add(file.decided_by);
  }
  for (const auto& difference : TRY(storage::list_differences(tx, id))) add(difference.decided_by);
  return workers;
}

core::Result<FourEyes> load_four_eyes(storage::Transaction& tx, const storage::CaseRow& row) {
  FourEyes facts{TRY(load_case_workers(tx, row.id)), row.recommended_by ? row.recommended_by->str() : "", {}};
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::any())))
    facts.staff.push_back({user.id.str(), user.name, user.role == "approving_specialist" && !user.disabled});
  return facts;
}

core::Result<void> check_four_eyes(const FourEyes& facts, const std::string& approver) {
  if (is_free(facts, approver)) return {};
  constexpr std::size_t most_named = 5;
  std::vector<std::string> others;
  for (const auto& colleague : facts.staff)
    if (colleague.may_approve && is_free(facts, colleague.id) && others.size() < most_named) others.push_back(colleague.name);
  return core::fail(domain::errors::four_eyes, {{"name", name_of(facts, approver)},
                                                {"recommender", name_of(facts, facts.recommended_by)},
                                                {"others", others.empty() ? "-" : core::join(others, ", ")}});
}

core::Result<void> check_not_own_application(storage::Transaction& tx, const storage::CaseRow& row, const std::string& user_id) {
  const auto user = TRY(storage::load_user(tx, TRY(storage::UserId::parse(user_id))));
  const auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
  const auto order = TRY(storage::load_order(tx, application.order_id, storage::Tenant::any()));
  std::vector<std::string> addresses{order.orderer_email, order.recipient_email};
  for (const auto& contact : TRY(storage::list_contacts(tx, application.id))) addresses.push_back(contact.email);
  const bool own = std::ranges::any_of(addresses, [&](const auto& address) { return is_same_mailbox(address, user.email); });
  if (own) return core::fail(errors::own_application, {{"name", user.name}});
  return {};
}

} // namespace usecases
