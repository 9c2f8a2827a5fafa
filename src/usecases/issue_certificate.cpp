#include "usecases/issue_certificate.h"

#include "core/errors.h"
#include "core/fault.h"
#include "core/semaphore.h"
#include "domain/names.h"
#include "pki/errors.h"
#include "usecases/check_caa.h"
#include "usecases/inspect_csr.h"
#include "usecases/issuance.h"
#include "usecases/issuance_facts.h"
#include "usecases/recover_issuance.h"
#include "usecases/screening.h"

#include <utility>
#include <variant>

namespace usecases {
namespace {

/// A request that needs no database to be understood.
struct Wanted {
  IssuancePlan plan;
  std::vector<domain::DomainName> names;
  std::optional<storage::OrganizationId> organization;
};

std::vector<std::string> texts(const std::vector<domain::DomainName>& names) {
  std::vector<std::string> out;
  for (const auto& name : names) out.push_back(name.str());
  return out;
}

core::Result<Wanted> read(const World& world, const Actor& actor, const IssueRequest& request) {
  const auto now = world.clock.now();
  const auto& product = *TRY(world.catalogue.product(request.product));
  const auto csr = TRY(pki::verify_csr(TRY(pki::Csr::parse(request.csr)), key_policy(world)));
  auto names =
      TRY(domain::plan_names(product, request.names.empty() ? csr.csr().host_names() : request.names, world.catalogue, actor.language));
  std::optional<storage::OrganizationId> organization;
  if (!request.organization_id.empty()) organization = TRY(storage::OrganizationId::parse(request.organization_id));
  IssuancePlan plan{.issuer = TRY(world.issuers.for_purpose(product.profile)),
                    .account = TRY(storage::AccountId::parse(actor.account_id)),
                    .application = std::nullopt,
                    .product = &product,
                    .organization = std::nullopt,
                    .names = texts(names.names),
                    .extra_names = names.extra_name_licences,
                    .spki = core::to_bytes(csr.spki()),
                    .validity = TRY(domain::new_validity(world.rules, product.rule_profile, now, product.certificate_days)),
                    .now = now,
                    .evidence = {},
                    .request_key = request.request_key};
  return Wanted{std::move(plan), std::move(names.names), std::move(organization)};
}

/// What the account may issue for, once key, organization and names have passed the gate.
core::Result<LoadedFacts> pass_gate(const World& world, storage::Transaction& tx, const Wanted& wanted) {
  const auto& plan = wanted.plan;
  if (TRY(storage::find_blocked_key(tx, core::sha256(plan.spki)))) return core::fail(pki::errors::key_compromised);
  auto loaded = TRY(load_account_facts(tx, plan.account, wanted.organization, *plan.product, wanted.names));
  loaded.facts.denied_matches = TRY(risks_of_account(tx, plan.account, wanted.names, plan.now));
  TRY(domain::check_immediate_issuance(loaded.facts, world.rules, plan.now));
  return loaded;
}

/// CAA at this instant. Names whose answers are not at hand pass the gate first: nobody has us ask the DNS about names of others.
core::Result<std::string> ask_caa(World& world, const Actor& actor, const Wanted& wanted) {
  const auto& plan = wanted.plan;
  if (auto known = known_caa(world, plan.product->rule_profile, plan.names)) return std::move(*known);
  const auto loaded = TRY(world.database.read([&](storage::Transaction& tx) { return pass_gate(world, tx, wanted); }));
  return check_caa(world, actor, make_caa_check(world, plan.account, loaded.facts));
}

/// What the same request, by its Idempotency-Key, began earlier; or what it begins now.
using Begun = std::variant<storage::IntentRow, Intent>;
core::Result<Begun> begin(storage::Transaction& tx, const World& world, const Actor& actor, Wanted& wanted,
                          const core::Result<std::string>& caa) {
  auto& plan = wanted.plan;
  if (plan.request_key)
    if (auto earlier = TRY(storage::find_intent_of_request(tx, *plan.request_key))) return Begun(std::move(*earlier));
  plan.organization = TRY(pass_gate(world, tx, wanted)).organization;
  plan.evidence = TRY(caa);
  return Begun(TRY(reserve_intent(tx, world, actor, plan)));
}

core::Result<CertificateView> finish_earlier(World& world, const IssuancePlan& plan, const storage::IntentRow& row) {
  const auto earlier = TRY(read_intent(row));
  if (earlier.row.product != plan.product->id || earlier.request.spki != plan.spki || earlier.request.dns_names != plan.names)
    return core::fail(core::errors::idempotency_key_reused);
  if (row.status == "reserved" && plan.now < row.created_at + longest_request) return core::fail(core::errors::idempotency_in_progress);
  auto stored = TRY(core::require(TRY(row.status == "reserved" ? settle_intent(world, row) : find_stored(world, row)),
                                  core::errors::idempotency_in_progress));
  const auto certificate = TRY(pki::Certificate::parse(stored.der));
  return CertificateView{std::move(stored), plan.issuer, certificate.subject().to_rfc4514()};
}

/// Each of the three steps is begun by the thread that ended the one before. A step that fails leaves the rest to `finish`, and so does
/// PostgreSQL, which has no thread to end one.
class Steps final : public Issuing {
public:
  Steps(World& world, const Actor& actor, Wanted wanted)
      : world_(world), actor_(actor), wanted_(std::move(wanted)), caa_(ask_caa(world_, actor_, wanted_)) {}

  void begin(std::move_only_function<void()> ended) override {
    ended_ = std::move(ended);
    world_.database.write_then([this](storage::Transaction& tx) { return usecases::begin(tx, world_, actor_, wanted_, caa_); },
                               [this](core::Result<Begun> outcome) {
                                 begun_ = std::move(outcome);
                                 sign();
                               });
  }
  bool waits() const override { return *begun_ && !(stored_ && *stored_); }
  core::Result<CertificateView> finish() override;

private:
  const Intent* intent() const { return *begun_ ? std::get_if<Intent>(&**begun_) : nullptr; }
  /// Whoever is woken may destroy this.
  void end() { std::exchange(ended_, nullptr)(); }
  void sign() {
    if (intent() == nullptr) return end();
    core::fault::point("issuance.reserved");
    world_.signer.issue_then(intent()->row.request, [this](core::Result<pki::signer::IssueReply> outcome) {
      core::fault::point("issuance.signed");
      reply_ = std::move(outcome);
      store();
    });
  }
  void store() {
    if (!*reply_ || world_.database.engine() != storage::Engine::sqlite || !describe()) return end();
    world_.database.write_then([this](storage::Transaction& tx) { return write_certificate(tx, world_, actor_, *intent(), *row_); },
                               [this](core::Result<void> outcome) {
                                 stored_ = std::move(outcome);
                                 end();
                               });
  }
  /// What goes wrong here goes wrong once more in `finish`, which can tell of it.
  bool describe() try {
    auto parsed = pki::Certificate::parse((*reply_)->certificate);
    if (!parsed) return false;
    auto described = describe_certificate(world_, *intent(), *parsed);
    if (!described) return false;
    certificate_ = std::move(*parsed);
    row_ = std::move(*described);
    return true;
  } catch (const std::exception&) {
    return false;
  }
  CertificateView view_of(storage::CertificateRow row, const pki::Certificate& certificate) const {
    return {std::move(row), wanted_.plan.issuer, certificate.subject().to_rfc4514()};
  }

  World& world_;
  Actor actor_;
  Wanted wanted_;
  core::Result<std::string> caa_;
  std::move_only_function<void()> ended_;
  std::optional<core::Result<Begun>> begun_;
  std::optional<core::Result<pki::signer::IssueReply>> reply_;
  std::optional<pki::Certificate> certificate_;
  std::optional<storage::CertificateRow> row_;
  std::optional<core::Result<void>> stored_;
};

core::Result<CertificateView> Steps::finish() {
  const auto& begun = *begun_;
  if (!begun && storage::violates(begun.error(), "issuance_intents", "request_key"))
    return core::fail(core::errors::idempotency_in_progress);
  if (!begun) return core::fail(begun.error());
  if (const auto* earlier = std::get_if<storage::IntentRow>(&*begun)) return finish_earlier(world_, wanted_.plan, *earlier);
  if (stored_) return view_of(TRY(finish_storing(world_, *intent(), std::move(*stored_), std::move(*row_))), *certificate_);
  const auto certificate = TRY(finish_signing(world_, actor_, *intent(), std::move(*reply_)));
  return view_of(TRY(store_certificate(world_, actor_, *intent(), certificate)), certificate);
}

} // namespace

core::Result<std::unique_ptr<Issuing>> prepare_issuing(World& world, const Actor& actor, const IssueRequest& request) {
  return std::make_unique<Steps>(world, actor, TRY(read(world, actor, request)));
}

core::Result<CertificateView> issue_certificate(World& world, const Actor& actor, const IssueRequest& request) {
  const auto issuing = TRY(prepare_issuing(world, actor, request));
  core::Semaphore ended;
  issuing->begin([&] { ended.release(); });
  ended.acquire();
  return issuing->finish();
}

} // namespace usecases
