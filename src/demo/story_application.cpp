#include "demo/errors.h"
#include "demo/story.h"

namespace demo {
namespace {

boost::json::object person(const char* family, const char* given, const char* family_kana, const char* given_kana, const char* title,
                           const char* email) {
  return {{"familyName", family},
          {"givenName", given},
          {"familyKana", family_kana},
          {"givenKana", given_kana},
          {"employer", "株式会社青空商事"},
          {"department", "情報システム部"},
          {"title", title},
          {"email", email},
          {"phone", "03-0000-0002"}};
}

boost::json::object organization() {
  return {{"name", "株式会社青空商事"},       {"nameKana", "アオゾラショウジ"},
          {"nameLatin", "Aozora Shoji K.K."}, {"corporateNumber", "6010001999001"},
          {"postalCode", "1009999"},          {"state", "東京都"},
          {"locality", "千代田区"},           {"street", "丸の内九丁目9番9号"},
          {"phone", "03-0000-0001"},          {"certificateOrganization", "Aozora Shoji K.K."},
          {"certificateState", "Tokyo"},      {"certificateLocality", "Chiyoda-ku"}};
}

std::string make_csr(const std::string& key, const std::string& csr) {
  outside::run_or_throw({"openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
                         "-out", csr, "-subj", "/CN=" + std::string(demo_domain), "-addext",
                         "subjectAltName=DNS:" + std::string(demo_domain) + ",DNS:www." + std::string(demo_domain)});
  return outside::read_file(csr);
}

} // namespace

core::Result<void> Story::apply() {
  const auto path = "/api/v1/applications/" + application_id_;
  auto application = TRY(visitor_.get(path));
  const boost::json::object draft{{"step", "review"},
                                  {"csr", make_csr(file("server.key"), file("server.csr"))},
                                  {"names", {std::string(demo_domain), "www." + std::string(demo_domain)}},
                                  {"organization", organization()},
                                  {"contacts",
                                   {{"technical", person("鈴木", "一郎", "スズキ", "イチロウ", "主任", "ichiro@aozora.example.jp")},
                                    {"authorization", person("高橋", "健", "タカハシ", "ケン", "部長", "ken@aozora.example.jp")}}},
                                  {"atMostTenMembers", false}};
  application = TRY(visitor_.put_version(path + "/draft", draft, application.at("version").as_int64()));
  application = TRY(visitor_.post_version(path + "/submissions",
                                          {{"agreementVersion", text_at(application, "/agreement/version")}, {"accepted", true}},
                                          application.at("version").as_int64()));
  narrator_.note(text_at(application, "/number") + ", " + text_at(application, "/dueOn"));
  return {};
}

core::Result<void> Story::prove_domains() {
  const auto validation = TRY(visitor_.post("/api/v1/applications/" + application_id_ + "/validations",
                                            {{"fqdn", std::string(demo_domain)}, {"method", "dns_txt"}}));
  const auto name = text_at(validation, "/recordName");
  servers_.names.publish_txt(name, text_at(validation, "/recordValue"));
  const auto checked = TRY(visitor_.post("/api/v1/validations/" + text_at(validation, "/id") + "/checks", nullptr));
  if (text_at(checked, "/status") != "valid")
    return core::fail(errors::demo_step_failed, {{"step", name}, {"why", boost::json::serialize(checked)}});
  narrator_.note(name + " TXT");
  return {};
}

} // namespace demo
