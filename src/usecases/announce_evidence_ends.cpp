#include "usecases/announce_evidence_ends.h"

#include "core/log.h"
#include "domain/reuse.h"
#include "domain/validation.h"
#include "outbound/validation_check.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/users.h"
#include "storage/validation_mails.h"
#include "usecases/audit.h"
#include "usecases/contact_person.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/renew_validation.h"

#include <algorithm>

namespace usecases {
namespace {

/// Older evidence has ended by every rule set.
constexpr std::chrono::days oldest{1000};

struct Reader {
  std::string email;
  outbound::MailRecipient recipient;
  core::Language language = core::Language::ja;
};

/// The technical contact of the application, and the administrators of the account.
core::Result<std::vector<Reader>> readers_of(storage::Transaction& tx, const storage::AccountId& account,
                                             const std::optional<storage::ApplicationId>& application) {
  std::vector<Reader> readers;
  if (application) {
    const auto row = TRY(storage::load_application(tx, *application, storage::Tenant::of(account)));
    if (const auto contact = TRY(storage::find_contact(tx, row.id, "technical")))
      readers.push_back({contact->email,
                         {contact->employer, contact->department, full_name(*contact)},
                         core::parse_language(row.language).value_or(core::Language::ja)});
  }
  const auto name = TRY(storage::load_account(tx, account)).name;
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::of(account))))
    if (user.role == "super_admin" && !user.disabled && std::ranges::find(readers, user.email, &Reader::email) == readers.end())
      readers.push_back({user.email, {name, "", user.name}, core::parse_language(user.language).value_or(core::Language::ja)});
  return readers;
}

std::string day(const World& world, core::Instant at, core::Language language) {
  return core::to_long_date(world.calendar.zone().date_of(at), core::to_string(language));
}

/// What is told about one piece of evidence.
struct Notice {
  std::string subject; ///< the evidence's id
  storage::AccountId account;
  std::optional<storage::ApplicationId> application;
  outbound::MailTemplate mail{};
  core::Instant ends{};
  int days = 0;
  core::Params params; ///< beside the days, which each reader gets in his language
  std::optional<core::Instant> deadline = std::nullopt;
};

core::Result<void> tell(storage::Transaction& tx, const World& world, const Actor& actor, const Notice& notice, core::Instant now) {
  for (const auto& reader : TRY(readers_of(tx, notice.account, notice.application))) {
    auto params = notice.params;
    // The instant itself is already too late: the last day is the one before.
    params.emplace_back("usable_until", day(world, notice.ends - std::chrono::seconds{1}, reader.language));
    params.emplace_back("deadline", day(world, notice.deadline.value_or(notice.ends), reader.language));
    TRY(queue_mail(tx, world,
                   {.mail = notice.mail,
                    .language = reader.language,
                    .to = reader.email,
                    .recipient = reader.recipient,
                    .params = std::move(params),
                    .object = notice.subject},
                   now));
  }
  audit(tx, actor,
        {"evidence_end_announced", notice.subject, notice.account.str(), {{"days", notice.days}, {"ends", core::to_rfc3339(notice.ends)}}},
        now);
  return {};
}

core::Result<void> announce_domain(World& world, const Actor& actor, const storage::ValidationRow& row, core::Instant now) {
  const auto method = domain::parse_dcv_method(row.method);
  if (!method || !row.completed_at) return {};
  const auto ends = world.rules.domain_reuse_ends(row.profile, *row.completed_at, domain::policy_method(*method));
  const auto days = ends ? domain::due_notice(*row.completed_at, *ends, now) : std::nullopt;
  if (!days) return {};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    if (!TRY(storage::note_evidence_notice(tx, row.id.str(), *days, now))) return {};
    const auto renewed = TRY(renew_validation(tx, world, actor, row, now));
    return tell(tx, world, actor,
                {.subject = row.id.str(),
                 .account = row.account_id,
                 .application = row.application_id,
                 .mail = outbound::MailTemplate::domain_ends,
                 .ends = *ends,
                 .days = *days,
                 .params = {{"domain", renewed.authorization_domain},
                            {"name", outbound::validation_record_name(renewed.authorization_domain)},
                            {"value", renewed.random_value},
                            {"url", links::domain_page(world.config, row.proven_domain)}},
                 .deadline = renewed.value_expires_at},
                now);
  });
}

core::Result<std::optional<storage::ApplicationRow>> application_of(storage::Transaction& tx, const storage::RecordRow& record) {
  if (!record.case_id) return std::optional<storage::ApplicationRow>{};
  const auto vetting_case = TRY(storage::load_case(tx, *record.case_id));
  return std::optional(TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::of(record.account_id))));
}

core::Result<void> announce_organization(World& world, const Actor& actor, const storage::RecordRow& record, core::Instant now) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto application = TRY(application_of(tx, record));
    const auto profile = application ? TRY(world.catalogue.product(application->product))->rule_profile : std::string("tls.ov");
    const auto ends = world.rules.identity_reuse_ends(profile, record.collected_at);
    const auto days = ends ? domain::due_notice(record.collected_at, *ends, now) : std::nullopt;
    if (!days || !TRY(storage::note_evidence_notice(tx, record.id.str(), *days, now))) return {};
    const auto organization = TRY(storage::load_organization(tx, record.organization_id.value(), storage::Tenant::of(record.account_id)));
    return tell(tx, world, actor,
                {.subject = record.id.str(),
                 .account = record.account_id,
                 .application = application ? std::optional(application->id) : std::nullopt,
                 .mail = outbound::MailTemplate::organization_ends,
                 .ends = *ends,
                 .days = *days,
                 .params = {{"organization", organization.name}, {"url", links::new_order_page(world.config)}}},
                now);
  });
}

/// `list` a page at a time, and `announce` each.
core::Result<void> for_each(World& world, core::Instant now, const auto& list, const auto& announce) {
  for (std::string after;;) {
    const auto rows = TRY(world.database.read([&](storage::Transaction& tx) { return list(tx, now - oldest, now, after); }));
    if (rows.empty()) return {};
    for (const auto& row : rows)
      if (const auto told = announce(row); !told)
        core::log::error("evidence_end_not_announced", told.error()); // the others are not held up
    after = rows.back().id.str();
  }
}

} // namespace

core::Result<void> announce_evidence_ends(World& world, const Actor& actor) {
  const auto now = world.clock.now();
  TRY(for_each(
      world, now,
      [](storage::Transaction& tx, core::Instant from, core::Instant until, const std::string& after) {
        return storage::list_ageing_validations(tx, {.from = from, .until = until, .now = until, .after = after});
      },
      [&](const storage::ValidationRow& row) { return announce_domain(world, actor, row, now); }));
  return for_each(
      world, now,
      [](storage::Transaction& tx, core::Instant from, core::Instant until, const std::string& after) {
        return storage::list_ageing_records(tx, {.from = from, .until = until, .now = until, .after = after});
      },
      [&](const storage::RecordRow& record) { return announce_organization(world, actor, record, now); });
}

} // namespace usecases
