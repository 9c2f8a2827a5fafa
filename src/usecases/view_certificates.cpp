#include "usecases/view_certificates.h"

#include "usecases/errors.h"

namespace usecases {

storage::Tenant tenant_of(const Actor& actor) {
  return actor.is_staff ? storage::Tenant::any()
                        : storage::Tenant::of(storage::AccountId::stored(actor.account_id.empty() ? "none" : actor.account_id));
}

core::Result<CertificateList> list_certificates(World& world, storage::CertificateQuery query) {
  query.now = world.clock.now();
  return world.database.read([&](storage::Transaction& tx) -> core::Result<CertificateList> {
    auto page = TRY(storage::list_certificates(tx, query));
    return CertificateList{std::move(page), TRY(storage::count_certificates(tx, query))};
  });
}

core::Result<CertificateView> view_certificate(World& world, const Actor& actor, const storage::CertificateId& id) {
  auto row = TRY(world.database.read([&](storage::Transaction& tx) { return storage::load_certificate(tx, id, tenant_of(actor)); }));
  const auto* issuer = world.issuers.by_id(row.issuer_id.str());
  if (issuer == nullptr) return core::fail(errors::issuer_missing, {{"purpose", row.issuer_id.str()}});
  auto subject = TRY(pki::Certificate::parse(row.der)).subject().to_rfc4514();
  return CertificateView{std::move(row), issuer, std::move(subject)};
}

} // namespace usecases
