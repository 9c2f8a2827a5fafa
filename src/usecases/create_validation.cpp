#include "usecases/create_validation.h"

#include "domain/errors.h"
#include "domain/validation.h"
#include "storage/jobs.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/corroboration.h"
#include "usecases/errors.h"
#include "usecases/field_problems.h"
#include "usecases/links.h"
#include "usecases/mail_domain_holder.h"
#include "usecases/mail_queue.h"
#include "usecases/validation_job.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace usecases {
namespace {

struct Asked {
  domain::DomainName fqdn = domain::DomainName::stored("");
  domain::DcvMethod method{};
  std::string authorization_domain = {};
  std::vector<OfferedAddress> addresses = {};
  std::string evidence = {}; ///< of the look-ups that gave the addresses
  std::string profile = {};
  bool by_mail() const { return domain::traits_of(method).by_mail; }
};

core::Result<void> check_method_allowed(const World& world, std::string_view profile, domain::DcvMethod method) {
  const auto permission = world.rules.dcv_method(profile, domain::policy_method(method), world.clock.now());
  if (permission.verdict != policy::Verdict::refused) return {};
  return core::fail(forbidden_method(method, permission));
}

/// What needs no look-up.
core::Result<Asked> read(const World& world, const storage::ApplicationRow& row, const ValidationRequest& request) {
  FieldProblems problems;
  const auto profile = TRY(world.catalogue.product(row.product))->rule_profile;
  const auto fqdn = problems.keep("/fqdn", domain::DomainName::parse(request.fqdn));
  const auto method = domain::parse_dcv_method(request.method);
  if (!method) problems.add("/method", domain::errors::domain_method_unsuited, {{"name", request.fqdn}, {"method", request.method}});
  TRY(problems.finish());
  if (std::ranges::find(row.names, fqdn->str()) == row.names.end())
    problems.add("/fqdn", errors::name_not_in_application, {{"name", fqdn->str()}, {"number", row.number}});
  if (const auto allowed = check_method_allowed(world, profile, *method); !allowed) problems.add("/method", allowed.error());
  if (const auto at = problems.keep("/method", domain::authorization_domain(*fqdn, *method)))
    if (domain::traits_of(*method).by_mail && request.addresses.empty()) problems.add("/addresses", errors::validation_address_missing);
  TRY(problems.finish());
  return Asked{.fqdn = *fqdn, .method = *method, .profile = profile};
}

void choose_addresses(const ValidationRequest& request, const ValidationOffer& offer, Asked& asked, FieldProblems& problems) {
  for (std::size_t i = 0; i < request.addresses.size(); ++i) {
    const auto found = std::ranges::find_if(offer.addresses, [&](const OfferedAddress& offered) {
      return offered.address == request.addresses[i] && offered.authorization_domain == asked.authorization_domain;
    });
    if (found != offer.addresses.end())
      asked.addresses.push_back(*found);
    else
      problems.add("/addresses/" + std::to_string(i), errors::validation_address_unknown,
                   {{"address", request.addresses[i]}, {"domain", asked.authorization_domain}});
  }
}

/// Where the proof is to stand, and who is mailed: of what the DNS offers now. The name itself needs no look-up.
core::Result<Asked> choose(World& world, Asked asked, const ValidationRequest& request) {
  const auto own = TRY(domain::authorization_domain(asked.fqdn, asked.method)).str();
  asked.authorization_domain = request.authorization_domain.empty() ? own : request.authorization_domain;
  if (asked.authorization_domain == own && !asked.by_mail()) return asked;
  auto offer = TRY(find_offer(world, asked.fqdn, asked.method));
  if (asked.by_mail() && offer.lookup_error) return core::fail(*offer.lookup_error);
  FieldProblems problems;
  if (std::ranges::find(offer.authorization_domains, asked.authorization_domain) == offer.authorization_domains.end())
    problems.add("/authorizationDomain", errors::validation_domain_unsuited,
                 {{"domain", asked.authorization_domain}, {"name", asked.fqdn.str()}});
  else if (asked.by_mail())
    choose_addresses(request, offer, asked, problems);
  TRY(problems.finish());
  asked.evidence = std::move(offer.evidence);
  return asked;
}

/// An address that a domain's DNS names counts where the perspectives find it there too (BR 3.2.2.9).
core::Result<Asked> corroborated(World& world, Asked asked) {
  if (asked.method == domain::DcvMethod::email || !asked.by_mail()) return asked;
  const auto source =
      asked.method == domain::DcvMethod::caa_email ? outbound::ContactSource::caa_email : outbound::ContactSource::txt_email;
  for (const auto& offered : asked.addresses) {
    const auto said = corroborate_contact(world, {offered.authorization_domain, source}, offered.address, asked.profile);
    asked.evidence += said.evidence;
    if (said.error) return core::fail(*said.error);
  }
  return asked;
}

std::optional<storage::ValidationRow> find_pending(const std::vector<storage::ValidationRow>& rows, const Asked& asked, core::Instant now) {
  for (const auto& row : rows)
    if (row.status == "pending" && row.fqdn == asked.fqdn.str() && row.method == domain::to_string(asked.method) &&
        row.authorization_domain == asked.authorization_domain && now < row.value_expires_at)
      return row;
  return std::nullopt;
}

storage::ValidationRow to_row(const World& world, const storage::ApplicationRow& row, const Asked& asked, core::Instant now) {
  const auto value = domain::make_random_value(world.rules, asked.profile, now);
  return {.id = storage::ValidationId::make(),
          .account_id = row.account_id,
          .application_id = row.id,
          .fqdn = asked.fqdn.str(),
          .authorization_domain = asked.authorization_domain,
          .method = std::string(domain::to_string(asked.method)),
          .random_value = asked.by_mail() ? std::string() : value.value,
          .status = "pending",
          .created_at = now,
          .value_expires_at = value.expires_at,
          .completed_at = std::nullopt,
          .next_try_at = asked.by_mail() ? std::nullopt : domain::next_try(0, now, value.expires_at),
          .attempts = 0,
          .last_found = {},
          .last_error = {},
          .profile = asked.profile};
}

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
                     .recipient = {contact->employer, contact->department, contact->family_name + " " + contact->given_name},
                     .params = {{"application_number", row.number},
                                {"domain", shown.fqdn},
                                {"instructions", instructions(shown, language)},
                                {"deadline", core::to_long_date(deadline, row.language)},
                                {"url", links::application_page(world.config, row.id.str())}},
                     .object = row.id.str()},
                    now);
}

core::Result<Validation> begin(storage::Transaction& tx, World& world, const Actor& actor, const storage::ApplicationRow& application,
                               const Asked& asked) {
  const auto now = world.clock.now();
  const auto row = to_row(world, application, asked, now);
  TRY(storage::insert_validation(tx, row));
  if (row.next_try_at) TRY(storage::upsert_job(tx, {std::string(validation_job), row.id.str(), "{}", *row.next_try_at}));
  TRY(mail_domain_holder(tx, world, actor, {application, row, asked.addresses, asked.evidence}));
  audit(tx, actor,
        {"validation_created",
         row.id.str(),
         row.account_id.str(),
         {{"fqdn", row.fqdn}, {"method", row.method}, {"authorizationDomain", row.authorization_domain}}},
        now);
  auto shown = TRY(show_validation(tx, world, row, actor.language));
  TRY(tell_technical_contact(tx, world, application, shown, now));
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
  const auto asked = TRY(corroborated(world, TRY(choose(world, TRY(read(world, seen, request)), request))));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Validation> {
    const auto application = TRY(load_open(tx, actor, id));
    const auto pending = find_pending(TRY(storage::list_validations(tx, id)), asked, now);
    if (!pending) return begin(tx, world, actor, application, asked);
    TRY(mail_domain_holder(tx, world, actor, {application, *pending, asked.addresses, asked.evidence}));
    return show_validation(tx, world, *pending, actor.language);
  });
}

} // namespace usecases
