#include "ca/linted_certificate.h"

#include "ca/errors.h"
#include "pki/der.h"

namespace ca {

core::Result<LintedCertificate> prepare(core::Bytes tbs, const lint::CertificateContext& context) {
  const auto findings = lint::check_certificate(tbs, context);
  if (!findings.empty()) return core::fail(errors::lint_failed, {{"findings", lint::describe(findings)}});
  return LintedCertificate(std::move(tbs), context.signature_algorithm);
}

core::Result<SignedCertificate> sign(LintedCertificate certificate, SigningSession& session) {
  auto signature = TRY(session.sign(certificate.tbs_));
  auto der = pki::assemble_signed(certificate.tbs_, certificate.algorithm_, signature);
  auto outer = TRY(pki::der::read_sequence(der));
  const auto signed_part = TRY(outer.any());
  if (!core::equal(signed_part.whole, certificate.tbs_)) return core::fail(errors::signature_mismatch);
  return SignedCertificate{std::move(der), std::move(signature)};
}

} // namespace ca
