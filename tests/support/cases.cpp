#include "support/cases.h"

#include "storage/applications.h"
#include "storage/outbox.h"
#include "support/database.h"

namespace support {
namespace {

void change_case(Site& site, const InVetting& made, const std::function<void(storage::CaseRow&)>& change, const std::string& status) {
  must(site.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    auto row = TRY(storage::load_case(tx, storage::CaseId::stored(made.case_id)));
    change(row);
    TRY(storage::update_case(tx, row));
    auto application = TRY(storage::load_application(tx, row.application_id, storage::Tenant::any()));
    application.status = status;
    return storage::update_application(tx, application);
  }));
}

} // namespace

InVetting submitted_case(Site& site) {
  InVetting made{start_application(site), {}};
  const auto filed = submit(made.applying, draft_json(made.applying.order.mark, made.applying.order.names));
  if (filed.status != 201) throw std::runtime_error(filed.body);
  const auto found = must(site.world().database.read([&](storage::Transaction& tx) {
    return storage::find_case_of_application(tx, storage::ApplicationId::stored(made.applying.application_id));
  }));
  made.case_id = found.value().id.str();
  return made;
}

void put_states(Site& site, const InVetting& made, const std::string& case_status, const std::string& application_status) {
  change_case(site, made, [&](storage::CaseRow& row) { row.status = case_status; }, application_status);
}

void await_applicant(Site& site, const InVetting& made) {
  const auto now = site.clock().now();
  change_case(
      site, made,
      [&](storage::CaseRow& row) {
        row.status = "waiting_for_applicant";
        row.waiting_since = now;
      },
      "waiting_for_applicant");
}

void resume(Site& site, const InVetting& made) {
  const auto now = site.clock().now();
  change_case(
      site, made,
      [&](storage::CaseRow& row) {
        row.status = "open";
        row.waited_seconds += (now - row.waiting_since.value()).count();
        row.waiting_since.reset();
      },
      "vetting");
}

std::vector<QueuedMail> queued_mails(Site& site, const std::string& object) {
  std::vector<QueuedMail> mails;
  for (const auto& row : must(site.world().database.read([&](storage::Transaction& tx) { return storage::list_outbox_of(tx, object); }))) {
    const auto payload = boost::json::parse(row.payload).as_object();
    if (!payload.contains("subject")) continue;
    mails.insert(mails.begin(),
                 {row.destination, std::string(payload.at("subject").as_string()), std::string(payload.at("body").as_string())});
  }
  return mails;
}

std::vector<QueuedMail> queued_about(Site& site, const std::string& object, const std::string& words) {
  auto mails = queued_mails(site, object);
  std::erase_if(mails, [&](const QueuedMail& mail) { return !mail.subject.contains(words); });
  return mails;
}

} // namespace support
