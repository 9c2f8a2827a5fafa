#include "usecases/validation.h"

#include "outbound/validation_check.h"
#include "usecases/stored_json.h"

#include <boost/json.hpp>

namespace usecases {
namespace {

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

std::string to_stored_error(const core::Error& error) {
  boost::json::object json;
  for (const auto& [name, value] : error.params) json[name] = value;
  json["code"] = error.code.name;
  return boost::json::serialize(json);
}

Validation to_validation(const storage::ValidationRow& row, core::Language language) {
  const bool by_dns = row.method == "dns_txt";
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
          .file_url = only(!by_dns, outbound::validation_file_url(row.fqdn, validation_file)),
          .file_content = only(!by_dns, row.random_value),
          .last_found = row.last_found,
          .last_error = row.last_error.empty() ? "" : describe_stored_error(row.last_error, language),
          .attempts = row.attempts,
          .next_try_at = row.next_try_at,
          .value_expires_at = row.value_expires_at,
          .completed_at = row.completed_at,
          .caa = refused ? "refused" : row.caa,
          .caa_problem = refused ? describe_stored_error(row.caa, language) : "",
          .quorum = quorum_of(votes.votes),
          .perspectives = std::move(votes.votes)};
}

} // namespace usecases
