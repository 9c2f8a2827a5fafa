#include "domain/access_code.h"

#include "core/crypto.h"
#include "core/text.h"
#include "domain/errors.h"

namespace domain {

core::Result<void> check_redeemable(const AccessCodeFacts& code, core::Instant now) {
  switch (code.status) {
  case AccessCodeStatus::used:
    return core::fail(errors::access_code_used);
  case AccessCodeStatus::revoked:
    return core::fail(errors::access_code_revoked);
  case AccessCodeStatus::expired:
    return core::fail(errors::access_code_expired);
  case AccessCodeStatus::issued:
    break;
  }
  if (now >= code.expires_at) return core::fail(errors::access_code_expired);
  return {};
}

std::string normalize_access_code(std::string_view typed) {
  std::string out;
  for (auto c : core::to_utf32(core::fold_width(typed.substr(0, 200)))) {
    if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
    if ((c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9')) out += static_cast<char>(c);
  }
  return out;
}

std::string access_code_hash(std::string_view typed) { return core::sha256_hex(core::as_bytes(normalize_access_code(typed))); }

std::string make_access_code() { return core::random_code(4); }

core::Instant access_code_expiry(core::Instant issued, std::chrono::days life) { return issued + life; }

} // namespace domain
