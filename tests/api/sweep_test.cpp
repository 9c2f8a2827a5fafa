#include "sweep.h"

#include "portal/api.h"

/// What every endpoint must refuse in a body or a query, made from the rows themselves, so that no endpoint is forgotten (G01).
namespace {

using namespace sweep;

/// Whether a problem names the field with that code.
bool names_field(const HttpReply& reply, const BadBody& bad) {
  const auto document = reply.json();
  return std::ranges::any_of(document.at("errors").as_array(), [&](const auto& error) {
    return error.at("field").as_string() == bad.field && (bad.code.empty() || error.at("code").as_string() == bad.code);
  });
}

void expect_field_refused(const HttpReply& reply, const BadBody& bad, const HttpClient& asker, const std::string& what) {
  expect_refusal(reply, 422, "invalid_request", asker, what);
  if (reply.status == 422) EXPECT_TRUE(names_field(reply, bad)) << what << " " << bad.field << " " << bad.code << ": " << reply.body;
}

TEST(Sweep, BadBodiesAreRefusedFieldByField) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  std::size_t refused = 0;
  for (const auto& endpoint : site.endpoints()) {
    if (endpoint.body == nullptr) continue;
    auto client = allowed_client(site, endpoint);
    const NothingChanges watch(site, std::string(endpoint.spec.id));
    for (const auto& bad : bad_bodies(endpoint.body())) {
      const auto what = std::string(endpoint.spec.id) + " " + bad.what + " " + bad.field;
      client.language = refused++ % 2 == 0 ? "ja" : "en";
      const auto reply = call(client, endpoint, path_of(endpoint), bad.body);
      if (bad.body.size() > endpoint.spec.body_limit)
        expect_refusal(reply, 413, "body_too_large", client, what);
      else
        expect_field_refused(reply, bad, client, what);
    }
  }
  EXPECT_GT(refused, 1000U);
}

/// What sends nothing to anybody, so that its only limit is the server's.
bool sends_nothing(std::string_view id) { return id == "checkContacts" || id == "logout"; }

TEST(Sweep, WhoHasNoLogInActsAtALimitedRate) {
  RecordProperty("requirement", "G01");
  using enum http::PrincipalKind;
  std::size_t seen = 0;
  for (const auto& endpoint : portal::all_endpoints(Site::shared().world())) { // the site's own rows have no rates
    const auto& spec = endpoint.spec;
    const bool open = std::ranges::any_of(std::array{anonymous, order, tracker, applicant, link},
                                          [&](http::PrincipalKind kind) { return spec.permission.allows_kind(kind); });
    if (!open || spec.method == http::Method::get || !is_served(endpoint, http::Listener::public_site) || sends_nothing(spec.id)) continue;
    ++seen;
    EXPECT_TRUE(spec.rate.burst > 0 && spec.rate.per_minute > 0) << spec.id << " has no rate";
  }
  EXPECT_GT(seen, 20U);
}

TEST(Sweep, EveryFieldCodeHasWordsInBothLanguages) {
  RecordProperty("requirement", "G01");
  for (const auto language : {core::Language::ja, core::Language::en})
    for (const auto code :
         {"field_required",   "field_unknown",    "field_duplicate", "field_not_text",   "field_not_integer", "field_not_boolean",
          "field_not_list",   "field_not_object", "field_empty",     "field_too_short",  "field_too_long",    "field_too_few",
          "field_too_many",   "field_too_small",  "field_too_large", "field_not_one_of", "field_wrong_form",  "field_wrong_characters",
          "field_not_a_time", "field_not_a_date", "field_not_an_id"})
      EXPECT_TRUE(core::has_message(language, "errors", code)) << code;
}

TEST(Sweep, JunkAndFloodsAreRefused) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    if (endpoint.spec.id == "logout") continue; // in the session's own tests, since it ends the session
    auto client = allowed_client(site, endpoint);
    const std::string id(endpoint.spec.id);
    const auto send = [&](const std::string& body, const Headers& headers = {}) {
      return call(client, endpoint, path_of(endpoint), body, headers);
    };
    const NothingChanges watch(site, id);
    for (const auto* language : {"ja", "en"}) {
      client.language = language;
      if (endpoint.body == nullptr) {
        expect_refusal(send("[1]"), 400, "body_unexpected", client, id);
        expect_refusal(send("x", {{"Content-Type", "text/plain"}}), 400, "body_unexpected", client, id);
        continue;
      }
      for (const auto& junk : {std::string("{"), std::string("{\"a\":1,}"), std::string("\"\xff\""),
                               std::string("{\"a\":\"\xed\xa0\x80\"}"), std::string("nul"), std::string("{}{}"), std::string(40, '[')})
        expect_refusal(send(junk), 400, "json_malformed", client, id + " " + junk);
      expect_problem(send(R"({"a":1,"a":2})"), 422, client, id + " a member twice");
      expect_refusal(send(std::string(endpoint.spec.body_limit + 1, ' ')), 413, "body_too_large", client, id);
      for (const std::string type : {"application/x-www-form-urlencoded", "text/plain", "application/json-patch+json", ""})
        expect_refusal(send(good_body(endpoint), {{"Content-Type", type}}), 415, "content_type_not_json", client, id + " " + type);
      expect_refusal(send(""), 415, "content_type_not_json", client, id + " no body");
    }
  }
}

TEST(Sweep, BadQueriesAreRefusedParameterByParameter) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    auto client = allowed_client(site, endpoint);
    if (endpoint.spec.id == "logout") continue;
    const NothingChanges watch(site, std::string(endpoint.spec.id));
    const auto path = path_of(endpoint).substr(0, path_of(endpoint).find('?'));
    for (const auto* language : {"ja", "en"}) {
      client.language = language;
      for (const auto& bad : bad_queries(endpoint.query != nullptr ? &endpoint.query() : nullptr)) {
        const auto what = std::string(endpoint.spec.id) + "?" + bad.body;
        expect_field_refused(call(client, endpoint, path + "?" + bad.body, good_body(endpoint)), bad, client, what);
      }
      for (const std::string unreadable : {"%zz", "a=%ff", "a=%00", "a=%e3%81", "a=%"})
        expect_refusal(call(client, endpoint, path + "?" + unreadable, good_body(endpoint)), 400, "malformed_request", client,
                       std::string(endpoint.spec.id) + " " + unreadable);
    }
  }
}

TEST(Sweep, ACursorOfAnotherListIsRefused) {
  RecordProperty("requirement", "G01");
  auto desk = Site::shared().staff("support");
  const std::string name = core::to_base64url(core::as_bytes(std::string_view("a.example.jp\ncrt_1")));
  for (const std::string list : {"/orders?", "/cases?", "/certificates?", "/certificates?sort=-notAfter&", "/calls?"})
    expect_refusal(desk.get(Site::api(list + "after=" + name)), 422, "invalid_request", desk, list);
  EXPECT_EQ(desk.get(Site::api("/certificates?sort=commonName&after=" + name)).status, 200);
}

TEST(Sweep, OtherMethodsAreNamedNotAllowed) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto listener : {http::Listener::public_site, http::Listener::desk}) {
    auto client = listener == http::Listener::desk ? site.desk_visitor() : site.visitor();
    std::map<std::string, std::vector<std::string>> served;
    for (const auto& endpoint : site.endpoints())
      if (is_served(endpoint, listener)) served[path_of(endpoint)].push_back(method_of(endpoint));
    for (const auto& [path, methods] : served)
      for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"}) {
        if (std::ranges::find(methods, method) != methods.end()) continue;
        const auto reply = client.request(method, path, "");
        expect_refusal(reply, 405, "method_not_allowed", client, method + " " + path);
        for (const auto& allowed : methods)
          EXPECT_TRUE(reply.header("allow").contains(allowed)) << method << " " << path << " " << reply.header("allow");
      }
  }
}

} // namespace
