#include "support/enrolled.h"

#include "core/crypto.h"
#include "support/database.h"
#include "support/story.h"

namespace support {
namespace {

const std::string session = Site::api("/session");

core::Bytes from_base32(const std::string& encoded) {
  core::Bytes out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : encoded) {
    bits = bits << 5U | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
    if ((count += 5) >= 8) out.push_back(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(count -= 8)));
  }
  return out;
}

} // namespace

usecases::CreatedUser new_user(Site& site, const std::string& role) {
  usecases::Actor actor;
  actor.id = "system";
  return must(usecases::create_user(site.world().database, actor,
                                    {role, unique_mark() + "@staff.test", "担当 一郎", "", core::Language::ja}, site.clock().now()));
}

HttpReply log_in(HttpClient& client, const std::string& email, const std::string& password, const std::string& totp) {
  boost::json::object body{{"email", email}, {"password", password}};
  if (!totp.empty()) body["totp"] = totp;
  const auto reply = client.post(session, text(body), {{"Sec-Fetch-Site", "same-origin"}});
  if (reply.status == 200) client.csrf_token = reply.at("/csrfToken");
  return reply;
}

std::string totp_now(Site& site, const std::string& secret) {
  return core::totp_code(from_base32(secret), core::to_unix(site.clock().now()));
}

Enrolled enrol(Site& site, const std::string& role) {
  const auto user = new_user(site, role);
  Enrolled made{site.desk_visitor(), user.id, user.email, "correct horse battery", {}};
  log_in(made.client, user.email, user.one_time_password);
  const auto changed = made.client.post(session + "/passwords", text({{"current", user.one_time_password}, {"next", made.password}}));
  EXPECT_EQ(changed.status, 200) << changed.body;
  made.secret = made.client.post(session + "/totp").at("/secret");
  const auto confirmed = made.client.post(session + "/totp/confirmations", text({{"code", totp_now(site, made.secret)}}));
  EXPECT_EQ(confirmed.status, 200) << confirmed.body;
  return made;
}

} // namespace support
