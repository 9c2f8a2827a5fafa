#include "usecases/mail_about_call.h"

#include "domain/call_slots.h"
#include "outbound/calendar_invite.h"
#include "storage/applications.h"
#include "storage/cases.h"
#include "storage/consents.h"
#include "usecases/call_work.h"
#include "usecases/consent_links.h"
#include "usecases/contact_person.h"
#include "usecases/links.h"

#include <fmt/format.h>

#include <algorithm>

namespace usecases {
namespace {

/// A mail's facts, gathered once.
struct CallFacts {
  storage::ApplicationRow application;
  domain::Step step{};
  storage::ContactRow contact;   ///< whom the call is about
  storage::ContactRow recipient; ///< who reads the mail
  core::Language language = core::Language::ja;
};

core::Result<CallFacts> load_facts(storage::Transaction& tx, const storage::CallRow& call) {
  const auto row = TRY(storage::load_case(tx, call.case_id));
  const auto step = domain::parse_step(call.step).value();
  auto contact = TRY(contact_of_step(tx, row.application_id, step));
  auto recipient = contact;
  if (step == domain::Step::hr_call || contact.email.empty())
    if (auto technical = TRY(storage::find_contact(tx, row.application_id, "technical"))) recipient = std::move(*technical);
  return CallFacts{TRY(storage::load_application(tx, row.application_id, storage::Tenant::any())), step, std::move(contact),
                   std::move(recipient), core::parse_language(call.language).value_or(core::Language::ja)};
}

outbound::MailTemplate template_of(CallMail kind) {
  switch (kind) {
  case CallMail::booked:
    return outbound::MailTemplate::call_notice;
  case CallMail::moved:
    return outbound::MailTemplate::call_moved;
  case CallMail::cancelled:
  case CallMail::over:
    return outbound::MailTemplate::call_cancelled;
  case CallMail::reminder:
    return outbound::MailTemplate::call_reminder;
  }
  return {};
}

/// What will be asked, a line for each step that the call serves.
std::string topics_of(const storage::CallRow& call, const CallFacts& facts) {
  std::string text;
  for (const auto step : steps_of(call))
    text += (text.empty() ? "" : "\n") +
            core::message(facts.language, "calls", "topic." + std::string(domain::to_string(step)), {{"person", full_name(facts.contact)}});
  return text;
}

core::Params params_of(const World& world, const storage::CallRow& call, const CallFacts& facts) {
  const auto signature = mail_signature(world.config);
  return {{"application_number", facts.application.number},
          {"organization", facts.contact.employer},
          {"contact", callee_of_step(facts.step, facts.contact, facts.language)},
          {"call_time", call.scheduled_at ? call_time_text(*call.scheduled_at, world.calendar, facts.language) : ""},
          {"topics", topics_of(call, facts)},
          {"caller", signature.desk},
          {"caller_phone", signature.phone.empty()
                               ? std::string()
                               : core::message(facts.language, "calls", "caller.number", {{"phone", signature.phone}})}};
}

std::string invite_of(const World& world, const storage::CallRow& call, const CallFacts& facts, bool cancelled) {
  const auto& mail = world.config.mail;
  const auto words = [&](std::string_view key) {
    auto params = params_of(world, call, facts);
    params.emplace_back("service", world.config.ca.name);
    return core::message(facts.language, "calls", key, params);
  };
  const auto starts = call.scheduled_at.value();
  return outbound::compose_invite({.cancelled = cancelled,
                                   .uid = call.id.str() + '@' + mail.from.substr(mail.from.rfind('@') + 1),
                                   .sequence = call.revision,
                                   .stamp = world.clock.now(),
                                   .starts = starts,
                                   .ends = starts + domain::call_slot_length,
                                   .summary = words("invite.summary"),
                                   .description = words("invite.description"),
                                   .organizer_name = mail.from_name,
                                   .organizer_mail = mail.from,
                                   .attendee_name = full_name(facts.recipient),
                                   .attendee_mail = facts.recipient.email,
                                   .language = std::string(core::to_string(facts.language))});
}

/// How the reader can change the time: by the link that they answered, which opens the choice again (consent_steps.h), or by writing.
struct ChangeWay {
  std::string words;
  bool secret = false;
};
core::Result<ChangeWay> change_way(storage::Transaction& tx, const World& world, const CallFacts& facts) {
  ChangeWay write{core::message(facts.language, "calls", "change.write")};
  if (facts.recipient.role != facts.contact.role) return write;
  const auto consents = TRY(storage::list_consents(tx, facts.application.id));
  const auto consent = std::ranges::find(consents, facts.contact.role, &storage::ConsentRow::role);
  if (consent == consents.end() || consent->status != "consented") return write;
  if (TRY(storage::load_consent_link(tx, consent->link_id)).status != "used") return write;
  const auto url = links::consent_page(world.config, consent_token(world, consent->link_id));
  return ChangeWay{core::message(facts.language, "calls", "change.link", {{"url", url}}), true};
}

std::string clock_text(std::chrono::seconds time) {
  return fmt::format("{:02}:{:02}", time / std::chrono::hours{1}, time % std::chrono::hours{1} / std::chrono::minutes{1});
}

} // namespace

core::Result<void> mail_about_call(storage::Transaction& tx, const World& world, const storage::CallRow& call, CallMail kind) {
  const auto facts = TRY(load_facts(tx, call));
  const bool cancelled = kind == CallMail::cancelled || kind == CallMail::over;
  MailOrder order{.mail = template_of(kind),
                  .language = facts.language,
                  .to = facts.recipient.email,
                  .recipient = {facts.recipient.employer, facts.recipient.department, full_name(facts.recipient)},
                  .params = params_of(world, call, facts),
                  .object = facts.application.id.str()};
  order.params.emplace_back("next", core::message(facts.language, "calls", kind == CallMail::over ? "cancelled.over" : "cancelled.again"));
  if (!cancelled) {
    const auto change = TRY(change_way(tx, world, facts));
    order.params.emplace_back("change", change.words);
    order.secret = change.secret;
  }
  if (kind != CallMail::reminder)
    order.enclosure =
        MailEnclosure{"invite.ics", std::string(outbound::invite_content_type(cancelled)), invite_of(world, call, facts, cancelled)};
  return queue_mail(tx, world, order, world.clock.now());
}

std::string call_time_text(core::Instant at, const core::BusinessCalendar& calendar, core::Language language) {
  const auto& zone = calendar.zone();
  return fmt::format("{} {}{}{} ({})", core::to_long_date(zone.date_of(at), core::to_string(language)), clock_text(zone.time_of_day(at)),
                     language == core::Language::ja ? "〜" : "–", clock_text(zone.time_of_day(at + domain::call_slot_length)),
                     zone.abbreviation_at(at));
}

} // namespace usecases
