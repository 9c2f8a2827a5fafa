#include "core/crypto.h"
#include "demo/errors.h"
#include "demo/story.h"

namespace demo {

core::Result<void> Story::open_desk() {
  for (const auto& user : setting_.staff) {
    auto in = TRY(first_login(setting_.desk_url, user, core::random_code(4)));
    in.client.language = core::to_string(setting_.language);
    staff_.emplace(user.role, std::move(in));
  }
  return {};
}

core::Result<boost::json::value> Story::current_case() { return member("specialist").client.get("/api/v1/cases/" + case_id_); }

core::Result<void> Story::check_register() {
  auto& desk = member("specialist").client;
  const auto queue = TRY(desk.get("/api/v1/cases?queue=unassigned"));
  for (const auto& line : queue.at("items").as_array())
    if (text_at(line, "/applicationId") == application_id_) case_id_ = text_at(line, "/id");
  const auto path = "/api/v1/cases/" + case_id_;
  static_cast<void>(TRY(desk.post(path + "/assignments", boost::json::object{})));
  const auto comparison = TRY(desk.get(path + "/comparison?number=6010001999001"));
  boost::json::array decisions;
  for (const auto& field : comparison.at("fields").as_array())
    if (text_at(field, "/match") == "different")
      decisions.push_back({{"field", text_at(field, "/field")}, {"accepted", true}, {"reason", "表記の違いのみ"}});
  const auto checked = TRY(desk.post(path + "/register-records", {{"number", "6010001999001"}, {"decisions", decisions}}));
  narrator_.note(text_at(comparison, "/entry/name"));
  return {};
}

core::Result<void> Story::telephone() {
  auto& desk = member("specialist").client;
  const auto path = "/api/v1/cases/" + case_id_;
  const auto book =
      TRY(desk.post(path + "/phone-book",
                    {{"number", "03-0000-0001"}, {"source", "directory"}, {"evidence", "https://townpage.example.jp/chiyoda/aozora"}}));
  const auto call =
      TRY(desk.post(path + "/calls", {{"step", "authorization_call"}, {"numberId", text_at(book, "/numbers/0/id")}, {"language", "ja"}}));
  boost::json::array answers;
  for (const auto& line : call.at("script").as_array()) answers.push_back({{"question", text_at(line, "/question")}, {"answer", "yes"}});
  static_cast<void>(
      TRY(desk.post("/api/v1/calls/" + text_at(call, "/id") + "/outcomes", {{"outcome", "reached"},
                                                                            {"reachedName", text_at(call, "/contact/name")},
                                                                            {"reachedDepartment", text_at(call, "/contact/department")},
                                                                            {"answers", answers},
                                                                            {"note", "代表電話から取り次ぎ"}})));
  narrator_.note(text_at(call, "/contact/name"));
  return {};
}

core::Result<void> Story::recommend() {
  const auto shown = TRY(current_case());
  static_cast<void>(TRY(
      member("specialist").client.post_version("/api/v1/cases/" + case_id_ + "/recommendations", nullptr, shown.at("version").as_int64())));
  return {};
}

core::Result<void> Story::approve() {
  const auto shown = TRY(current_case());
  const auto approved = TRY(member("approving_specialist")
                                .client.post_version("/api/v1/cases/" + case_id_ + "/approvals",
                                                     {{"reviewed", true}, {"note", "申請、登記、電話の記録を突き合わせて確認"}},
                                                     shown.at("version").as_int64()));
  certificate_id_ = text_at(approved, "/certificateId");
  if (certificate_id_.empty())
    return core::fail(errors::demo_step_failed, {{"step", "approve"}, {"why", boost::json::serialize(approved)}});
  narrator_.note(certificate_id_);
  return {};
}

} // namespace demo
