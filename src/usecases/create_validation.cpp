#include "usecases/create_validation.h"

#include "usecases/application.h"
#include "usecases/begin_validation.h"
#include "usecases/contact_person.h"
#include "usecases/links.h"
#include "usecases/mail_domain_holder.h"
#include "usecases/mail_queue.h"

#include <fmt/ranges.h>

namespace usecases {
namespace {

std::string instructions(const Validation& shown, core::Language language) {
  if (shown.record_name)
    return core::message(language, "papers", "validation_dns", {{"name", *shown.record_name}, {"value", *shown.record_value}});
  if (shown.file_url)
    return core::message(language, "papers", "validation_file", {{"url", *shown.file_url}, {"value", *shown.file_content}});
  std::vector<std::string> addresses;
  for (const auto& mail : shown.mails) addresses.push_back(mail.address);
  return core::message(language, "papers", "validation_mail", {{"addresses", fmt::format("{}", fmt::join(addresses, ", "))}});
}

core::Result<void> tell_technical_contact(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row,
                                          const Validation& shown, core::Instant now) {
  const auto contact = TRY(storage::find_contact(tx, row.id, "technical"));
  if (!contact) return {};
  const auto language = language_of(row);
  const auto deadline = world.calendar.zone().date_of(shown.value_expires_at);
  return queue_mail(tx, world,
                    {.mail = outbound::MailTemplate::validation_request,
                     .language = language,
                     .to = contact->email,
                     .recipient = {contact->employer, contact->department, full_name(*contact)},
                     .params = {{"application_number", row.number},
                                {"domain", shown.fqdn},
                                {"instructions", instructions(shown, language)},
                                {"deadline", core::to_long_date(deadline, row.language)},
                                {"url", links::application_page(world.config, row.id.str())}},
                     .object = row.id.str()},
                    now);
}

core::Result<Validation> begin(storage::Transaction& tx, World& world, const Actor& actor, const storage::ApplicationRow& application,
                               const ProofChoice& choice) {
  const auto row = TRY(begin_validation(tx, world, actor, {application.account_id, &application}, choice));
  auto shown = TRY(show_validation(tx, world, row, actor.language));
  TRY(tell_technical_contact(tx, world, application, shown, world.clock.now()));
  return shown;
}

core::Result<storage::ApplicationRow> load_open(storage::Transaction& tx, const Actor& actor, const storage::ApplicationId& id) {
  auto application = TRY(load_own_application(tx, actor, id));
  TRY(check_validations_open(application));
  return application;
}

} // namespace

core::Result<Validation> create_validation(World& world, const Actor& actor, const storage::ApplicationId& id,
                                           const ValidationRequest& request) {
  const auto now = world.clock.now();
  const auto seen = TRY(world.database.read([&](storage::Transaction& tx) { return load_open(tx, actor, id); }));
  const auto profile = TRY(world.catalogue.product(seen.product))->rule_profile;
  const auto choice = TRY(choose_proof(world, {profile, seen.names, seen.number}, request));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto application = TRY(load_open(tx, actor, id));
    const auto pending = find_same_pending(TRY(storage::list_validations(tx, id)), choice, now);
    if (!pending) return begin(tx, world, actor, application, choice);
    TRY(mail_domain_holder(tx, world, actor, {application, *pending, choice.addresses, choice.evidence}));
    return show_validation(tx, world, *pending, actor.language);
  });
}

} // namespace usecases
