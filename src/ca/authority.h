#pragma once

#include "ca/key_store.h"
#include "ca/record.h"
#include "core/clock.h"
#include "core/result.h"
#include "lint/lint.h"
#include "pki/certificate.h"
#include "pki/ocsp.h"
#include "pki/signer_protocol.h"
#include "pki/tbs.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace ca {

/// What the hierarchy file says of one CA.
struct AuthorityEntry {
  pki::signer::IssuerEntry entry;
  std::string key_name;
  std::vector<std::string> policy_oids;
};

/// A delegated OCSP responder (BR 7.1.2.8); lives as long as the program once it is in use.
struct Responder {
  pki::Certificate certificate;
  std::unique_ptr<SigningKey> key;
  core::Bytes key_hash; ///< SHA-1 of the key's bits: the ResponderID
};

/// Where CAs keep what they need, and how they make things.
struct Workshop {
  KeyStore& keys;
  Record& record;
  std::filesystem::path directory; ///< DIR/signer
};

/// One CA with everything prepared for signing: identity, template, keys. Shared by threads.
class Authority {
public:
  /// Loads certificate and, for an issuing CA, its key, which signs and verifies a sample first. A root's key stays in its store.
  static core::Result<std::unique_ptr<Authority>> load(AuthorityEntry entry, KeyStore& keys);

  const pki::signer::IssuerEntry& entry() const { return entry_.entry; }
  const std::string& slug() const { return entry_.entry.slug; }
  bool is_root() const { return entry_.entry.purpose == "root"; }
  const pki::Certificate& certificate() const { return certificate_; }
  const pki::IssuerIdentity& identity() const { return identity_; }
  const pki::OcspIssuer& ocsp_issuer() const { return ocsp_issuer_; }
  const pki::TbsTemplate& tls_template() const { return *tls_; }
  /// Every shard's address begins so.
  const std::string& crl_url_prefix() const { return crl_url_prefix_; }
  /// Null for a root.
  const SigningKey* key() const { return key_.get(); }
  /// The key for one use; a root's is loaded for it and dropped again.
  core::Result<std::unique_ptr<SigningSession>> open_key(KeyStore& keys, std::unique_ptr<SigningKey>& holder) const;

  /// The responder for responses made at `now` that are valid until `until`; renewed when less than a third of its life is
  /// left. Null for a root.
  core::Result<const Responder*> responder(core::Instant now, core::Instant until, const Workshop& workshop);
  /// Loads the responder of the last run, if there is one.
  core::Result<void> load_responder(const Workshop& workshop);

private:
  Authority(AuthorityEntry entry, pki::Certificate certificate) : entry_(std::move(entry)), certificate_(std::move(certificate)) {}
  core::Result<std::unique_ptr<Responder>> make_responder(core::Instant now, const Workshop& workshop) const;

  AuthorityEntry entry_;
  pki::Certificate certificate_;
  pki::IssuerIdentity identity_;
  pki::OcspIssuer ocsp_issuer_;
  std::optional<pki::TbsTemplate> tls_;
  std::string crl_url_prefix_;
  std::unique_ptr<SigningKey> key_;
  std::mutex renewing_;
  std::atomic<const Responder*> current_ = nullptr;
  std::vector<std::unique_ptr<Responder>> responders_; ///< old ones stay: sessions of other threads may use them
};

/// A policy list for certificates: the CPS address stands behind the CA's own policy, or behind the only one.
core::Result<std::vector<pki::PolicyReference>> policy_references(const std::vector<std::string>& oids, const std::string& cps_url);
/// 16 random octets with the top bit clear and the first octet not zero.
core::Bytes random_serial();
/// Lint, record, sign, record, sync: for the certificates that the signer makes on its own account.
struct OwnCertificate {
  std::string_view issuer; ///< slug of the signing CA
  core::ByteView serial;
  std::string_view label;
};
core::Result<core::Bytes> make_certificate(core::Bytes tbs, const lint::CertificateContext& context, const OwnCertificate& own,
                                           SigningSession& session, Record& record);

} // namespace ca
