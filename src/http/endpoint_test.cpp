#include "http/api.h"

#include "core/bytes.h"
#include "http/test_request.h"

#include <gtest/gtest.h>

#include <map>

// The worked example: a small door with two DTOs and four rows.
namespace example {

using http::Role;
using http::allow::api_key;
using http::allow::applicant;
using http::allow::staff;

enum class Flavour { vanilla, matcha };
BOOST_DESCRIBE_ENUM(Flavour, vanilla, matcha)

struct CakeRequest {
  std::string display_name;
  int layers = 1;
  Flavour flavour = Flavour::vanilla;
  std::optional<std::string> message;
  static constexpr std::array rules{
      http::Rule{.field = "display_name", .min_length = 1, .max_length = 20, .description = "What the box says"},
      http::Rule{.field = "layers", .minimum = 1, .maximum = 5, .has_default = true},
      http::Rule{.field = "message", .max_length = 200, .multiline = true},
  };
};
BOOST_DESCRIBE_STRUCT(CakeRequest, (), (display_name, layers, flavour, message))

struct Cake {
  std::string id;
  std::string display_name;
  int layers = 1;
  core::Instant baked_at{};
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Cake, (), (id, display_name, layers, baked_at, version))

struct CakeQuery {
  std::optional<std::string> q;
  std::int64_t limit = 50;
  static constexpr std::array rules{http::Rule{.field = "limit", .minimum = 1, .maximum = 200, .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(CakeQuery, (), (q, limit))

/// What the door's handlers share; the real one holds the use cases.
struct Bakery {
  int baked = 0;
  std::int64_t version = 3;
};

core::Result<http::Reply<Cake>> bake_cake(Bakery& bakery, const http::Call<CakeRequest>& call) {
  ++bakery.baked;
  return Cake{"cak_" + std::to_string(bakery.baked), call.body.display_name, call.body.layers, call.now, 1};
}

core::Result<http::Reply<http::Page<Cake>>> list_cakes(Bakery&, const http::Call<http::None, CakeQuery>& call) {
  return http::Page<Cake>{.items = std::vector(static_cast<std::size_t>(call.query.limit), Cake{}), .total = call.query.limit};
}

core::Result<http::Reply<Cake>> change_cake(Bakery& bakery, const http::Call<CakeRequest>& call) {
  TRY(call.check_version(bakery.version));
  return Cake{call.parameter("id"), call.body.display_name, call.body.layers, call.now, ++bakery.version};
}

core::Result<http::Reply<http::None>> eat_cake(Bakery&, const http::Call<>& call) {
  if (call.parameter("id") != "cak_1") return core::fail(core::errors::not_found);
  return http::Reply<http::None>{};
}

core::Result<http::Reply<http::None>> give_cake(Bakery&, const http::Call<CakeRequest>&) { return http::Reply<http::None>{}; }

core::Result<http::Reply<http::File>> print_cake(Bakery&, const http::Call<>&) {
  return http::File{"application/pdf", "%PDF-1.7", "ケーキ.pdf"};
}

std::vector<http::Endpoint> cake_endpoints(Bakery& bakery) {
  using enum http::Method;
  return {
      http::endpoint({.id = "bakeCake",
                      .method = post,
                      .path = "/cakes",
                      .summary = "Bake a cake",
                      .permission = applicant | api_key("cakes:bake"),
                      .listeners = http::on::public_site,
                      .status = 201,
                      .creates = true,
                      .body_limit = 1000},
                     bakery, &bake_cake),
      http::endpoint({.id = "listCakes",
                      .method = get,
                      .path = "/cakes",
                      .summary = "List cakes",
                      .permission = http::allow::anyone,
                      .listeners = http::on::both},
                     bakery, &list_cakes),
      http::endpoint({.id = "changeCake",
                      .method = put,
                      .path = "/cakes/{id}",
                      .summary = "Change a cake",
                      .permission = staff(Role::specialist),
                      .listeners = http::on::both,
                      .needs_if_match = true},
                     bakery, &change_cake),
      http::endpoint({.id = "eatCake",
                      .method = delete_,
                      .path = "/cakes/{id}",
                      .summary = "Eat a cake",
                      .permission = http::allow::any_session,
                      .listeners = http::on::both,
                      .status = 204,
                      .rate = {.burst = 3, .per_minute = 1}},
                     bakery, &eat_cake),
      http::endpoint({.id = "giveCake",
                      .method = post,
                      .path = "/cakes/{id}/gifts",
                      .summary = "Give a cake away",
                      .permission = staff(Role::specialist) | api_key("cakes:bake"),
                      .listeners = http::on::both,
                      .status = 204,
                      .needs_second_factor = true},
                     bakery, &give_cake),
      http::endpoint({.id = "getCakePdf",
                      .method = get,
                      .path = "/cakes/{id}/pdf",
                      .summary = "Print a cake",
                      .permission = http::allow::anyone,
                      .listeners = http::on::desk},
                     bakery, &print_cake),
  };
}

} // namespace example

namespace {

using http::Principal;
using http::PrincipalKind;
using http::TestRequest;

class NoonClock final : public core::Clock {
public:
  core::Instant now() const override { return core::from_unix(1'795'000'000); }
};

/// A store with behaviour, in memory.
class MemoryStore final : public http::IdempotencyStore {
public:
  core::Result<std::optional<http::SavedReply>> reserve(const http::IdempotencyEntry& entry) override {
    auto [at, fresh] = kept_.try_emplace(entry.actor + entry.key_hash, entry.request_hash, http::SavedReply{});
    if (fresh) return std::optional<http::SavedReply>();
    if (at->second.first != entry.request_hash) return core::fail(core::errors::idempotency_key_reused);
    if (at->second.second.status == 0) return core::fail(core::errors::idempotency_in_progress);
    return std::optional(at->second.second);
  }
  core::Result<void> save(const http::IdempotencyEntry& entry, const http::SavedReply& reply) override {
    kept_[entry.actor + entry.key_hash].second = reply;
    sealed = reply.sealed;
    return {};
  }
  void release(const http::IdempotencyEntry& entry) override { kept_.erase(entry.actor + entry.key_hash); }
  std::string sealed;

private:
  std::map<std::string, std::pair<std::string, http::SavedReply>> kept_;
};

core::Result<Principal> authenticate(const http::Credentials& credentials) {
  Principal who;
  who.csrf_token = "csrf-1";
  if (credentials.bearer == "applicant" || credentials.session == "applicant") {
    who.kind = PrincipalKind::applicant;
    who.application_id = "app_1";
  } else if (credentials.bearer == "key") {
    who.kind = PrincipalKind::api_key;
    who.key_id = "key_1";
    who.scopes = {"cakes:bake"};
  } else if (credentials.bearer == "weak-key") {
    who.kind = PrincipalKind::api_key;
  } else if (credentials.session == "specialist" || credentials.session == "fresh-specialist" ||
             credentials.session.starts_with("verified-")) {
    who.kind = PrincipalKind::staff;
    who.role = http::Role::approving_specialist;
    who.user_id = "usr_1";
    if (credentials.session.starts_with("fresh")) who.pending = http::Pending::totp_enrolment;
    if (credentials.session == "verified-until-now") who.second_factor_until = NoonClock().now();
    if (credentials.session == "verified-yet") who.second_factor_until = NoonClock().now() + std::chrono::seconds{1};
  } else {
    return core::fail(http::errors::not_authenticated);
  }
  return who;
}

class EndpointTest : public testing::Test {
protected:
  EndpointTest() {
    api.add_to(public_router);
    api.add_to(desk_router);
  }
  http::ApiHooks hooks() {
    return {.clock = clock,
            .authenticate = &authenticate,
            .idempotency = &store,
            .access_log =
                [this](const http::AccessRecord& record) {
                  logged.push_back(std::string(record.operation_id) + " " + record.actor + " " + std::to_string(record.status) + " " +
                                   std::string(record.error_code));
                },
            .metrics = &metrics};
  }
  static std::string code(const http::Response& response) {
    return std::string(boost::json::parse(std::string(response.body())).at("code").as_string());
  }

  NoonClock clock;
  MemoryStore store;
  http::Metrics metrics;
  std::vector<std::string> logged;
  example::Bakery bakery;
  http::Api api{hooks(), example::cake_endpoints(bakery)};
  http::Router public_router{http::Listener::public_site};
  http::Router desk_router{http::Listener::desk};
  const std::string cake = R"({"displayName":"Ginger","flavour":"matcha"})";
};

TEST_F(EndpointTest, AnswersACreationWithItsStatusBodyAndVersion) {
  const auto response = TestRequest("POST", "/api/v1/cakes").header("Authorization", "Bearer applicant").json(cake).through(public_router);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body(), R"({"id":"cak_1","displayName":"Ginger","layers":1,"bakedAt":"2026-11-18T11:06:40Z","version":1})");
  EXPECT_EQ(response.find("ETag"), "\"v1\"");
  EXPECT_EQ(response.find("Content-Type"), "application/json");
  EXPECT_EQ(response.find("Cache-Control"), "no-store");
  EXPECT_EQ(response.find("X-Content-Type-Options"), "nosniff");
  EXPECT_TRUE(response.find("X-Request-Id")->starts_with("req_"));
  EXPECT_EQ(logged.back(), "bakeCake applicant:app_1 201 ");
}

TEST_F(EndpointTest, NamesEveryWrongFieldInTheReadersLanguage) {
  RecordProperty("requirement", "G01 G03");
  const auto english = TestRequest("POST", "/api/v1/cakes")
                           .header("Authorization", "Bearer applicant")
                           .header("Accept-Language", "en")
                           .json(R"({"displayName":"","layers":9,"flavour":"coal","colour":"red"})")
                           .through(public_router);
  EXPECT_EQ(english.status, 422);
  EXPECT_EQ(english.find("Content-Type"), "application/problem+json");
  const auto problem = boost::json::parse(std::string(english.body()));
  EXPECT_EQ(problem.at("code").as_string(), "invalid_request");
  EXPECT_EQ(problem.at("requestId").as_string(), *english.find("X-Request-Id"));
  EXPECT_EQ(boost::json::serialize(problem.at("errors")),
            R"([{"field":"/displayName","code":"field_empty","detail":"This must not be empty. Fill it in."},)"
            R"({"field":"/layers","code":"field_too_large","detail":"This must be at most 5."},)"
            R"({"field":"/flavour","code":"field_not_one_of","detail":"This must be one of: vanilla, matcha."},)"
            R"({"field":"/colour","code":"field_unknown","detail":"There is no such field. Leave it out, or check its spelling."}])");
  const auto japanese =
      TestRequest("POST", "/api/v1/cakes").header("Authorization", "Bearer applicant").json(R"({})").through(public_router);
  EXPECT_EQ(boost::json::parse(std::string(japanese.body())).at("errors").at(0).at("detail").as_string(),
            "必須の項目です。入力してください。");
  EXPECT_EQ(japanese.find("Content-Language"), "ja");
}

TEST_F(EndpointTest, TellsUnknownAskersFromUnwelcomeOnes) {
  RecordProperty("requirement", "G01");
  const auto bake = [&](const std::string& token) {
    return TestRequest("POST", "/api/v1/cakes").header("Authorization", "Bearer " + token).json(cake).through(public_router);
  };
  const auto nobody = TestRequest("POST", "/api/v1/cakes").json(cake).through(public_router);
  EXPECT_EQ(nobody.status, 401);
  EXPECT_EQ(code(nobody), "not_authenticated");
  EXPECT_EQ(nobody.find("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(bake("forged").status, 401);
  EXPECT_EQ(bake("weak-key").status, 403);
  EXPECT_EQ(bake("key").status, 201);
  EXPECT_EQ(bakery.baked, 1);
  // A bearer that nobody knows is refused even where nobody need be known; an old cookie is not.
  EXPECT_EQ(TestRequest("GET", "/api/v1/cakes").header("Authorization", "Bearer forged").through(public_router).status, 401);
  EXPECT_EQ(TestRequest("GET", "/api/v1/cakes").header("Cookie", "__Host-cms_sid=old").through(public_router).status, 200);
}

TEST_F(EndpointTest, TakesAStateChangeOfACookieSessionOnlyFromItsOwnPageWithItsToken) {
  RecordProperty("requirement", "G01");
  const auto eat = [&](const std::vector<std::pair<std::string, std::string>>& headers) {
    TestRequest request("DELETE", "/api/v1/cakes/cak_1");
    request.header("Cookie", "__Host-order_sid=applicant").header("Host", "shop.example.jp");
    for (auto& [name, value] : headers) request.header(name, value);
    const auto response = request.through(public_router);
    return response.status == 204 ? "eaten" : code(response);
  };
  EXPECT_EQ(eat({{"X-CSRF-Token", "csrf-1"}}), "cross_site_request");
  EXPECT_EQ(eat({{"X-CSRF-Token", "csrf-1"}, {"Sec-Fetch-Site", "cross-site"}}), "cross_site_request");
  EXPECT_EQ(eat({{"X-CSRF-Token", "csrf-1"}, {"Sec-Fetch-Site", "same-site"}}), "cross_site_request");
  EXPECT_EQ(eat({{"X-CSRF-Token", "csrf-1"}, {"Origin", "https://evil.example.jp"}}), "cross_site_request");
  EXPECT_EQ(eat({{"Sec-Fetch-Site", "same-origin"}}), "csrf_token_wrong");
  EXPECT_EQ(eat({{"Sec-Fetch-Site", "same-origin"}, {"X-CSRF-Token", "csrf-2"}}), "csrf_token_wrong");
  EXPECT_EQ(eat({{"Sec-Fetch-Site", "same-origin"}, {"X-CSRF-Token", "csrf-1"}}), "eaten");
  EXPECT_EQ(eat({{"Origin", "https://shop.example.jp"}, {"X-CSRF-Token", "csrf-1"}}), "eaten");
}

TEST_F(EndpointTest, KeepsSessionsOfTheThreeEntriesApart) {
  RecordProperty("requirement", "G01");
  const auto ask = [&](const http::Router& router, const std::string& cookies, const std::string& entry = "") {
    TestRequest request("DELETE", "/api/v1/cakes/cak_1");
    request.header("Cookie", cookies).header("Sec-Fetch-Site", "same-origin").header("X-CSRF-Token", "csrf-1");
    if (!entry.empty()) request.header("X-Entry", entry);
    return request.through(router).status;
  };
  EXPECT_EQ(ask(public_router, "__Host-desk_sid=specialist"), 401);
  EXPECT_EQ(ask(desk_router, "__Host-cms_sid=applicant"), 401);
  EXPECT_EQ(ask(public_router, "__Host-cms_sid=old; __Host-order_sid=applicant", "cms"), 401);
  EXPECT_EQ(ask(public_router, "__Host-cms_sid=old; __Host-order_sid=applicant", "order"), 204);
  EXPECT_EQ(ask(public_router, "__Host-order_sid=applicant; __Host-order_sid=other"), 401);
  EXPECT_EQ(http::set_session_cookie(http::Entry::desk, "abc"), "__Host-desk_sid=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
  EXPECT_EQ(http::set_session_cookie(http::Entry::cms, ""), "__Host-cms_sid=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST_F(EndpointTest, LetsAFreshStaffUserDoNothingButItsSession) {
  RecordProperty("requirement", "G01");
  const auto change = [&](const std::string& session) {
    return TestRequest("PUT", "/api/v1/cakes/cak_1")
        .header("Cookie", "__Host-desk_sid=" + session)
        .header("Sec-Fetch-Site", "same-origin")
        .header("X-CSRF-Token", "csrf-1")
        .header("If-Match", "\"v3\"")
        .json(cake)
        .through(desk_router);
  };
  EXPECT_EQ(code(change("fresh-specialist")), "totp_enrolment_required");
  EXPECT_EQ(change("specialist").status, 200);
}

TEST_F(EndpointTest, AsksASessionForItsSecondFactorAnewBeforeItReadsTheBody) {
  RecordProperty("requirement", "F10");
  const auto give = [&](const std::string& session, const std::string& token = "csrf-1") {
    return TestRequest("POST", "/api/v1/cakes/cak_1/gifts")
        .header("Cookie", "__Host-desk_sid=" + session)
        .header("Sec-Fetch-Site", "same-origin")
        .header("X-CSRF-Token", token)
        .json("{")
        .through(desk_router);
  };
  EXPECT_EQ(code(give("specialist")), "second_factor_due") << "never shown";
  EXPECT_EQ(give("verified-until-now").status, 403);
  EXPECT_EQ(code(give("verified-until-now")), "second_factor_due");
  EXPECT_EQ(code(give("verified-yet")), "json_malformed");
  EXPECT_EQ(code(give("verified-until-now", "csrf-2")), "csrf_token_wrong");
  EXPECT_EQ(code(give("fresh-specialist")), "totp_enrolment_required");
  const auto by_key = TestRequest("POST", "/api/v1/cakes/cak_1/gifts").header("Authorization", "Bearer key").json(cake);
  EXPECT_EQ(by_key.through(public_router).status, 204) << "keys have no second factor";
  const auto document = boost::json::parse(api.openapi());
  EXPECT_EQ(document.at("paths").at("/cakes/{id}/gifts").at("post").at("x-second-factor"), true);
  EXPECT_FALSE(document.at("paths").at("/cakes").at("post").as_object().contains("x-second-factor"));
}

TEST_F(EndpointTest, ChangesOnlyTheVersionThatWasRead) {
  RecordProperty("requirement", "G01");
  const auto change = [&](const std::string& tag) {
    TestRequest request("PUT", "/api/v1/cakes/cak_1");
    request.header("Cookie", "__Host-desk_sid=specialist").header("Sec-Fetch-Site", "same-origin").header("X-CSRF-Token", "csrf-1");
    if (!tag.empty()) request.header("If-Match", tag);
    return request.json(cake).through(desk_router);
  };
  EXPECT_EQ(change("").status, 428);
  EXPECT_EQ(change("\"v2\"").status, 412);
  EXPECT_EQ(change("W/\"v3\"").status, 412);
  EXPECT_EQ(change("\"v3x\"").status, 412);
  const auto changed = change("\"v3\"");
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.find("ETag"), "\"v4\"");
}

TEST_F(EndpointTest, CreatesOncePerIdempotencyKey) {
  RecordProperty("requirement", "G01");
  const auto bake = [&](const std::string& token, const std::string& key, const std::string& body) {
    return TestRequest("POST", "/api/v1/cakes")
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", key)
        .json(body)
        .through(public_router);
  };
  EXPECT_EQ(bake("applicant", "k-1", R"({"displayName":""})").status, 422); // frees the key again
  const auto first = bake("applicant", "k-1", cake);
  const auto again = bake("applicant", "k-1", cake);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body(), first.body());
  EXPECT_EQ(again.find("ETag"), "\"v1\"");
  EXPECT_EQ(again.find_all("X-Request-Id").size(), 1U);
  EXPECT_EQ(bakery.baked, 1);
  EXPECT_EQ(code(bake("applicant", "k-1", R"({"displayName":"Other","flavour":"matcha"})")), "idempotency_key_reused");
  EXPECT_EQ(code(bake("applicant", "", cake)), "idempotency_key_invalid");
  EXPECT_EQ(bake("key", "k-1", cake).status, 201); // another asker's key is another key
  EXPECT_EQ(bakery.baked, 2);
  EXPECT_EQ(core::as_text(*core::from_base64(store.sealed)).find("Ginger"), std::string_view::npos);
}

TEST_F(EndpointTest, RefusesBodiesThatAreNotItsJson) {
  RecordProperty("requirement", "G01");
  const auto send = [&](const std::string& type, const std::string& body) {
    return TestRequest("POST", "/api/v1/cakes")
        .header("Authorization", "Bearer key")
        .header("Content-Type", type)
        .body(body)
        .through(public_router);
  };
  EXPECT_EQ(send("text/plain", cake).status, 415);
  EXPECT_EQ(send("application/x-www-form-urlencoded", "displayName=x").status, 415);
  EXPECT_EQ(send("application/json; charset=utf-8", cake).status, 201);
  EXPECT_EQ(send("application/json", "{").status, 400);
  EXPECT_EQ(send("application/json", "").status, 400);
  EXPECT_EQ(send("application/json", "[]").status, 422);
  const auto unasked = TestRequest("DELETE", "/api/v1/cakes/cak_1").header("Authorization", "Bearer key").body("x").through(public_router);
  EXPECT_EQ(code(unasked), "body_unexpected");
}

TEST_F(EndpointTest, ReadsItsQueryAndRefusesOthers) {
  RecordProperty("requirement", "G01");
  const auto list = [&](const std::string& query) { return TestRequest("GET", "/api/v1/cakes?" + query).through(public_router); };
  EXPECT_EQ(boost::json::parse(std::string(list("limit=2&q=").body())).at("total"), 2);
  EXPECT_EQ(list("limit=201").status, 422);
  EXPECT_EQ(list("limit=two").status, 422);
  EXPECT_EQ(list("limit=1&limit=2").status, 422);
  EXPECT_EQ(list("color=red").status, 422);
  EXPECT_EQ(list("q=%ff").status, 400);
  EXPECT_NE(list("limit=0").body().find(R"("field":"?limit")"), std::string_view::npos);
}

TEST_F(EndpointTest, ServesEachListenerOnlyItsOwnRows) {
  EXPECT_EQ(TestRequest("GET", "/api/v1/cakes/cak_1/pdf").through(public_router).status, 404);
  const auto pdf = TestRequest("GET", "/api/v1/cakes/cak_1/pdf").through(desk_router);
  EXPECT_EQ(pdf.body(), "%PDF-1.7");
  EXPECT_EQ(pdf.find("Content-Disposition"), "attachment; filename*=UTF-8''%E3%82%B1%E3%83%BC%E3%82%AD.pdf");
  EXPECT_EQ(TestRequest("POST", "/api/v1/cakes").json(cake).through(desk_router).status, 405);
}

TEST_F(EndpointTest, SlowsDownWhoAsksTooOften) {
  const auto eat = [&] {
    return TestRequest("DELETE", "/api/v1/cakes/cak_9").header("Authorization", "Bearer key").through(public_router);
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(eat().status, 404);
  const auto refused = eat();
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.find("Retry-After"), "60");
}

TEST_F(EndpointTest, CountsWhatItDid) {
  (void)TestRequest("GET", "/api/v1/cakes").through(public_router);
  (void)TestRequest("GET", "/api/v1/cakes?x=1").through(public_router);
  const auto text = metrics.print();
  EXPECT_NE(text.find("shomei_api_requests_total{operation=\"listCakes\",status=\"2xx\"} 1\n"), std::string::npos);
  EXPECT_NE(text.find("shomei_api_requests_total{operation=\"listCakes\",status=\"4xx\"} 1\n"), std::string::npos);
  EXPECT_NE(text.find("shomei_api_request_seconds_count{operation=\"listCakes\"} 2\n"), std::string::npos);
}

TEST_F(EndpointTest, DescribesItselfAsOpenApi) {
  const auto document = boost::json::parse(api.openapi());
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  const auto& bake = document.at("paths").at("/cakes").at("post");
  EXPECT_EQ(bake.at("operationId").as_string(), "bakeCake");
  EXPECT_EQ(bake.at("x-permission").as_string(), "applicant | api_key(cakes:bake)");
  EXPECT_EQ(boost::json::serialize(bake.at("x-listeners")), R"(["public"])");
  EXPECT_EQ(bake.at("requestBody").at("content").at("application/json").at("schema").at("$ref").as_string(),
            "#/components/schemas/CakeRequest");
  EXPECT_EQ(bake.at("responses").at("201").at("content").at("application/json").at("schema").at("$ref").as_string(),
            "#/components/schemas/Cake");
  EXPECT_TRUE(bake.at("responses").as_object().contains("401"));
  const auto& schemas = document.at("components").at("schemas");
  EXPECT_EQ(
      boost::json::serialize(schemas.at("CakeRequest")),
      R"({"type":"object","properties":{"displayName":{"type":"string","minLength":1,"maxLength":20,"description":"What the box says"},)"
      R"("layers":{"type":"integer","minimum":1,"maximum":5},"flavour":{"type":"string","enum":["vanilla","matcha"]},)"
      R"("message":{"type":["string","null"],"maxLength":200}},"required":["displayName","flavour"],"additionalProperties":false})");
  EXPECT_EQ(boost::json::serialize(schemas.at("CakePage").at("required")), R"(["items"])");
  EXPECT_EQ(boost::json::serialize(document.at("paths").at("/cakes").at("get").at("parameters")),
            R"([{"name":"q","in":"query","required":false,"schema":{"type":"string","maxLength":1000}},)"
            R"({"name":"limit","in":"query","required":false,"schema":{"type":"integer","minimum":1,"maximum":200}}])");
  const auto served = TestRequest("GET", "/api/v1/openapi.json").through(public_router);
  EXPECT_EQ(served.body(), api.openapi());
}

} // namespace
