#include "usecases/look_at_caa_early.h"

#include "domain/issuance.h"
#include "storage/caa_looks.h"
#include "storage/jobs.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/caa_advice.h"
#include "usecases/check_caa.h"
#include "usecases/issuance_facts.h"
#include "usecases/validation.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr std::chrono::hours look_interval{1};
constexpr std::string_view permitted = "permitted";

struct Asked {
  storage::ApplicationRow application;
  std::string profile;
  std::vector<domain::DomainProof> proofs;
};

core::Result<Asked> load(storage::Transaction& tx, const World& world, const storage::ApplicationId& id) {
  auto row = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  std::vector<domain::DomainName> names;
  for (const auto& name : row.names) names.push_back(domain::DomainName::stored(name));
  auto proofs = TRY(load_proofs(tx, row.account_id, names));
  auto profile = TRY(world.catalogue.product(row.product))->rule_profile;
  return Asked{std::move(row), std::move(profile), std::move(proofs)};
}

/// The method of the name's proof; while there is none, any that may yet prove it.
std::vector<std::string> methods_of(const World& world, const Asked& asked, const std::string& name) {
  const auto proof = domain::fresh_proof(asked.proofs, domain::DomainName::stored(name), world.rules, asked.profile, world.clock.now());
  return proof ? std::vector{caa_method_label(proof->method)} : caa_methods(world, asked.profile);
}

std::string look(World& world, const Asked& asked, const std::string& name) {
  std::string refusal;
  const auto account = caa_account_uri(world, asked.application.account_id.str());
  for (const auto& method : methods_of(world, asked, name)) {
    const auto answer = world.caa.check({name, account, method});
    if (answer.permitted()) return std::string(permitted);
    refusal = to_stored_error(*answer.decision.error);
  }
  return refusal;
}

core::Result<void> keep(storage::Transaction& tx, const Actor& actor, const storage::ApplicationRow& application,
                        const std::vector<storage::CaaLookRow>& looks, core::Instant now) {
  const auto before = TRY(storage::list_caa_looks(tx, application.id));
  boost::json::array refused;
  bool changed = false;
  for (const auto& row : looks) {
    TRY(storage::put_caa_look(tx, row));
    if (row.result != permitted) refused.emplace_back(row.name);
    const auto known = std::ranges::find(before, row.name, &storage::CaaLookRow::name);
    changed = changed || known == before.end() || known->result != row.result;
  }
  if (changed) audit(tx, actor, {"caa_looked_at", application.id.str(), application.account_id.str(), {{"refused", refused}}}, now);
  if (refused.empty()) return {};
  return storage::upsert_job(tx, {std::string(caa_look_job), application.id.str(), "{}", now + look_interval});
}

} // namespace

core::Result<void> look_at_caa_early(World& world, const Actor& actor, const storage::ApplicationId& id) {
  const auto asked = TRY(world.database.read([&](storage::Transaction& tx) { return load(tx, world, id); }));
  if (!check_validations_open(asked.application)) return {};
  std::vector<storage::CaaLookRow> looks;
  for (const auto& name : asked.application.names)
    looks.push_back({id, asked.application.account_id, name, look(world, asked, name), world.clock.now()});
  return world.database.write([&](storage::Transaction& tx) { return keep(tx, actor, asked.application, looks, world.clock.now()); });
}

core::Result<std::vector<NameCaa>> show_caa_looks(storage::Transaction& tx, const storage::ApplicationId& id, core::Language language) {
  std::vector<NameCaa> out;
  for (const auto& row : TRY(storage::list_caa_looks(tx, id))) {
    const bool refused = row.result != permitted;
    out.push_back({row.name, refused ? "refused" : row.result, refused ? describe_stored_error(row.result, language) : "", row.looked_at});
  }
  return out;
}

} // namespace usecases
