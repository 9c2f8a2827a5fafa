#include "pki/rsa_check.h"

#include <array>
#include <cmath>
#include <memory>
#include <openssl/bn.h>

namespace pki {
namespace {

__extension__ using Wide = unsigned __int128;

// Primes whose product fits 64 bits, so that one pass over the modulus serves them all.
struct PrimeGroup {
  std::uint64_t product = 1;
  std::vector<std::uint32_t> primes;
};

std::vector<PrimeGroup> prime_groups(std::uint32_t from, std::uint32_t below) {
  std::vector<PrimeGroup> groups(1);
  for (std::uint32_t n = from; n < below; ++n) {
    bool prime = true;
    for (std::uint32_t d = 2; d * d <= n && prime; ++d) prime = n % d != 0;
    if (!prime) continue;
    if (groups.back().product > UINT64_MAX / n) groups.emplace_back();
    groups.back().product *= n;
    groups.back().primes.push_back(n);
  }
  return groups;
}

std::uint64_t modulo(std::span<const std::uint64_t> limbs, std::uint64_t divisor) {
  std::uint64_t rest = 0;
  for (const auto limb : limbs) rest = static_cast<std::uint64_t>(((Wide{rest} << 64) | limb) % divisor);
  return rest;
}

constexpr std::uint32_t last_roca_prime = 167;

// For each prime p: bit r says whether r is a power of 65537 modulo p.
using RocaTable = std::array<std::array<bool, last_roca_prime + 1>, last_roca_prime + 1>;
RocaTable roca_table() {
  RocaTable table{};
  for (std::uint32_t p = 3; p <= last_roca_prime; ++p)
    for (std::uint32_t power = 1; !table[p][power]; power = power * (65537 % p) % p) table[p][power] = true;
  return table;
}

struct FreeNumber {
  void operator()(BIGNUM* number) const { BN_free(number); }
};
using Number = std::unique_ptr<BIGNUM, FreeNumber>;
struct FreeContext {
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};

Number number() { return Number(BN_new()); }

BN_CTX* context() {
  thread_local const std::unique_ptr<BN_CTX, FreeContext> shared(BN_CTX_new());
  return shared.get();
}

// The largest x with x*x <= n, by Newton's method from above; the start is right in 50 bits.
Number square_root(const BIGNUM* n) {
  const int bits = BN_num_bits(n);
  auto x = number();
  auto next = number();
  const int shift = bits > 60 ? (bits - 60) & ~1 : 0;
  BN_rshift(x.get(), n, shift);
  const auto top = static_cast<double>(BN_get_word(x.get()));
  BN_set_word(x.get(), static_cast<BN_ULONG>(std::sqrt(top) * (1 + 1e-15)) + 2);
  BN_lshift(x.get(), x.get(), shift / 2);
  for (;;) {
    BN_div(next.get(), nullptr, n, x.get(), context());
    BN_add(next.get(), next.get(), x.get());
    BN_rshift1(next.get(), next.get());
    if (BN_cmp(next.get(), x.get()) >= 0) return x;
    std::swap(x, next);
  }
}

bool is_square(const BIGNUM* n) {
  auto root = square_root(n);
  BN_sqr(root.get(), root.get(), context());
  return BN_cmp(root.get(), n) == 0;
}

// Residues that a square can have, for a quick "surely no square".
struct SquareFilter {
  static constexpr std::array<std::uint32_t, 8> moduli{64, 63, 65, 11, 17, 19, 23, 31};
  static constexpr std::uint64_t product = 64ULL * 63 * 65 * 11 * 17 * 19 * 23 * 31;
  std::array<std::array<bool, 65>, moduli.size()> possible{};
  SquareFilter() {
    for (std::size_t i = 0; i < moduli.size(); ++i)
      for (std::uint32_t r = 0; r < moduli[i]; ++r) possible[i][r * r % moduli[i]] = true;
  }
  bool may_be_square(std::uint64_t rest) const {
    for (std::size_t i = 0; i < moduli.size(); ++i)
      if (!possible[i][rest % moduli[i]]) return false;
    return true;
  }
};

} // namespace

RsaModulus::RsaModulus(core::ByteView magnitude) : magnitude_(magnitude) {
  std::uint64_t limb = 0;
  for (std::size_t i = 0; i < magnitude.size(); ++i) {
    limb = limb << 8 | magnitude[i];
    if ((magnitude.size() - i - 1) % 8 != 0) continue;
    limbs_.push_back(limb);
    limb = 0;
  }
}

std::uint32_t RsaModulus::small_factor() const {
  static const auto groups = prime_groups(2, small_factor_limit);
  for (const auto& group : groups) {
    const auto rest = modulo(limbs_, group.product);
    for (const auto prime : group.primes)
      if (rest % prime == 0) return prime;
  }
  return 0;
}

bool RsaModulus::has_roca_fingerprint() const {
  static const auto groups = prime_groups(3, last_roca_prime + 1);
  static const auto table = roca_table();
  for (const auto& group : groups) {
    const auto rest = modulo(limbs_, group.product);
    for (const auto prime : group.primes)
      if (!table[prime][rest % prime]) return false;
  }
  return true;
}

// N = a^2 - b^2 with a = ceil(sqrt(N)), ceil(sqrt(N)) + 1, …; from round to round b^2 grows by 2a + 1.
bool RsaModulus::has_close_primes() const {
  static const SquareFilter filter;
  constexpr auto m = SquareFilter::product;
  const Number n(BN_bin2bn(magnitude_.data(), static_cast<int>(magnitude_.size()), nullptr));
  auto a = square_root(n.get());
  auto b_squared = number();
  BN_sqr(b_squared.get(), a.get(), context());
  if (BN_cmp(b_squared.get(), n.get()) == 0) return true;
  BN_add_word(a.get(), 1);
  BN_sqr(b_squared.get(), a.get(), context());
  BN_sub(b_squared.get(), b_squared.get(), n.get());

  const auto a_rest = BN_mod_word(a.get(), m), b_rest = BN_mod_word(b_squared.get(), m);
  auto candidate = number();
  for (std::uint64_t k = 0; k < fermat_rounds; ++k) {
    // (a + k)^2 - N = b^2 + 2ak + k^2
    const auto rest = static_cast<std::uint64_t>((Wide{b_rest} + Wide{2 * k} * a_rest + k * k) % m);
    if (!filter.may_be_square(rest)) continue;
    BN_copy(candidate.get(), a.get());
    BN_mul_word(candidate.get(), 2 * k);
    BN_add(candidate.get(), candidate.get(), b_squared.get());
    BN_add_word(candidate.get(), k * k);
    if (is_square(candidate.get())) return true;
  }
  return false;
}

} // namespace pki
