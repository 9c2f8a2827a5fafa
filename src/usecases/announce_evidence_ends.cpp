#include "usecases/announce_evidence_ends.h"

#include "core/log.h"
#include "core/text.h"
#include "domain/reuse.h"
#include "domain/validation.h"
#include "outbound/validation_check.h"
#include "storage/accounts.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/evidence.h"
#include "storage/licences.h"
#include "storage/users.h"
#include "storage/validation_mails.h"
#include "usecases/audit.h"
#include "usecases/contact_person.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/renew_validation.h"

#include <algorithm>
#include <map>
#include <set>

namespace usecases {
namespace {

/// Older evidence has ended by every rule set.
constexpr std::chrono::days oldest{1000};

struct Reader {
  std::string email;
  outbound::MailRecipient recipient;
  core::Language language = core::Language::ja;
  bool has_console = false; ///< may log in to the account's pages, or has colleagues who may
};

/// The technical contact of the application, and the administrators of the account.
core::Result<std::vector<Reader>> readers_of(storage::Transaction& tx, const storage::AccountId& account,
                                             const std::optional<storage::ApplicationId>& application) {
  std::vector<Reader> readers;
  const auto owner = TRY(storage::load_account(tx, account));
  if (application) {
    const auto row = TRY(storage::load_application(tx, *application, storage::Tenant::of(account)));
    if (const auto contact = TRY(storage::find_contact(tx, row.id, "technical")))
      readers.push_back({contact->email,
                         {contact->employer, contact->department, full_name(*contact)},
                         core::parse_language(row.language).value_or(core::Language::ja),
                         owner.kind != "retail"});
  }
  for (const auto& user : TRY(storage::list_users(tx, storage::Tenant::of(account)))) {
    if (user.role != "super_admin" || user.disabled) continue;
    const auto known = std::ranges::find(readers, user.email, &Reader::email);
    if (known != readers.end())
      known->has_console = true;
    else
      readers.push_back({user.email, {owner.name, "", user.name}, core::parse_language(user.language).value_or(core::Language::ja), true});
  }
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
  core::Params params;   ///< beside the days, which each reader gets in his language
  std::string page = {}; ///< of the management console; who has none is led to the application
  std::optional<core::Instant> deadline = std::nullopt;
};

/// Where a reader sees how it stands, with a sentence that says so.
void add_page(const World& world, const Notice& notice, const Reader& reader, core::Params& params) {
  if (notice.page.empty()) return;
  const bool console = reader.has_console || !notice.application;
  params.emplace_back("way", core::message(reader.language, "papers", console ? "domain_way_console" : "domain_way_application"));
  params.emplace_back("url", console ? notice.page : links::application_page(world.config, notice.application->str()));
}

core::Result<void> tell(storage::Transaction& tx, const World& world, const Actor& actor, const Notice& notice, core::Instant now) {
  for (const auto& reader : TRY(readers_of(tx, notice.account, notice.application))) {
    auto params = notice.params;
    add_page(world, notice, reader, params);
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

bool proves_domains(domain::ValidationLevel level) { return level == domain::ValidationLevel::ov || level == domain::ValidationLevel::ev; }

/// Levels for which a proof of a domain ends at one instant.
struct LevelsEnd {
  core::Instant ends{};
  int days = 0; ///< ahead, as the notice that is due
  std::vector<domain::ValidationLevel> levels;
};

/// The levels for which the end of a proof is to be announced now, by their end, the earliest first.
std::vector<LevelsEnd> due_ends(const World& world, const storage::ValidationRow& row, core::Instant now) {
  std::map<core::Instant, LevelsEnd> out;
  const auto method = domain::parse_dcv_method(row.method);
  if (!method || !row.completed_at) return {};
  for (const auto& product : world.catalogue.products()) {
    const auto ends = world.rules.domain_reuse_ends(product.rule_profile, *row.completed_at, domain::policy_method(*method));
    const auto days = ends ? domain::due_notice(*row.completed_at, *ends, now) : std::nullopt;
    if (!days || !proves_domains(product.level)) continue;
    auto& levels = out.try_emplace(*ends, LevelsEnd{*ends, *days, {}}).first->second.levels;
    if (std::ranges::find(levels, product.level) == levels.end()) levels.push_back(product.level);
  }
  std::vector<LevelsEnd> ends;
  for (auto& [at, end] : out) ends.push_back(std::move(end));
  return ends;
}

/// The levels of what the account has: applications at the desk, licences, certificates in use; without any, the one for which the
/// domain was proven.
core::Result<std::set<domain::ValidationLevel>> levels_in_use(storage::Transaction& tx, const World& world,
                                                              const storage::ValidationRow& row, core::Instant now) {
  std::set<domain::ValidationLevel> used;
  const auto uses = TRY(storage::list_uses(tx, row.account_id, now));
  for (const auto& product : world.catalogue.products())
    for (const auto& use : uses)
      if (use.product == product.id || use.licence_kind == product.id || use.licence_kind == product.licence_kind)
        used.insert(product.level);
  if (used.empty())
    for (const auto& product : world.catalogue.products())
      if (product.rule_profile == row.profile) used.insert(product.level);
  return used;
}

/// Those of the levels that the account uses and has not been told about; they are noted.
core::Result<std::vector<std::string>> note_levels(storage::Transaction& tx, const storage::ValidationRow& row, const LevelsEnd& end,
                                                   const std::set<domain::ValidationLevel>& used, core::Instant now) {
  std::vector<std::string> noted;
  for (const auto level : end.levels) {
    const std::string name(domain::to_string(level));
    if (used.contains(level) && TRY(storage::note_evidence_notice(tx, row.id.str() + " " + name, end.days, now))) noted.push_back(name);
  }
  return noted;
}

core::Result<void> announce_domain(World& world, const Actor& actor, const storage::ValidationRow& row, core::Instant now) {
  const auto ends = due_ends(world, row, now);
  if (ends.empty()) return {};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto used = TRY(levels_in_use(tx, world, row, now));
    for (const auto& end : ends) {
      const auto levels = TRY(note_levels(tx, row, end, used, now));
      if (levels.empty()) continue;
      const auto renewed = TRY(renew_validation(tx, world, actor, row, now));
      TRY(tell(tx, world, actor,
               {.subject = row.id.str(),
                .account = row.account_id,
                .application = row.application_id,
                .mail = outbound::MailTemplate::domain_ends,
                .ends = end.ends,
                .days = end.days,
                .params = {{"domain", renewed.authorization_domain},
                           {"levels", core::join(levels, ", ")},
                           {"name", outbound::validation_record_name(renewed.authorization_domain)},
                           {"value", renewed.random_value}},
                .page = links::domain_page(world.config, row.proven_domain),
                .deadline = renewed.value_expires_at},
               now));
    }
    return {};
  });
}

core::Result<std::optional<storage::ApplicationRow>> application_of(storage::Transaction& tx, const storage::RecordRow& record) {
  if (!record.case_id) return std::optional<storage::ApplicationRow>{};
  const auto vetting_case = TRY(storage::load_case(tx, *record.case_id));
  return std::optional(TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::of(record.account_id))));
}

/// Evidence about an organization, and when it stops being usable.
struct Ending {
  storage::RecordId record;
  core::Instant collected{};
  core::Instant ends{};
};

/// Of the register check and of the calls that are not repeated, what ends first: with it immediate issuance ends (F01). What has ended
/// already is left out.
core::Result<std::optional<Ending>> first_to_end(storage::Transaction& tx, const World& world, const storage::RecordRow& checked,
                                                 const domain::Product& product, core::Instant now) {
  std::optional<Ending> first;
  const auto add = [&](domain::Step step, const storage::RecordId& record, core::Instant collected) {
    const auto ends = world.rules.identity_reuse_ends(product.rule_profile, collected, domain::datum_of(step));
    if (ends && now < *ends && (!first || *ends < first->ends)) first = Ending{record, collected, *ends};
  };
  add(domain::Step::organization, checked.id, checked.collected_at);
  for (const auto step : domain::steps_of(product.level)) {
    if (!domain::is_call(step) || !domain::may_reuse(step, product.level)) continue;
    const auto call = TRY(storage::find_reusable_record(tx, checked.organization_id.value(), domain::to_string(step), core::Instant{}));
    if (call && call->outcome == "passed") add(step, call->id, call->collected_at);
  }
  return first;
}

/// The product of the record's application; the first of OV for a record that came with the account.
core::Result<const domain::Product*> product_of(const World& world, const std::optional<storage::ApplicationRow>& application) {
  if (application) return world.catalogue.product(application->product);
  const auto ov = std::ranges::find(world.catalogue.products(), domain::ValidationLevel::ov, &domain::Product::level);
  return ov == world.catalogue.products().end() ? &world.catalogue.products().front() : &*ov;
}

core::Result<void> announce_organization(World& world, const Actor& actor, const storage::RecordRow& record, core::Instant now) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto application = TRY(application_of(tx, record));
    const auto first = TRY(first_to_end(tx, world, record, *TRY(product_of(world, application)), now));
    const auto days = first ? domain::due_notice(first->collected, first->ends, now) : std::nullopt;
    if (!days || !TRY(storage::note_evidence_notice(tx, first->record.str(), *days, now))) return {};
    const auto organization = TRY(storage::load_organization(tx, record.organization_id.value(), storage::Tenant::of(record.account_id)));
    return tell(tx, world, actor,
                {.subject = first->record.str(),
                 .account = record.account_id,
                 .application = application ? std::optional(application->id) : std::nullopt,
                 .mail = outbound::MailTemplate::organization_ends,
                 .ends = first->ends,
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
