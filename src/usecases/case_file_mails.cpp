#include "usecases/case_file_data.h"
#include "usecases/row_json.h"

#include <algorithm>

namespace usecases {
namespace {

std::vector<std::string> roles_of(const CaseFileData& data, const std::string& address) {
  std::vector<std::string> roles;
  for (const auto& contact : data.view.contacts)
    if (contact.email == address) roles.push_back(contact.role);
  for (const auto& consent : data.consents) // of persons who were replaced
    if (consent.email == address && std::ranges::find(roles, consent.role) == roles.end()) roles.push_back(consent.role);
  return roles;
}

boost::json::object mail_json(const FiledMail& filed) {
  const auto& row = filed.row;
  return {{"id", row.id.str()},
          {"object", row.object},
          {"template", filed.mail.template_name},
          {"subject", filed.mail.subject},
          {"to", row.destination},
          {"toName", filed.mail.to_name},
          {"roles", cell_json(filed.roles)},
          {"queuedAt", cell_json(row.created_at)},
          {"sentAt", cell_json(row.delivered_at)},
          {"givenUpAt", cell_json(row.given_up_at)},
          {"attempts", row.attempts},
          {"lastError", row.last_error},
          {"body", filed.mail.secret ? boost::json::value(nullptr) : boost::json::value(filed.mail.body)}};
}

} // namespace

core::Result<std::vector<FiledMail>> load_case_mails(storage::Transaction& tx, const World& world, const CaseFileData& data) {
  std::vector<FiledMail> mails;
  for (const auto& object : TRY(storage::list_mailed_objects(tx, data.view.row.id, data.view.application.id)))
    for (auto& row : TRY(storage::list_outbox_of(tx, object))) {
      auto mail = summarize_mail(world, row.payload, row.destination);
      auto roles = roles_of(data, row.destination);
      mails.push_back({std::move(row), std::move(mail), std::move(roles)});
    }
  std::ranges::sort(mails, {}, [](const FiledMail& filed) { return std::pair(filed.row.created_at, filed.row.id.str()); });
  return mails;
}

std::string case_mails_json(const CaseFileData& data) {
  boost::json::array mails;
  for (const auto& filed : data.mails) mails.push_back(mail_json(filed));
  return boost::json::serialize(mails) + "\n";
}

} // namespace usecases
