#include "portal/certificates_api.h"

#include "portal/actor.h"
#include "portal/certificate_dtos.h"
#include "usecases/issue_certificate.h"
#include "usecases/list_position.h"
#include "usecases/revoke_certificate.h"

namespace portal {
namespace {

using http::Call;
using http::LaterReply;
using http::None;
using http::Reply;
using http::Role;
using usecases::World;

constexpr std::int64_t exact_total = 10'000;

struct CertificateListQuery {
  std::string q;
  std::string status;
  std::string sort = "notAfter";
  std::optional<core::Instant> expires_before;
  std::string after;
  std::int64_t limit = 50;
  static constexpr std::array rules{
      http::Rule{.field = "q", .max_length = 200, .has_default = true},
      http::Rule{.field = "status", .one_of = "|active|expired|revoked|reissued|renewed", .has_default = true},
      http::Rule{.field = "sort", .one_of = "notAfter|-notAfter|commonName", .has_default = true},
      http::Rule{.field = "after", .has_default = true}, http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CertificateListQuery, (), (q, status, sort, expires_before, after, limit))

struct CertificateRequest {
  std::string csr;
  std::vector<std::string> names;
  std::string product = "advantage";
  std::optional<std::string> organization_id;
  static constexpr std::array rules{
      http::Rule{.field = "csr", .min_length = 1, .max_length = 65536, .multiline = true},
      http::Rule{
          .field = "names", .max_length = 253, .max_items = 250, .has_default = true, .description = "The CSR's names where left out"},
      http::Rule{.field = "product", .max_length = 40, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CertificateRequest, (), (csr, names, product, organization_id))

struct RevocationRequest {
  std::string reason;
  std::string comment;
  static constexpr std::array rules{
      http::Rule{.field = "reason",
                 .one_of = "unspecified|keyCompromise|affiliationChanged|superseded|cessationOfOperation|privilegeWithdrawn"},
      http::Rule{.field = "comment", .max_length = 1000, .multiline = true, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(RevocationRequest, (), (reason, comment))

storage::CertificateFilter filter_of(std::string_view text) {
  using enum storage::CertificateFilter;
  if (text == "active") return active;
  if (text == "expired") return expired;
  if (text == "revoked") return revoked;
  if (text == "reissued") return reissued;
  return text == "renewed" ? renewed : all;
}

storage::CertificateSort sort_of(std::string_view text) {
  if (text == "-notAfter") return storage::CertificateSort::not_after_descending;
  return text == "commonName" ? storage::CertificateSort::common_name : storage::CertificateSort::not_after;
}

core::Result<Reply<http::Page<CertificateSummary>>> list_certificates(World& world, const Call<None, CertificateListQuery>& call) {
  const auto list = TRY(usecases::after_checked(usecases::list_certificates(world, {.tenant = usecases::tenant_of(actor_of(call)),
                                                                                    .now = call.now,
                                                                                    .q = call.query.q,
                                                                                    .filter = filter_of(call.query.status),
                                                                                    .expires_before = call.query.expires_before,
                                                                                    .sort = sort_of(call.query.sort),
                                                                                    .after = call.query.after,
                                                                                    .limit = call.query.limit})));
  http::Page<CertificateSummary> page{.next = list.page.next};
  (list.total > exact_total ? page.total_at_least : page.total) = std::min(list.total, exact_total);
  for (const auto& row : list.page.items) page.items.push_back(to_summary(world, row, call.language));
  return page;
}

core::Result<Reply<Certificate>> shown(World& world, const http::CallContext& call, const storage::CertificateId& id) {
  const auto actor = actor_of(call);
  return to_dto(world, TRY(usecases::view_certificate(world, actor, id)), actor);
}

core::Result<Reply<Certificate>> get_certificate(World& world, const Call<>& call) {
  return shown(world, call, TRY(call.id<storage::CertificateId>()));
}

core::Result<LaterReply<Certificate>> issue_certificate(World& world, const Call<CertificateRequest>& call) {
  const auto actor = actor_of(call);
  auto issuing = TRY(usecases::prepare_issuing(
      world, actor, {call.body.csr, call.body.names, call.body.product, call.body.organization_id.value_or(""), request_key_of(call)}));
  return LaterReply<Certificate>{[under_way = issuing.get()](auto wake) { under_way->begin(std::move(wake)); },
                                 [under_way = issuing.get()] { return under_way->waits(); },
                                 [&world, actor, issuing = std::move(issuing)]() -> core::Result<Reply<Certificate>> {
                                   return to_dto(world, TRY(issuing->finish()), actor);
                                 }};
}

core::Result<Reply<Certificate>> revoke_certificate(World& world, const Call<RevocationRequest>& call) {
  const auto actor = actor_of(call);
  const auto id = TRY(call.id<storage::CertificateId>());
  TRY(usecases::revoke_certificate(
      world, actor, {id, domain::parse_revocation_reason(call.body.reason).value(), call.body.comment, domain::RevokingParty::staff}));
  return shown(world, call, id);
}

constexpr auto readers = http::allow::any_customer | http::allow::api_key("certificates:read") | http::allow::any_staff;
constexpr auto issuers = http::allow::customer(Role::super_admin, Role::sub_admin) | http::allow::api_key("certificates:issue");

} // namespace

std::vector<http::Endpoint> certificate_endpoints(World& world) {
  using enum http::Method;
  return {
      http::endpoint({.id = "listCertificates",
                      .method = get,
                      .path = "/certificates",
                      .summary = "List certificates",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "certificates"},
                     world, &list_certificates),
      http::endpoint({.id = "getCertificate",
                      .method = get,
                      .path = "/certificates/{id}",
                      .summary = "Show a certificate",
                      .permission = readers,
                      .listeners = http::on::both,
                      .tag = "certificates"},
                     world, &get_certificate),
      http::endpoint({.id = "issueCertificate",
                      .method = post,
                      .path = "/certificates",
                      .summary = "Issue at once for vetted names",
                      .permission = issuers,
                      .listeners = http::on::public_site,
                      .tag = "certificates",
                      .status = 201,
                      .creates = true,
                      .knows_repetitions = true,
                      .body_limit = 256 * 1024},
                     world, &issue_certificate),
      http::endpoint({.id = "revokeCertificate",
                      .method = post,
                      .path = "/certificates/{id}/revocations",
                      .summary = "Revoke a certificate",
                      .permission = http::allow::staff(Role::support, Role::officer),
                      .listeners = http::on::desk,
                      .tag = "certificates",
                      .status = 201,
                      .creates = true,
                      .needs_second_factor = true},
                     world, &revoke_certificate),
  };
}

} // namespace portal
