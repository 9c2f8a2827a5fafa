#pragma once

#include "ca/key_store.h"
#include "core/bytes.h"
#include "core/result.h"
#include "lint/lint.h"

namespace ca {

class LintedCertificate;
struct SignedCertificate {
  core::Bytes der;
  core::Bytes signature;
};

/// Lints a TBSCertificate; `lint_failed` names every requirement that does not hold (BR 4.3.1.2, A14).
core::Result<LintedCertificate> prepare(core::Bytes tbs, const lint::CertificateContext& context);
/// Signs what was linted and compares the result with it, byte for byte; uses the value up.
core::Result<SignedCertificate> sign(LintedCertificate certificate, SigningSession& session);

/// A to-be-signed certificate that passed every lint. Only `prepare` makes one and only `sign` takes one, so that nothing
/// else can be signed.
class LintedCertificate {
public:
  LintedCertificate(LintedCertificate&&) = default;
  LintedCertificate& operator=(LintedCertificate&&) = default;
  LintedCertificate(const LintedCertificate&) = delete;
  core::ByteView tbs() const { return tbs_; }

private:
  LintedCertificate(core::Bytes tbs, pki::SignatureAlgorithm algorithm) : tbs_(std::move(tbs)), algorithm_(algorithm) {}
  friend core::Result<LintedCertificate> prepare(core::Bytes, const lint::CertificateContext&);
  friend core::Result<SignedCertificate> sign(LintedCertificate, SigningSession&);
  core::Bytes tbs_;
  pki::SignatureAlgorithm algorithm_;
};

} // namespace ca
