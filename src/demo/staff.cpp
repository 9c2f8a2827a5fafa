#include "demo/staff.h"

#include "core/clock.h"
#include "core/crypto.h"

namespace demo {
namespace {

core::Bytes from_base32(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  core::Bytes out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos) continue;
    bits = bits << 5 | static_cast<std::uint32_t>(digit);
    count += 5;
    if (count >= 8) out.push_back(static_cast<std::uint8_t>(bits >> (count -= 8) & 0xff));
  }
  return out;
}

} // namespace

core::Result<StaffMember> first_login(const std::string& desk_url, const usecases::CreatedUser& user, const std::string& password) {
  StaffMember member{user.email, user.role, password, {}, ApiClient(desk_url)};
  auto& client = member.client;
  static_cast<void>(TRY(client.post("/api/v1/session", {{"email", user.email}, {"password", user.one_time_password}})));
  static_cast<void>(TRY(client.post("/api/v1/session/passwords", {{"current", user.one_time_password}, {"next", password}})));
  member.totp_secret = text_at(TRY(client.post("/api/v1/session/totp", nullptr)), "/secret");
  const auto code = core::totp_code(from_base32(member.totp_secret), core::to_unix(core::SystemClock{}.now()));
  static_cast<void>(TRY(client.post("/api/v1/session/totp/confirmations", {{"code", code}})));
  return member;
}

} // namespace demo
