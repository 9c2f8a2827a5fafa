#include "usecases/recover_issuance.h"

#include "core/errors.h"
#include "core/log.h"
#include "usecases/errors.h"
#include "usecases/issuance.h"
#include "usecases/issued_application.h"

namespace usecases {
namespace {

constexpr std::int64_t batch = 500;
const Actor recovery_actor = system_actor("recover_issuance");

} // namespace

core::Result<std::optional<storage::CertificateRow>> settle_intent(World& world, const storage::IntentRow& row) {
  const auto* issuer = world.issuers.by_id(row.issuer_id.str());
  if (issuer == nullptr) return core::fail(errors::issuer_missing, {{"purpose", row.issuer_id.str()}});
  const auto intent = TRY(read_intent(row));
  const auto reply = TRY(world.signer.settle({issuer->slug, row.serial}));
  if (!reply.certificate) {
    TRY(abandon_intent(world, recovery_actor, intent, core::Error{core::errors::unavailable, {}, {}, {}},
                       [&](storage::Transaction& tx) -> core::Result<void> {
                         if (row.application_id) TRY(move_application(tx, *row.application_id, domain::ApplicationStatus::approved));
                         return {};
                       }));
    return std::optional<storage::CertificateRow>();
  }
  const auto certificate = TRY(pki::Certificate::parse(*reply.certificate));
  return std::optional(TRY(store_certificate(world, recovery_actor, intent, certificate,
                                             [&](storage::Transaction& tx, const storage::CertificateRow& stored) -> core::Result<void> {
                                               if (stored.application_id) TRY(complete_application(tx, world, stored));
                                               return {};
                                             })));
}

core::Result<Recovery> recover_issuance(World& world, const std::optional<std::string>& ended_node) {
  const storage::LeftOpen left{world.clock.now() - longest_request, ended_node};
  const auto open = TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_open_intents(tx, left, batch); }));
  Recovery recovery;
  for (const auto& intent : open) {
    const auto settled = settle_intent(world, intent);
    if (!settled && settled.error().code == core::errors::version_stale) continue; // another node was first
    if (!settled && settled.error().code == errors::signed_other_than_asked) {
      core::log::error("issuance_unsettled", settled.error());
      continue;
    }
    if (!settled) return core::fail(settled.error());
    ++(*settled ? recovery.completed : recovery.abandoned);
  }
  if (!open.empty())
    core::log::info("issuance_recovered",
                    {{"completed", std::to_string(recovery.completed)}, {"abandoned", std::to_string(recovery.abandoned)}});
  return recovery;
}

} // namespace usecases
