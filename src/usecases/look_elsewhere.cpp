#include "usecases/look_elsewhere.h"

#include "domain/validation.h"
#include "storage/applications.h"
#include "storage/caa_looks.h"
#include "usecases/audit.h"
#include "usecases/check_caa.h"
#include "usecases/corroboration.h"
#include "usecases/validation.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr std::string_view tls_profile = "tls.ov"; // what perspectives must be is the same for every TLS profile

outbound::Look remote_look(const storage::ValidationRow& row) {
  if (row.method == "dns_txt") return outbound::TxtLook{row.fqdn, row.authorization_domain, row.random_value};
  return outbound::WebLook{row.fqdn, std::string(validation_file), row.random_value};
}

std::string early_caa(World& world, const storage::ValidationRow& row) {
  const auto method = domain::parse_dcv_method(row.method).value_or(domain::DcvMethod::dns_txt);
  const auto answer = world.caa.check({row.fqdn, caa_account_uri(world, row.account_id.str()), caa_method_label(method)});
  return answer.permitted() ? std::string("permitted") : to_stored_error(*answer.decision.error);
}

boost::json::array to_json(const std::vector<domain::Vote>& votes) {
  boost::json::array out;
  for (const auto& vote : votes) out.push_back({{"perspective", vote.perspective}, {"region", vote.region}, {"result", vote.result}});
  return out;
}

/// The application shows the newest look at each of its names.
core::Result<void> update_caa_look(storage::Transaction& tx, const storage::ValidationRow& row, const std::string& caa, core::Instant now) {
  const auto application = TRY(storage::load_application(tx, *row.application_id, storage::Tenant::of(row.account_id)));
  if (std::ranges::find(application.names, row.fqdn) == application.names.end()) return {};
  return storage::put_caa_look(tx, {application.id, row.account_id, row.fqdn, caa, now});
}

} // namespace

Sightings look_elsewhere(World& world, const storage::ValidationRow& row, outbound::ValidationOutcome& outcome) {
  Sightings sightings;
  sightings.votes = corroborate_outcome(world, remote_look(row), tls_profile, outcome).votes;
  sightings.caa = early_caa(world, row);
  return sightings;
}

core::Result<void> keep_sightings(storage::Transaction& tx, const Actor& actor, const storage::ValidationRow& row,
                                  const Sightings& sightings, core::Instant now) {
  const bool asked = !sightings.votes.empty();
  TRY(storage::record_sightings(tx, row.id, sightings.caa, asked ? to_stored_votes(sightings.votes) : row.perspectives));
  if (row.application_id) TRY(update_caa_look(tx, row, sightings.caa, now));
  if (!asked) return {};
  const boost::json::object details{{"fqdn", row.fqdn},
                                    {"attempt", row.attempts + 1},
                                    {"quorum", domain::quorum_of(sightings.votes)},
                                    {"perspectives", to_json(sightings.votes)}};
  audit(tx, actor, {"domain_seen_by_perspectives", row.id.str(), row.account_id.str(), details}, now);
  return {};
}

} // namespace usecases
