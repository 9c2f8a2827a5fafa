#pragma once

#include "core/crypto.h"
#include "core/result.h"
#include "pki/public_key.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pki {

/// SHA-256 fingerprints of SubjectPublicKeyInfos that nobody may use (docs/formats/bad-keys.md), held sorted.
class BadKeys {
public:
  BadKeys() = default;
  /// `bad_keys_file_malformed` names the first bad line, and the file as it is called here.
  static core::Result<BadKeys> parse(std::string_view text, std::string_view file);
  static core::Result<BadKeys> load(const std::filesystem::path& path);
  bool contains(const core::Sha256& spki_sha256) const;
  std::size_t size() const { return fingerprints_.size(); }

private:
  std::vector<core::Sha256> fingerprints_;
};

/// What check_key needs besides the key. `is_blocked` says whether a key was revoked for compromise (D08); `curves` are those that
/// the rules of the day allow.
struct KeyPolicy {
  const BadKeys* bad_keys = nullptr;
  std::function<bool(const core::Sha256& spki_sha256)> is_blocked;
  std::set<std::string> curves{"P-256", "P-384", "P-521"};
};

/// One line of the CSR page: a check's name and the refusal, if any.
struct Check {
  std::string_view name;
  std::optional<core::Error> error;
};

/// Every check of A10 (BR 6.1.1.3, 6.1.5, 6.1.6) that applies to the kind of key, in the order in which they are made:
/// key_algorithm, key_size, key_exponent, key_modulus, key_small_factors, key_close_primes, key_roca | key_curve, key_point;
/// then key_known_bad and key_compromised. A check that needs an earlier one to pass is left out.
std::vector<Check> inspect_key(const PublicKey& key, const KeyPolicy& policy = {});
/// The first refusal of inspect_key, without the cost of the rest.
core::Result<void> check_key(const PublicKey& key, const KeyPolicy& policy = {});
/// check_key for a caller that verifies a signature next: the OpenSSL key that the point check made is kept.
core::Result<Verifier> checked_verifier(const PublicKey& key, const KeyPolicy& policy = {});

} // namespace pki
