#include "usecases/refresh_crls.h"

#include "storage/certificates.h"
#include "storage/errors.h"
#include "storage/issuance.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {
namespace {

constexpr std::int64_t only_shard = 0;
/// A root signs its CRL by ceremony; its life is long (BR 4.9.7: at most twelve months).
constexpr auto root_crl_life = std::chrono::days{180};

struct CrlState {
  std::optional<storage::CrlRow> previous;
  std::vector<storage::CertificateStatusRow> revoked;
};

core::Result<CrlState> load(World& world, const storage::IssuerId& issuer) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<CrlState> {
    auto previous = TRY(storage::find_crl(tx, issuer, only_shard));
    const auto expired_after = previous ? previous->this_update : core::Instant{};
    return CrlState{std::move(previous), TRY(storage::list_revoked(tx, issuer, expired_after))};
  });
}

pki::signer::SignCrl request_for(const World& world, const Issuer& issuer, const CrlState& state) {
  const auto now = world.clock.now();
  const auto life = issuer.purpose == "root" ? std::chrono::seconds{root_crl_life} : world.rules.crl_next_update(now);
  pki::signer::SignCrl request{.issuer = issuer.slug,
                               .number = state.previous ? static_cast<std::uint64_t>(state.previous->number) + 1 : 1,
                               .this_update = now,
                               .next_update = now + life - std::chrono::seconds{1},
                               .entries = {},
                               .shard_url = std::nullopt};
  for (const auto& row : state.revoked)
    request.entries.push_back({row.serial, row.revoked_at.value_or(now), static_cast<pki::RevocationReason>(row.revocation_reason.value_or(0))});
  return request;
}

} // namespace

core::Result<void> refresh_crl(World& world, const storage::IssuerId& id) {
  const auto* issuer = world.issuers.by_id(id.str());
  if (issuer == nullptr) return core::fail(errors::issuer_missing, {{"purpose", id.str()}});
  const auto request = request_for(world, *issuer, TRY(load(world, id)));
  auto reply = TRY(world.signer.sign_crl(request));
  const storage::CrlRow row{id, only_shard, static_cast<std::int64_t>(request.number), std::move(reply.crl), request.this_update, request.next_update};
  const auto stored = world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::put_crl(tx, row));
    audit(tx, system_actor("refresh_crl"), {"crl_signed", id.str(), "", {{"number", row.number}, {"entries", request.entries.size()}}}, row.this_update);
    return {};
  });
  if (!stored && stored.error().code == storage::errors::stale_version) return {}; // another node published a newer one
  return stored;
}

core::Result<void> refresh_due_crls(World& world) {
  const auto now = world.clock.now();
  for (const auto& issuer : world.issuers.all()) {
    const auto id = storage::IssuerId::stored(issuer.id);
    const auto current = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_crl(tx, id, only_shard); }));
    const bool fresh = current && now < current->this_update + (current->next_update - current->this_update) / 2;
    if (!fresh) TRY(refresh_crl(world, id));
  }
  return {};
}

} // namespace usecases
