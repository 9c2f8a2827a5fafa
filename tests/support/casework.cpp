#include "support/casework.h"

#include "core/bytes.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace support {

boost::json::object document_json(const std::string& name, const std::string& content) {
  return {{"fileName", name}, {"content", core::to_base64(core::as_bytes(content))}};
}

boost::json::object evidence_json(const std::string& name, const std::string& content) {
  auto json = document_json(name, content);
  json["step"] = "organization";
  json["category"] = "register_extract";
  json["subject"] = "登記事項証明書";
  json["source"] = "東京法務局";
  return json;
}
HttpReply attach(HttpClient& desk, const Filed& filed, const std::string& name, const std::string& content) {
  return desk.post(filed.path("/evidence"), text(evidence_json(name, content)));
}
HttpReply ask(HttpClient& desk, const Filed& filed, bool wants_document) {
  return desk.post(filed.path("/questions"), text({{"text", "社名の変更日を教えてください。"}, {"wantsDocument", wants_document}}));
}

std::string application_path(const Filed& filed, const std::string& more) { return "/api/v1/applications/" + filed.application_id + more; }
HttpReply answer(HttpClient& applicant, const std::string& question) {
  return applicant.post("/api/v1/questions/" + question + "/answers", text({{"text", "2026年4月1日です。"}}));
}

void gather(HttpClient& desk, House& house, Filed& filed) {
  prove_domains(house, filed);
  ASSERT_EQ(check_register(desk, filed).status, 201);
  const auto steps = desk.get(filed.path()).json().at("steps").as_array();
  const bool called = std::ranges::any_of(steps, [](const auto& step) {
    return step.at("step").as_string() == "authorization_call" && step.at("status").as_string() == "passed";
  });
  if (!called) ASSERT_EQ(call_through(desk, filed).status, 200);
}

HttpReply call(HttpClient& desk, const Filed& filed, boost::json::object more) {
  more["step"] = "authorization_call";
  return desk.post(filed.path("/calls"), text(more));
}

HttpReply report(HttpClient& desk, const std::string& call, const boost::json::object& outcome) {
  return desk.post("/api/v1/calls/" + call + "/outcomes", text(outcome));
}

HttpReply book(Filed& filed, const std::string& at) {
  return filed.applicant.post("/api/v1/applications/" + filed.application_id + "/call-bookings",
                              text({{"step", "authorization_call"}, {"at", at}}));
}

boost::json::array yes_to_all(const HttpReply& shown) {
  boost::json::array answers;
  for (const auto& line : shown.json().at("script").as_array())
    answers.push_back(boost::json::object{{"question", line.at("question")}, {"answer", "yes"}});
  return answers;
}

boost::json::value seen_decision(HttpClient& desk, const Filed& filed, const std::string& field) {
  const auto sheet = desk.get(filed.path("/correlation")).json();
  for (const auto& row : sheet.at("rows").as_array())
    if (row.at("key").as_string() == field) return row.at("decidedAt");
  return nullptr;
}

} // namespace support
