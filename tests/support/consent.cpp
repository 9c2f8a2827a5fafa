#include "support/consent.h"

#include "core/bytes.h"
#include "storage/consents.h"
#include "storage/outbox.h"

#include <boost/json.hpp>

#include <regex>

namespace support {
namespace {

/// The newest sealed mail about the application to that address whose body has a match, and the match.
std::string found_in_mail(usecases::World& world, const std::string& application_id, const std::string& to, const std::regex& wanted) {
  const auto mails = world.database.read([&](storage::Transaction& tx) { return storage::list_outbox_of(tx, application_id); }).value();
  for (const auto& mail : mails) {
    const auto payload = boost::json::parse(mail.payload).as_object();
    if (mail.destination != to || !payload.contains("sealed")) continue;
    const auto plain = world.secrets.open(core::from_base64(payload.at("sealed").as_string()).value(), mail.destination).value();
    const std::string body(boost::json::parse(core::as_text(plain)).at("body").as_string());
    if (std::smatch found; std::regex_search(body, found, wanted)) return found[1];
  }
  throw std::runtime_error("no such mail to " + to);
}

HttpReply expect(HttpReply reply, int status) {
  if (reply.status != status) throw std::runtime_error(std::to_string(reply.status) + " " + reply.body);
  return reply;
}

} // namespace

std::string mailed_link(usecases::World& world, const std::string& application_id, const std::string& to) {
  return found_in_mail(world, application_id, to, std::regex("/a/([A-Za-z0-9_-]{43})"));
}

std::string mailed_consent_code(usecases::World& world, const std::string& application_id, const std::string& to) {
  return found_in_mail(world, application_id, to, std::regex("\\b([0-9]{8})\\b"));
}

HttpReply open_consent(HttpClient& visitor, const std::string& token) {
  auto reply = visitor.post("/api/v1/consent-sessions", text({{"token", token}}));
  if (reply.status == 200) visitor.bearer = reply.at("/token");
  return reply;
}

HttpClient verified_holder(usecases::World& world, HttpClient visitor, const std::string& application_id, const std::string& to) {
  visitor.bearer.clear();
  expect(open_consent(visitor, mailed_link(world, application_id, to)), 200);
  expect(visitor.post("/api/v1/consent-page/codes"), 200);
  expect(visitor.post("/api/v1/consent-page/code-checks", text({{"code", mailed_consent_code(world, application_id, to)}})), 200);
  return visitor;
}

std::string consent_body(const HttpReply& page, std::size_t index) {
  const auto role = page.at("/consents/" + std::to_string(index) + "/role");
  boost::json::object body{{"decision", "consent"}};
  if (role == "higher_authority") body["title"] = "部長";
  if (role == "contract_signer") {
    body["signature"] = page.at("/person/name");
    body["agreementSha256"] = page.at("/agreementSha256");
  }
  return text(body);
}

void consent_to_everything(usecases::World& world, const HttpClient& visitor, const std::string& application_id) {
  const auto id = storage::ApplicationId::stored(application_id);
  for (;;) {
    const auto all = world.database.read([&](storage::Transaction& tx) { return storage::list_consents(tx, id); }).value();
    const auto pending = std::ranges::find(all, "pending", &storage::ConsentRow::status);
    if (pending == all.end()) return;
    auto holder = verified_holder(world, visitor, application_id, pending->email);
    const auto page = expect(holder.get("/api/v1/consent-page"), 200);
    for (std::size_t i = 0; i < page.json().at("consents").as_array().size(); ++i)
      expect(holder.post("/api/v1/consents/" + page.at("/consents/" + std::to_string(i) + "/id") + "/decisions", consent_body(page, i)),
             200);
  }
}

} // namespace support
