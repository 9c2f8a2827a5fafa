#include "usecases/refresh_crls.h"

#include "core/errors.h"
#include "core/fault.h"
#include "pki/signer_errors.h"
#include "storage/certificates.h"
#include "storage/errors.h"
#include "storage/issuance.h"
#include "usecases/audit.h"
#include "usecases/errors.h"

#include <algorithm>
#include <charconv>

namespace usecases {
namespace {

constexpr std::int64_t only_shard = 0;
constexpr int most_attempts = 5; // nodes that sign at the same time take turns
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

pki::signer::SignCrl request_for(const World& world, const Issuer& issuer, const CrlState& state, std::uint64_t after) {
  const auto now = world.clock.now();
  const auto life = issuer.purpose == "root" ? std::chrono::seconds{root_crl_life} : world.rules.crl_next_update(now);
  if (state.previous) after = std::max(after, static_cast<std::uint64_t>(state.previous->number));
  pki::signer::SignCrl request{.issuer = issuer.slug,
                               .number = after + 1,
                               .this_update = now,
                               .next_update = now + life - std::chrono::seconds{1},
                               .entries = {},
                               .shard_url = std::nullopt};
  for (const auto& row : state.revoked)
    request.entries.push_back(
        {row.serial, row.revoked_at.value_or(now), static_cast<pki::RevocationReason>(row.revocation_reason.value_or(0))});
  return request;
}

/// The highest number that the signer has used, where that is why it refused.
std::optional<std::uint64_t> number_used(const core::Error& error) {
  if (error.code != pki::signer::errors::crl_number_used) return std::nullopt;
  for (const auto& [name, value] : error.params) {
    std::uint64_t last = 0;
    if (name == "last" && std::from_chars(value.data(), value.data() + value.size(), last).ec == std::errc{}) return last;
  }
  return std::nullopt;
}

struct SignedCrl {
  pki::signer::SignCrl request;
  core::Bytes der;
};

/// A number that the signer has used and the database does not know was signed by another node just now, or by a process that was
/// killed before it stored the CRL: the next one is taken. What is revoked is read anew for it, so that a higher number never
/// knows less (G02).
core::Result<SignedCrl> sign(World& world, const Issuer& issuer, const storage::IssuerId& id) {
  std::uint64_t after = 0;
  for (int attempt = 1;; ++attempt) {
    auto request = request_for(world, issuer, TRY(load(world, id)), after);
    auto reply = world.signer.sign_crl(request);
    core::fault::point("crl.signed");
    if (reply) return SignedCrl{std::move(request), std::move(reply->crl)};
    const auto used = number_used(reply.error());
    if (!used || attempt == most_attempts) return core::fail(std::move(reply).error());
    after = *used;
  }
}

} // namespace

core::Result<void> refresh_crl(World& world, const storage::IssuerId& id) {
  const auto* issuer = world.issuers.by_id(id.str());
  if (issuer == nullptr) return core::fail(errors::issuer_missing, {{"purpose", id.str()}});
  const auto made = TRY(sign(world, *issuer, id));
  const auto& request = made.request;
  const storage::CrlRow row{id, only_shard, static_cast<std::int64_t>(request.number), made.der, request.this_update, request.next_update};
  auto stored = world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::put_crl(tx, row));
    audit(tx, system_actor("refresh_crl"), {"crl_signed", id.str(), "", {{"number", row.number}, {"entries", request.entries.size()}}},
          row.this_update);
    return {};
  });
  if (!stored && stored.error().code == core::errors::version_stale) return {}; // another node published a newer one
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
