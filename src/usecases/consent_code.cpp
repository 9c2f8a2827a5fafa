#include "usecases/consent_code.h"

#include "core/bytes.h"
#include "core/crypto.h"
#include "core/errors.h"
#include "core/text.h"
#include "domain/consent.h"
#include "domain/errors.h"
#include "storage/sessions.h"
#include "usecases/audit.h"

#include <fmt/format.h>

namespace usecases {
namespace {

/// Eight digits, each as likely as any other: 2^64 is so much more than 10^8 that the remainder does not show.
std::string new_code() {
  std::uint64_t number = 0;
  for (const auto octet : core::random_bytes(sizeof number)) number = number << 8U | octet;
  return fmt::format("{:08}", number % 100'000'000);
}

/// Under the installation's key: eight digits behind a plain hash would be found by trying them all.
std::string code_hash(const World& world, const storage::ConsentLinkId& link, std::string_view code) {
  return world.secrets.token("consent code " + link.str() + " " + std::string(code));
}

domain::ConsentCode state_of(const storage::ConsentLinkRow& link) {
  return {!link.code_hash.empty(), link.code_expires_at.value_or(core::Instant{}), link.wrong_codes, link.locked_until};
}

core::Result<void> check_pause(const storage::ConsentLinkRow& link, core::Instant now) {
  if (!link.code_sent_at || now >= *link.code_sent_at + domain::consent_code_pause) return {};
  const auto left = *link.code_sent_at + domain::consent_code_pause - now;
  return core::fail(domain::errors::consent_code_too_soon, {{"seconds", std::to_string(left.count())}});
}

core::Result<void> mail_code(storage::Transaction& tx, const World& world, const OpenLink& open, const std::string& code,
                             core::Instant now) {
  if (open.consents.empty()) return core::fail(core::errors::not_found);
  const auto* contact = open.affair.contact(open.consents.front().role);
  if (contact == nullptr) return core::fail(core::errors::not_found);
  auto order = mail_to(open.affair, *contact, outbound::MailTemplate::consent_code,
                       {{"code", code}, {"minutes", std::to_string(domain::consent_code_life.count())}});
  order.secret = true;
  return queue_mail(tx, world, order, now);
}

core::Error count_wrong(storage::ConsentLinkRow& link, core::Instant now) {
  const auto left = domain::consent_code_tries - ++link.wrong_codes;
  if (left > 0) return {domain::errors::consent_code_wrong, {{"left", std::to_string(left)}}, {}, {}};
  link.locked_until = now + domain::consent_code_lock;
  link.code_hash.clear();
  return {domain::errors::consent_code_locked, {{"minutes", std::to_string(domain::consent_code_lock.count())}}, {}, {}};
}

std::string digits_of(std::string_view typed) {
  auto digits = core::fold_width(typed);
  std::erase_if(digits, [](char c) { return c == ' ' || c == '-'; });
  return digits;
}

} // namespace

core::Result<ConsentPage> send_consent_code(World& world, const Actor& actor) {
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentPage> {
    auto open = TRY(load_own_link_with_call(tx, world, actor));
    auto& link = open.link;
    TRY(domain::check_unlocked(state_of(link), now));
    TRY(check_pause(link, now));
    const auto code = new_code();
    link.code_hash = code_hash(world, link.id, code);
    link.code_sent_at = now;
    link.code_expires_at = now + domain::consent_code_life;
    if (link.locked_until) link.wrong_codes = 0; // the lock is over
    link.locked_until.reset();
    TRY(storage::update_consent_link(tx, link));
    TRY(mail_code(tx, world, open, code, now));
    audit(tx, actor, {"consent_code_sent", link.id.str(), link.account_id.str()}, now);
    return compose_consent_page(tx, world, link.id, TRY(has_shown_code(tx, world, actor)), actor.language);
  });
}

core::Result<ConsentPage> check_consent_code(World& world, const Actor& actor, std::string_view typed) {
  const auto now = world.clock.now();
  std::optional<core::Error> refused;
  auto page = world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentPage> {
    refused.reset();
    TRY(storage::hold_consent_link(tx, TRY(storage::ConsentLinkId::parse(actor.consent_link_id))));
    auto open = TRY(load_own_link_with_call(tx, world, actor));
    auto& link = open.link;
    TRY(domain::check_unlocked(state_of(link), now));
    TRY(domain::check_code_alive(state_of(link), now));
    const bool right =
        core::constant_time_equal(core::as_bytes(code_hash(world, link.id, digits_of(typed))), core::as_bytes(link.code_hash));
    if (right) {
      link.code_hash.clear();
      link.wrong_codes = 0;
      TRY(storage::mark_session_verified(tx, actor.session_hash, now));
    } else {
      refused = count_wrong(link, now);
    }
    TRY(storage::update_consent_link(tx, link));
    audit(tx, actor, {right ? "consent_code_accepted" : "consent_code_refused", link.id.str(), link.account_id.str()}, now);
    return compose_consent_page(tx, world, link.id, right, actor.language);
  });
  if (refused && page) return core::fail(*refused); // the count is kept
  return page;
}

} // namespace usecases
