#pragma once

#include "core/result.h"
#include "pki/certificate.h"
#include "storage/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace usecases {

/// A CA certificate of this installation.
struct Issuer {
  std::string id;
  std::string slug;      ///< in its URLs
  std::string purpose;   ///< `root`, `ov`, `ev`, `smime`
  std::string parent_id; ///< empty for a root
  pki::Certificate certificate;
};

/// The hierarchy (A08), read once at start; it changes only by a ceremony and a restart.
class IssuerDirectory {
public:
  static core::Result<IssuerDirectory> load(storage::Database& database);

  const std::vector<Issuer>& all() const { return issuers_; }
  /// Where a certificate of that use is issued from; `not_found` before `shomei init`.
  core::Result<const Issuer*> for_purpose(std::string_view purpose) const;
  const Issuer* by_id(std::string_view id) const;
  const Issuer* by_slug(std::string_view slug) const;
  /// What is delivered with a leaf: the issuer and its parents, without the root (A08, D01).
  std::vector<const Issuer*> intermediates_of(const Issuer& issuer) const;
  std::string chain_pem(const Issuer& issuer) const;
  /// The issuer, its parents, the root last.
  std::vector<const Issuer*> chain_of(const Issuer& issuer) const;

private:
  std::vector<Issuer> issuers_;
};

} // namespace usecases
