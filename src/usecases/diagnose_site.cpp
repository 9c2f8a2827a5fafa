#include "usecases/diagnose_site.h"

#include "core/time.h"
#include "domain/domain_name.h"
#include "pki/key_check.h"

#include <algorithm>

namespace usecases {
namespace {

constexpr auto soon = std::chrono::days{30};

bool names_match(const pki::Certificate& leaf, const std::string& name) {
  const auto host = domain::DomainName::stored(name);
  return std::ranges::any_of(leaf.dns_names(), [&](const std::string& entry) { return domain::DomainName::stored(entry).covers(host); });
}

bool is_self_signed(const pki::Certificate& certificate) {
  return core::equal(certificate.tbs().issuer_der, certificate.tbs().subject_der);
}

/// Each certificate must be followed by its issuer (RFC 8446 4.4.2 asks for no more than that).
bool in_order(const std::vector<pki::Certificate>& chain) {
  for (std::size_t i = 0; i + 1 < chain.size(); ++i)
    if (!core::equal(chain[i].tbs().issuer_der, chain[i + 1].tbs().subject_der)) return false;
  return true;
}

void judge_dates(const pki::Certificate& leaf, core::Instant now, std::vector<SiteFinding>& findings) {
  const auto until = core::to_rfc3339(leaf.not_after());
  if (now > leaf.not_after())
    findings.push_back({"expired", {{"not_after", until}}});
  else if (now < leaf.not_before())
    findings.push_back({"not_yet_valid", {{"not_before", core::to_rfc3339(leaf.not_before())}}});
  else if (leaf.not_after() - now < soon)
    findings.push_back({"expires_soon", {{"not_after", until}}});
}

void judge_chain(const std::vector<pki::Certificate>& chain, const outbound::TlsReport& report, std::vector<SiteFinding>& findings) {
  const auto& leaf = chain.front();
  if (is_self_signed(leaf)) return findings.push_back({"self_signed", {}});
  if (!in_order(chain)) findings.push_back({"wrong_order", {}});
  if (chain.size() == 1)
    findings.push_back({"intermediate_missing", {{"issuer", leaf.issuer().to_rfc4514()}}});
  else if (!report.verification.empty() && in_order(chain))
    findings.push_back({"not_trusted", {{"why", report.verification}}});
}

} // namespace

core::Result<SiteDiagnosis> diagnose(const outbound::TlsReport& report, const outbound::TlsTarget& target, core::Instant now) {
  std::vector<pki::Certificate> chain;
  for (const auto& der : report.chain) chain.push_back(TRY(pki::Certificate::parse(der)));
  SiteDiagnosis diagnosis;
  diagnosis.protocol = report.protocol;
  if (chain.empty()) {
    diagnosis.findings.push_back({"no_certificate", {}});
    return diagnosis;
  }
  const auto& leaf = chain.front();
  diagnosis.common_name = leaf.dns_names().empty() ? leaf.subject().to_rfc4514() : leaf.dns_names().front();
  diagnosis.not_after = leaf.not_after();
  judge_dates(leaf, now, diagnosis.findings);
  if (!names_match(leaf, target.server_name)) diagnosis.findings.push_back({"wrong_name", {{"name", target.server_name}}});
  judge_chain(chain, report, diagnosis.findings);
  if (const auto key = leaf.public_key(); !key || !pki::check_key(*key)) diagnosis.findings.push_back({"weak_key", {}});
  if (report.protocol != "TLSv1.2" && report.protocol != "TLSv1.3")
    diagnosis.findings.push_back({"old_protocol", {{"protocol", report.protocol}}});
  if (report.asks_for_client_certificate) diagnosis.findings.push_back({"asks_for_client_certificate", {}});
  return diagnosis;
}

} // namespace usecases
