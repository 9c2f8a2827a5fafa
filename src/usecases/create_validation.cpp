#include "usecases/create_validation.h"

#include "domain/errors.h"
#include "domain/validation.h"
#include "policy/errors.h"
#include "storage/jobs.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/errors.h"
#include "usecases/field_problems.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/validation_job.h"

#include <algorithm>

namespace usecases {
namespace {

struct Asked {
  domain::DomainName fqdn = domain::DomainName::stored("");
  domain::DcvMethod method{};
  domain::DomainName authorization_domain = domain::DomainName::stored("");
};

core::Result<void> check_method_allowed(const World& world, const domain::Product& product, domain::DcvMethod method, core::Instant now) {
  const auto permission = world.rules.dcv_method(product.rule_profile, domain::policy_method(method), now);
  if (permission.verdict != policy::Verdict::refused) return {};
  return core::fail(policy::errors::dcv_method_forbidden, {{"method", std::string(domain::to_string(method))},
                                                           {"citation", permission.rule != nullptr ? permission.rule->citation() : ""}});
}

core::Result<Asked> check(const World& world, const storage::ApplicationRow& row, const ValidationRequest& request, core::Instant now) {
  const auto& product = *TRY(world.catalogue.product(row.product));
  FieldProblems problems;
  Asked asked;
  const auto fqdn = problems.keep("/fqdn", domain::DomainName::parse(request.fqdn));
  const auto method = domain::parse_dcv_method(request.method);
  if (!method || *method == domain::DcvMethod::email)
    problems.add("/method", domain::errors::domain_method_unsuited, {{"name", request.fqdn}, {"method", request.method}});
  TRY(problems.finish());
  if (std::ranges::find(row.names, fqdn->str()) == row.names.end())
    problems.add("/fqdn", errors::name_not_in_application, {{"name", fqdn->str()}, {"number", row.number}});
  if (const auto allowed = check_method_allowed(world, product, *method, now); !allowed) problems.add("/method", allowed.error());
  if (auto at = problems.keep("/method", domain::authorization_domain(*fqdn, *method))) asked = {*fqdn, *method, *at};
  TRY(problems.finish());
  return asked;
}

std::optional<storage::ValidationRow> find_pending(const std::vector<storage::ValidationRow>& rows, const Asked& asked, core::Instant now) {
  for (const auto& row : rows)
    if (row.status == "pending" && row.fqdn == asked.fqdn.str() && row.method == domain::to_string(asked.method) &&
        now < row.value_expires_at)
      return row;
  return std::nullopt;
}

storage::ValidationRow to_row(const World& world, const storage::ApplicationRow& row, const Asked& asked, core::Instant now) {
  const auto product = world.catalogue.product(row.product);
  const auto value = domain::make_random_value(world.rules, product ? (*product)->rule_profile : "tls.ov", now);
  return {.id = storage::ValidationId::make(),
          .account_id = row.account_id,
          .application_id = row.id,
          .fqdn = asked.fqdn.str(),
          .authorization_domain = asked.authorization_domain.str(),
          .method = std::string(domain::to_string(asked.method)),
          .random_value = value.value,
          .status = "pending",
          .created_at = now,
          .value_expires_at = value.expires_at,
          .completed_at = std::nullopt,
          .next_try_at = domain::next_try(0, now, value.expires_at),
          .attempts = 0,
          .last_found = {},
          .last_error = {}};
}

std::string instructions(const Validation& shown, core::Language language) {
  if (shown.record_name)
    return core::message(language, "papers", "validation_dns", {{"name", *shown.record_name}, {"value", *shown.record_value}});
  return core::message(language, "papers", "validation_file", {{"url", *shown.file_url}, {"value", *shown.file_content}});
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
                     .recipient = {contact->employer, contact->department, contact->family_name + " " + contact->given_name},
                     .params = {{"application_number", row.number},
                                {"domain", shown.fqdn},
                                {"instructions", instructions(shown, language)},
                                {"deadline", core::to_long_date(deadline, row.language)},
                                {"url", links::application_page(world.config, row.id.str())}},
                     .object = row.id.str()},
                    now);
}

} // namespace

core::Result<Validation> create_validation(World& world, const Actor& actor, const storage::ApplicationId& id,
                                           const ValidationRequest& request) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto application = TRY(load_own_application(tx, actor, id));
    TRY(check_validations_open(application));
    const auto asked = TRY(check(world, application, request, now));
    if (const auto pending = find_pending(TRY(storage::list_validations(tx, id)), asked, now))
      return to_validation(*pending, actor.language);
    const auto row = to_row(world, application, asked, now);
    auto shown = to_validation(row, actor.language);
    TRY(storage::insert_validation(tx, row));
    TRY(storage::upsert_job(tx, {std::string(validation_job), row.id.str(), "{}", row.next_try_at.value_or(now)}));
    TRY(tell_technical_contact(tx, world, application, shown, now));
    audit(tx, actor, {"validation_created", row.id.str(), row.account_id.str(), {{"fqdn", row.fqdn}, {"method", row.method}}}, now);
    return shown;
  });
}

} // namespace usecases
