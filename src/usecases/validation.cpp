#include "usecases/validation.h"

#include "domain/validation.h"
#include "outbound/validation_check.h"
#include "policy/errors.h"
#include "storage/validation_mails.h"
#include "usecases/stored_json.h"

#include <boost/json.hpp>

namespace usecases {
namespace {

/// As they are kept in TEXT.
struct StoredVotes {
  std::vector<PerspectiveVote> votes;
};
BOOST_DESCRIBE_STRUCT(StoredVotes, (), (votes))

std::string quorum_of(const std::vector<PerspectiveVote>& votes) {
  std::vector<domain::Vote> counted;
  for (const auto& vote : votes) counted.push_back({vote.name, vote.region, vote.corroborates, vote.result});
  return votes.empty() ? std::string() : domain::quorum_of(counted);
}

} // namespace

std::string to_stored_votes(const std::vector<domain::Vote>& votes) {
  StoredVotes stored;
  for (const auto& vote : votes) stored.votes.push_back({vote.perspective, vote.region, vote.corroborates, vote.result});
  return to_stored(stored);
}

std::string describe_stored_error(const std::string& stored, core::Language language) {
  boost::system::error_code failed;
  const auto json = boost::json::parse(stored, failed);
  if (failed || !json.is_object()) return stored;
  core::Params params;
  std::string code;
  for (const auto& member : json.get_object()) {
    if (!member.value().is_string()) continue;
    const std::string text(member.value().get_string());
    if (member.key() == "code")
      code = text;
    else
      params.emplace_back(member.key(), text);
  }
  return core::message(language, "errors", code, params);
}

std::string to_stored_error(const core::Error& error) {
  boost::json::object json;
  for (const auto& [name, value] : error.params) json[name] = value;
  json["code"] = error.code.name;
  return boost::json::serialize(json);
}

Validation to_validation(const storage::ValidationRow& row, core::Language language) {
  const bool by_dns = row.method == "dns_txt";
  const bool by_file = row.method == "web_file";
  const bool refused = !row.caa.empty() && row.caa != "permitted";
  auto votes = row.perspectives.empty() ? StoredVotes{} : from_stored<StoredVotes>(row.perspectives);
  const auto only = [](bool when, std::string text) { return when ? std::optional(std::move(text)) : std::nullopt; };
  return {.id = row.id.str(),
          .fqdn = row.fqdn,
          .authorization_domain = row.authorization_domain,
          .method = row.method,
          .status = row.status,
          .record_name = only(by_dns, outbound::validation_record_name(row.authorization_domain)),
          .record_value = only(by_dns, row.random_value),
          .file_url = only(by_file, outbound::validation_file_url(row.fqdn, validation_file)),
          .file_content = only(by_file, row.random_value),
          .last_found = row.last_found,
          .last_error = row.last_error.empty() ? "" : describe_stored_error(row.last_error, language),
          .attempts = row.attempts,
          .next_try_at = row.next_try_at,
          .value_expires_at = row.value_expires_at,
          .completed_at = row.completed_at,
          .usable = false,
          .usable_until = {},
          .next_check_at = {},
          .warning = {},
          .method_ends_at = {},
          .mails = {},
          .caa = refused ? "refused" : row.caa,
          .caa_problem = refused ? describe_stored_error(row.caa, language) : "",
          .quorum = quorum_of(votes.votes),
          .perspectives = std::move(votes.votes)};
}

core::Error forbidden_method(domain::DcvMethod method, const policy::Permission& permission) {
  const auto source = permission.rule != nullptr ? permission.rule->citation() : std::string("-");
  return {policy::errors::dcv_method_forbidden, {{"method", std::string(domain::to_string(method))}, {"source", source}}, {}, {}};
}

std::optional<std::string> method_warning(const World& world, const policy::Permission& permission, core::Language language) {
  if (permission.verdict != policy::Verdict::warned || permission.rule == nullptr) return std::nullopt;
  const auto citation = permission.rule->citation();
  if (!permission.forbidden_from) return core::message(language, "papers", "validation_discouraged", {{"citation", citation}});
  const auto date = core::to_long_date(world.calendar.zone().date_of(*permission.forbidden_from), core::to_string(language));
  return core::message(language, "papers", "validation_discouraged_until", {{"citation", citation}, {"date", date}});
}

core::Result<Validation> show_validation(storage::Transaction& tx, const World& world, const storage::ValidationRow& row,
                                         core::Language language) {
  auto shown = to_validation(row, language);
  const auto method = domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt);
  const auto permission = world.rules.dcv_method(row.profile, domain::policy_method(method), world.clock.now());
  shown.warning = method_warning(world, permission, language);
  shown.method_ends_at = permission.forbidden_from;
  if (row.status == "valid" && row.completed_at) {
    const auto policy = domain::policy_method(method);
    shown.usable = world.rules.domain_reuse_fresh(row.profile, *row.completed_at, world.clock.now(), policy);
    shown.usable_until = world.rules.domain_reuse_ends(row.profile, *row.completed_at, policy);
  }
  if (row.status == "pending" && row.checked_at) shown.next_check_at = *row.checked_at + domain::look_pause;
  for (const auto& mail : TRY(storage::list_validation_mails(tx, row.id)))
    shown.mails.push_back({mail.id.str(), mail.address, mail.sent_at, mail.answer, mail.answered_at});
  return shown;
}

} // namespace usecases
