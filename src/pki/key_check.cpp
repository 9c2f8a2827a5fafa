#include "pki/key_check.h"

#include "core/errors.h"
#include "core/text.h"
#include "pki/errors.h"
#include "pki/rsa_check.h"

#include <algorithm>
#include <fstream>
#include <span>
#include <sstream>

namespace pki {
namespace {

constexpr std::size_t smallest_modulus = 2048; // BR 6.1.5
constexpr std::size_t largest_modulus = 8192;  // a verification above costs a server too much
constexpr std::uint64_t smallest_exponent = 65537;
constexpr std::size_t largest_exponent_size = 8; // OpenSSL verifies no larger one with a modulus above 3072 bits

/// After a `fatal` step fails, the steps of the same kind of key behind it would tell nothing.
struct Step {
  std::string_view name;
  core::Result<void> (*run)(const PublicKey& key, const KeyPolicy& policy);
  bool fatal;
};

core::Result<void> supported(const PublicKey& key, const KeyPolicy&) {
  if (key.algorithm() != KeyAlgorithm::unsupported || key.other_curve()) return {};
  return core::fail(errors::key_algorithm_unsupported, {{"algorithm", key.algorithm_name()}});
}

core::Result<void> modulus_size(const PublicKey& key, const KeyPolicy&) {
  const core::Params bits{{"bits", std::to_string(key.bits())}};
  if (key.bits() < smallest_modulus) return core::fail(errors::key_rsa_too_small, bits);
  if (key.bits() > largest_modulus)
    return core::fail(errors::key_rsa_too_large, {{"bits", std::to_string(key.bits())}, {"limit", std::to_string(largest_modulus)}});
  if (key.bits() % 8 != 0) return core::fail(errors::key_rsa_size_not_whole_bytes, bits);
  return {};
}

core::Result<void> exponent(const PublicKey& key, const KeyPolicy&) {
  const auto e = key.exponent();
  if (e.size() > largest_exponent_size) return core::fail(errors::key_rsa_exponent_too_large);
  std::uint64_t value = 0;
  for (const auto octet : e) value = value << 8 | octet;
  const core::Params params{{"exponent", std::to_string(value)}};
  if (value == 1) return core::fail(errors::key_rsa_exponent_one);
  if (value % 2 == 0) return core::fail(errors::key_rsa_exponent_even, params);
  if (value < smallest_exponent) return core::fail(errors::key_rsa_exponent_too_small, params);
  return {};
}

core::Result<void> odd_modulus(const PublicKey& key, const KeyPolicy&) {
  if (key.modulus().back() % 2 == 0) return core::fail(errors::key_rsa_modulus_even);
  return {};
}

core::Result<void> small_factors(const PublicKey& key, const KeyPolicy&) {
  const auto factor = RsaModulus(key.modulus()).small_factor();
  if (factor != 0) return core::fail(errors::key_rsa_small_factor, {{"factor", std::to_string(factor)}});
  return {};
}

core::Result<void> close_primes(const PublicKey& key, const KeyPolicy&) {
  if (RsaModulus(key.modulus()).has_close_primes()) return core::fail(errors::key_rsa_close_primes);
  return {};
}

core::Result<void> roca(const PublicKey& key, const KeyPolicy&) {
  if (RsaModulus(key.modulus()).has_roca_fingerprint()) return core::fail(errors::key_rsa_roca);
  return {};
}

core::Result<void> curve(const PublicKey& key, const KeyPolicy& policy) {
  if (!key.other_curve() && policy.curves.contains(key.algorithm_name())) return {};
  const std::vector<std::string> allowed(policy.curves.begin(), policy.curves.end());
  return core::fail(errors::key_curve_unsupported, {{"curve", key.algorithm_name()}, {"curves", core::join(allowed, ", ")}});
}

core::Result<void> point(const PublicKey& key, const KeyPolicy&) {
  TRY(Verifier::make(key));
  return {};
}

constexpr Step rsa_steps[]{
    {"key_algorithm", supported, true},
    {"key_size", modulus_size, true},
    {"key_exponent", exponent, false},
    {"key_modulus", odd_modulus, true},
    {"key_small_factors", small_factors, false},
    {"key_close_primes", close_primes, false},
    {"key_roca", roca, false},
};
constexpr Step ec_steps[]{{"key_algorithm", supported, true}, {"key_curve", curve, true}, {"key_point", point, true}};

std::span<const Step> steps_for(const PublicKey& key) {
  if (key.algorithm() == KeyAlgorithm::rsa) return rsa_steps;
  return key.algorithm() == KeyAlgorithm::unsupported && !key.other_curve() ? std::span<const Step>(ec_steps).first(1)
                                                                            : std::span<const Step>(ec_steps);
}

core::Result<void> not_known_bad(const core::Sha256& fingerprint, const KeyPolicy& policy) {
  if (policy.bad_keys != nullptr && policy.bad_keys->contains(fingerprint)) return core::fail(errors::key_known_bad);
  return {};
}

core::Result<void> not_compromised(const core::Sha256& fingerprint, const KeyPolicy& policy) {
  if (policy.is_blocked && policy.is_blocked(fingerprint)) return core::fail(errors::key_compromised);
  return {};
}

void add(std::vector<Check>& checks, std::string_view name, core::Result<void> result) {
  checks.push_back({name, result ? std::nullopt : std::optional(std::move(result).error())});
}

} // namespace

std::vector<Check> inspect_key(const PublicKey& key, const KeyPolicy& policy) {
  std::vector<Check> checks;
  for (const auto& step : steps_for(key)) {
    add(checks, step.name, step.run(key, policy));
    if (checks.back().error && step.fatal) break;
  }
  const auto fingerprint = key.spki_sha256();
  add(checks, "key_known_bad", not_known_bad(fingerprint, policy));
  add(checks, "key_compromised", not_compromised(fingerprint, policy));
  return checks;
}

core::Result<Verifier> checked_verifier(const PublicKey& key, const KeyPolicy& policy) {
  for (const auto& step : steps_for(key))
    if (step.run != point) TRY(step.run(key, policy));
  auto verifier = TRY(Verifier::make(key));
  const auto fingerprint = key.spki_sha256();
  TRY(not_known_bad(fingerprint, policy));
  TRY(not_compromised(fingerprint, policy));
  return verifier;
}

core::Result<void> check_key(const PublicKey& key, const KeyPolicy& policy) {
  TRY(checked_verifier(key, policy));
  return {};
}

core::Result<BadKeys> BadKeys::parse(std::string_view text, std::string_view file) {
  BadKeys keys;
  std::size_t line_number = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    line = line.substr(0, line.find('#'));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const auto digest = core::from_hex(line);
    core::Sha256 fingerprint{};
    if (!digest || digest->size() != fingerprint.size())
      return core::fail(errors::bad_keys_file_malformed, {{"line", std::to_string(line_number)}, {"file", std::string(file)}});
    std::ranges::copy(*digest, fingerprint.begin());
    keys.fingerprints_.push_back(fingerprint);
  }
  std::ranges::sort(keys.fingerprints_);
  const auto repeated = std::ranges::unique(keys.fingerprints_);
  keys.fingerprints_.erase(repeated.begin(), repeated.end());
  keys.fingerprints_.shrink_to_fit();
  return keys;
}

core::Result<BadKeys> BadKeys::load(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return core::fail(core::errors::file_unreadable, {{"path", path.string()}});
  return parse(text.view(), path.string());
}

bool BadKeys::contains(const core::Sha256& spki_sha256) const { return std::ranges::binary_search(fingerprints_, spki_sha256); }

} // namespace pki
