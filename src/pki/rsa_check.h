#pragma once

#include "core/bytes.h"

namespace pki {

/// Tests of an RSA modulus (BR 6.1.1.3) on its magnitude without leading zeros.
class RsaModulus {
public:
  /// Below this every prime is tried (NIST SP 800-89 5.3.3 asks for 752).
  static constexpr std::uint32_t small_factor_limit = 1024;
  static constexpr int fermat_rounds = 100;

  explicit RsaModulus(core::ByteView magnitude);
  /// Its smallest prime factor below the limit, or 0.
  std::uint32_t small_factor() const;
  /// Whether 100 rounds of Fermat's method factor it, as primes from a flawed generator that lie close together.
  bool has_close_primes() const;
  /// The ROCA fingerprint (CVE-2017-15361): N is a power of 65537 modulo each of the primes 3..167.
  bool has_roca_fingerprint() const;

private:
  core::ByteView magnitude_;
  std::vector<std::uint64_t> limbs_; // most significant first
};

} // namespace pki
