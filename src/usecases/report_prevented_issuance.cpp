#include "usecases/report_prevented_issuance.h"

#include "core/time.h"
#include "domain/domain_name.h"
#include "domain/email_address.h"
#include "storage/caa_reports.h"
#include "usecases/audit.h"
#include "usecases/mail_queue.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr auto report_interval = std::chrono::hours{24};
constexpr std::size_t most_recipients = 3; // the records are a stranger's

std::vector<std::string> mail_addresses(const std::vector<std::string>& iodef) {
  constexpr std::string_view scheme = "mailto:";
  std::vector<std::string> out;
  for (std::string_view url : iodef) {
    if (!url.starts_with(scheme) || out.size() == most_recipients) continue;
    url.remove_prefix(scheme.size());
    const auto address = domain::EmailAddress::parse(url.substr(0, url.find('?')));
    if (address && std::ranges::find(out, address->str()) == out.end()) out.push_back(address->str());
  }
  return out;
}

std::string param(const core::Error& error, std::string_view name) {
  const auto found = std::ranges::find(error.params, name, [](const auto& param) { return std::string_view(param.first); });
  return found == error.params.end() ? std::string("-") : found->second;
}

/// In Japanese for names in Japan's zone: whoever reads it is a stranger.
core::Language language_for(const std::string& name) { return name.ends_with(".jp") ? core::Language::ja : core::Language::en; }

core::Result<void> mail(storage::Transaction& tx, const World& world, const PreventedIssuance& prevented, const std::string& to,
                        core::Instant now) {
  const auto language = language_for(prevented.question.name);
  return queue_mail(tx, world,
                    {.mail = outbound::MailTemplate::issuance_prevented,
                     .language = language,
                     .to = to,
                     .recipient = {},
                     .params = {{"name", prevented.question.name},
                                {"owner", prevented.owner},
                                {"records", param(prevented.error, "records")},
                                {"at", core::to_local_text(now, world.calendar.zone(), core::to_string(language))},
                                {"ca", world.caa.issuer_domains().front()}},
                     .object = prevented.question.name},
                    now);
}

core::Result<void> tell_owner(storage::Transaction& tx, const World& world, const PreventedIssuance& prevented, core::Instant now) {
  const auto recipients = mail_addresses(prevented.iodef);
  if (recipients.empty() || world.config.caa.report_prevented != "daily") return {};
  const auto domain = domain::DomainName::stored(prevented.question.name).base_domain().str();
  if (!TRY(storage::take_caa_report(tx, domain, now, report_interval))) return {};
  for (const auto& to : recipients) TRY(mail(tx, world, prevented, to, now));
  return {};
}

} // namespace

core::Result<void> report_prevented_issuance(World& world, const Actor& actor, const PreventedIssuance& prevented) {
  const auto now = world.clock.now();
  const boost::json::object details{{"code", prevented.error.code.name},
                                    {"method", prevented.question.method},
                                    {"accountUri", prevented.question.account_uri},
                                    {"records", param(prevented.error, "records")},
                                    {"evidence", prevented.evidence}};
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    audit(tx, actor, {"issuance_prevented", prevented.question.name, prevented.account_id, details}, now);
    return tell_owner(tx, world, prevented, now);
  });
}

} // namespace usecases
