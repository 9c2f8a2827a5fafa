#include "usecases/recover_issuance.h"

#include "core/log.h"
#include "storage/errors.h"
#include "usecases/issuance.h"
#include "usecases/errors.h"
#include "usecases/issued_application.h"

namespace usecases {
namespace {

constexpr std::int64_t batch = 500;
const Actor recovery_actor = system_actor("recover_issuance");

core::Result<bool> settle(World& world, const storage::IntentRow& row) {
  const auto* issuer = world.issuers.by_id(row.issuer_id.str());
  if (issuer == nullptr) return core::fail(errors::issuer_missing, {{"purpose", row.issuer_id.str()}});
  const auto intent = TRY(read_intent(row));
  const auto reply = TRY(world.signer.settle({issuer->slug, row.serial}));
  if (!reply.certificate) {
    TRY(abandon_intent(world, recovery_actor, intent, core::Error{core::errors::unavailable, {}, {}, {}}, [&](storage::Transaction& tx) -> core::Result<void> {
      if (row.application_id) TRY(move_application(tx, *row.application_id, domain::ApplicationStatus::approved));
      return {};
    }));
    return false;
  }
  const auto certificate = TRY(pki::Certificate::parse(*reply.certificate));
  TRY(store_certificate(world, recovery_actor, intent, certificate, [&](storage::Transaction& tx, const storage::CertificateRow& stored) -> core::Result<void> {
    if (stored.application_id) TRY(complete_application(tx, world, stored));
    return {};
  }));
  return true;
}

} // namespace

core::Result<Recovery> recover_issuance(World& world, std::chrono::seconds older_than) {
  const auto before = world.clock.now() - older_than;
  const auto open = TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_open_intents(tx, before, batch); }));
  Recovery recovery;
  for (const auto& intent : open) {
    const auto completed = settle(world, intent);
    if (!completed && completed.error().code == core::errors::version_stale) continue; // another node was first
    if (!completed && completed.error().code == errors::signed_other_than_asked) {
      core::log::error("issuance_unsettled", completed.error());
      continue;
    }
    if (!completed) return core::fail(completed.error());
    ++(*completed ? recovery.completed : recovery.abandoned);
  }
  if (!open.empty())
    core::log::info("issuance_recovered", {{"completed", std::to_string(recovery.completed)}, {"abandoned", std::to_string(recovery.abandoned)}});
  return recovery;
}

} // namespace usecases
