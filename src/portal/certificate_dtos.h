#pragma once

#include "http/dto.h"
#include "portal/action.h"
#include "usecases/view_certificates.h"

#include <string>
#include <vector>

namespace portal {

struct CertificateSummary {
  std::string id;
  std::string common_name;
  std::vector<std::string> names;
  std::string organization;
  std::string product;
  std::string product_name;
  std::string status;
  std::string serial_number;
  std::string issuer;
  core::Instant not_before{};
  core::Instant not_after{};
  std::string key_type;
  std::int64_t key_bits = 0;
  std::string sha256;
  core::Instant issued_at{};
  std::optional<core::Instant> revoked_at;
  std::optional<std::string> revocation_reason;
};
BOOST_DESCRIBE_STRUCT(CertificateSummary, (),
                      (id, common_name, names, organization, product, product_name, status, serial_number, issuer, not_before, not_after,
                       key_type, key_bits, sha256, issued_at, revoked_at, revocation_reason))

struct Certificate : CertificateSummary {
  std::string subject;
  std::optional<std::string> application_id;
  std::string pem;
  std::string chain_pem;
  std::int64_t version = 0;
  std::vector<Action> actions;
};
BOOST_DESCRIBE_STRUCT(Certificate, (CertificateSummary), (subject, application_id, pem, chain_pem, version, actions))

CertificateSummary to_summary(const usecases::World& world, const storage::CertificateSummaryRow& row, core::Language language);
CertificateSummary to_summary(const usecases::World& world, const storage::CertificateRow& row, core::Language language);
Certificate to_dto(const usecases::World& world, const usecases::CertificateView& view, const usecases::Actor& actor);

} // namespace portal
