#include "sweep.h"

#include "core/bytes.h"
#include "support/database.h"
#include "support/house.h"
#include "usecases/import_register.h"

/// Idempotency-Key: a creating request that is sent again does its work once (G01).
namespace {

using namespace sweep;
using boost::json::object;
using support::House;
using support::start_application;
using support::text;

/// A request that makes something, another one for the same endpoint, and which rows must stay as they are.
struct Creation {
  HttpClient client;
  std::string path;
  std::string body;
  std::string other_body;
  Headers headers = {};
  std::function<Contents()> contents = {};
};

Site& site() { return Site::shared(); }

Creation quote() {
  const auto mark = support::unique_mark();
  return {site().visitor(), "/quotes", text(support::quote_json(mark, {mark + ".example.jp"})),
          text(support::quote_json(mark, {mark + "b.example.jp"}))};
}
Creation order() {
  Creation made = quote();
  const auto first = made.client.post(Site::api("/quotes"), made.body);
  made.client.bearer = first.at("/token");
  return {made.client, "/orders", text({{"quoteId", first.at("/id")}}), text({{"quoteId", unknown_id("quotes")}})};
}
Creation order_session() {
  const auto ordered = support::place_order(site());
  return {site().visitor(), "/order-sessions", text({{"orderNumber", ordered.order_number}, {"email", ordered.orderer_mail()}}),
          text({{"orderNumber", ordered.order_number}, {"email", "x@aozora.test"}})};
}
Creation redemption() {
  const auto ordered = support::place_order(site());
  EXPECT_EQ(support::pay(site(), ordered, ordered.total).status, 201);
  return {site().visitor(), "/access-code-redemptions", text({{"code", support::waiting_code(site(), ordered.order_id)}}),
          text({{"code", "AAAA-AAAA-AAAA-AAAA"}})};
}
Creation submission() {
  auto applying = start_application(site());
  const auto path = "/applications/" + applying.application_id;
  const auto draft = text(support::draft_json(applying.order.mark, applying.order.names));
  const auto saved = applying.applicant.put(Site::api(path + "/draft"), draft,
                                            {{"If-Match", support::version_tag(applying.applicant.get(Site::api(path)))}});
  const auto agreed = [&](bool accepted) { return text({{"agreementVersion", saved.at("/agreement/version")}, {"accepted", accepted}}); };
  return {applying.applicant, path + "/submissions", agreed(true), agreed(false), {{"If-Match", support::version_tag(saved)}}};
}
support::Applying submitted() {
  auto applying = start_application(site());
  auto draft = support::registered_draft(applying.order.mark, applying.order.names);
  EXPECT_EQ(support::submit(applying, draft).status, 201);
  return applying;
}
Creation validation() {
  auto applying = submitted();
  const auto body = [&](const std::string& method) { return text({{"fqdn", applying.order.names[0]}, {"method", method}}); };
  return {applying.applicant, "/applications/" + applying.application_id + "/validations", body("dns_txt"), body("web_file")};
}
Creation reverification() {
  auto applying = submitted();
  const auto made = applying.applicant.post(Site::api("/applications/" + applying.application_id + "/validations"),
                                            text({{"fqdn", applying.order.names[0]}, {"method", "dns_txt"}}));
  EXPECT_EQ(made.status, 201) << made.body;
  return {site().customer("super_admin", support::account_of(site(), applying)), "/domains/" + applying.order.names[0] + "/validations",
          text({{"method", "web_file"}}), text({{"method", "dns_txt"}})};
}
Creation api_key() {
  const auto body = [](const std::string& name) { return text({{"name", name}, {"scopes", boost::json::array{"certificates:read"}}}); };
  return {site().customer("super_admin", site().new_account()), "/api-keys", body("one"), body("two")};
}
Creation payment() {
  const auto ordered = support::place_order(site());
  const auto body = [&](std::int64_t amount) {
    return text({{"amount", amount}, {"receivedOn", "2026-11-24"}, {"payerName", "アオゾラ"}, {"reference", "repeat-" + ordered.mark}});
  };
  return {site().staff("finance"), "/orders/" + ordered.order_id + "/payments", body(1000), body(2000)};
}
Creation access_code() {
  const auto ordered = support::place_order(site());
  EXPECT_EQ(support::pay(site(), ordered, ordered.total).status, 201);
  return {site().staff("support"), "/orders/" + ordered.order_id + "/access-codes", "{}", R"({"recipientName":"別 人"})"};
}
Creation renewal() {
  auto applying = start_application(site());
  const auto used = support::waiting_code(site(), applying.order.order_id);
  site().advance(std::chrono::minutes{6});
  return {site().visitor(), "/access-code-renewals", text({{"code", used}}), text({{"code", "AAAA-AAAA-AAAA-AAAA"}})};
}
Creation recipient_change() {
  const auto ordered = support::place_order(site());
  const auto body = [&](const std::string& name) {
    return text({{"recipient", object{{"name", name}, {"email", ordered.mark + "-other@aozora.test"}}}});
  };
  return {ordered.orderer, "/orders/" + ordered.order_id + "/recipient-changes", body("高橋 一郎"), body("高橋 二郎")};
}
/// The case of an application with the register imported, at the desk.
Creation at_case(const std::string& action, const object& body, const object& other) {
  static const auto imported =
      usecases::import_register(site().world().database, usecases::system_actor("test"),
                                std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/nta/extract_utf8.csv", site().clock().now());
  EXPECT_TRUE(imported);
  const auto applying = submitted();
  auto desk = site().staff("specialist");
  const auto queue = desk.get(Site::api("/cases?queue=open&limit=200")).json();
  for (const auto& line : queue.at("items").as_array())
    if (line.at("applicationId").as_string() == applying.application_id)
      return {desk, "/cases/" + std::string(line.at("id").as_string()) + action, text(body), text(other)};
  throw std::runtime_error("no case");
}
object number_json(const std::string& number) {
  return {{"number", number}, {"source", "directory"}, {"evidence", "https://townpage.example.jp/aozora"}};
}
Creation new_call() {
  auto made = at_case("", {}, {});
  const auto id = support::phone_number(made.client, Site::api(made.path));
  const auto body = [&](const char* language) { return text({{"step", "authorization_call"}, {"numberId", id}, {"language", language}}); };
  return {made.client, made.path + "/calls", body("ja"), body("en")};
}
Creation booking() {
  auto applying = submitted();
  const auto body = [](const char* at) { return text({{"step", "authorization_call"}, {"at", at}}); };
  return {applying.applicant, "/applications/" + applying.application_id + "/call-bookings", body("2029-11-22T01:00:00Z"),
          body("2029-11-22T01:30:00Z")};
}
Creation outcome() {
  auto made = new_call();
  const auto call = made.client.post(Site::api(made.path), made.body);
  EXPECT_EQ(call.status, 201) << call.body;
  return {made.client, "/calls/" + call.at("/id") + "/outcomes", R"({"outcome":"no_answer"})", R"({"outcome":"no_answer","note":"x"})"};
}
Creation addition() {
  auto made = outcome();
  EXPECT_EQ(made.client.post(Site::api(made.path), made.body).status, 200);
  const auto call = made.path.substr(0, made.path.rfind('/'));
  return {made.client, call + "/additions", R"({"text":"総務部"})", R"({"text":"人事部"})"};
}

object file_json() { return {{"fileName", "note.txt"}, {"content", core::to_base64(core::as_bytes("一度だけ"))}}; }
object evidence_json(const std::string& subject) {
  auto json = file_json();
  json["step"] = "organization";
  json["category"] = "other";
  json["subject"] = subject;
  json["source"] = "法務局";
  return json;
}
Creation document() {
  const auto applying = submitted();
  auto desk = site().staff("specialist");
  const auto queue = desk.get(Site::api("/cases?queue=open&limit=200")).json();
  for (const auto& line : queue.at("items").as_array())
    if (line.at("applicationId").as_string() == applying.application_id)
      EXPECT_EQ(desk.post(Site::api("/cases/" + std::string(line.at("id").as_string()) + "/questions"), R"({"text":"書類を"})").status,
                201);
  auto applicant = applying.applicant;
  auto body = file_json();
  body["questionId"] = applicant.get(Site::api("/applications/" + applying.application_id)).at("/questions/0/id");
  auto other = body;
  other["note"] = "別の内容";
  return {applicant, "/applications/" + applying.application_id + "/documents", text(body), text(other)};
}

Creation denied_entry() {
  const auto body = [](const std::string& value) {
    return text({{"kind", "name"}, {"value", value}, {"source", "METI"}, {"reason", "外国ユーザーリスト"}});
  };
  return {site().staff("officer"), "/denied-entries", body("一度貿易株式会社"), body("別貿易株式会社")};
}

/// Of the installation with a signer only what an issue or a revocation writes: its jobs run meanwhile.
Contents issued() {
  auto all = contents(House::shared().world().database);
  std::erase_if(all, [](const auto& table) {
    return table.first != "certificates" && table.first != "issuance_intents" && table.first != "licences" &&
           table.first != "inventory_movements";
  });
  return all;
}
support::VettedAccount& account() {
  static auto made = support::vetted_account(House::shared(), 3);
  return made;
}
std::string issue_body(const std::string& host) {
  const auto name = host + "." + account().domain;
  return text({{"csr", support::make_csr({name})}, {"names", boost::json::array{name}}});
}
Creation certificate() { return {account().client, "/certificates", issue_body("once"), issue_body("other"), {}, issued}; }
Creation revocation() {
  const auto made = account().client.post(Site::api("/certificates"), issue_body("gone"));
  EXPECT_EQ(made.status, 201) << made.body;
  return {House::shared().staff("support"),
          "/certificates/" + made.at("/id") + "/revocations",
          R"({"reason":"superseded"})",
          R"({"reason":"unspecified"})",
          {},
          issued};
}

const std::map<std::string, std::function<Creation()>> creations{
    {"createQuote", quote},
    {"createOrder", order},
    {"createOrderSession", order_session},
    {"redeemAccessCode", redemption},
    {"submitApplication", submission},
    {"createValidation", validation},
    {"reverifyDomain", reverification},
    {"createApiKey", api_key},
    {"recordPayment", payment},
    {"resendAccessCode", access_code},
    {"renewAccessCode", renewal},
    {"changeRecipient", recipient_change},
    {"recordCallOutcome", outcome},
    {"addToCall", addition},
    {"addDeniedEntry", denied_entry},
    {"issueCertificate", certificate},
    {"revokeCertificate", revocation},
    {"recordRegisterCheck",
     [] {
       return at_case("/register-records", {{"number", "6010001999001"}, {"decisions", boost::json::array{}}},
                      {{"number", "6010001999002"}});
     }},
    {"reopenStep",
     [] {
       auto made = at_case("/register-records", {{"number", "6010001999001"}, {"decisions", boost::json::array{}}}, {});
       const auto checked = made.client.post(Site::api(made.path), made.body);
       EXPECT_EQ(checked.status, 201) << checked.body;
       made.path = made.path.substr(0, made.path.rfind('/')) + "/reopenings";
       made.body = text({{"step", "organization"}, {"reason", "一度だけ"}});
       made.other_body = text({{"step", "organization"}, {"reason", "別の理由"}});
       return made;
     }},
    {"createCall", new_call},
    {"addNumber", [] { return at_case("/phone-book", number_json("03-0000-0001"), number_json("03-0000-0002")); }},
    {"withdrawNumber",
     [] {
       auto made = at_case("", {}, {});
       const auto id = [&](const char* number) { return support::phone_number(made.client, Site::api(made.path), number); };
       const auto body = [](const std::string& number) { return text({{"numberId", number}, {"reason", "誤り"}}); };
       return Creation{made.client, made.path + "/phone-book/withdrawals", body(id("03-0000-0001")), body(id("03-0000-0002"))};
     }},
    {"bookCall", booking},
    {"attachEvidence", [] { return at_case("/evidence", evidence_json("一度だけ"), evidence_json("別の内容")); }},
    {"askQuestion", [] { return at_case("/questions", {{"text", "一度だけ"}}, {{"text", "別の内容"}}); }},
    {"uploadDocument", document},
    {"addNote", [] { return at_case("/notes", {{"text", "一度だけ"}}, {{"text", "別の内容"}}); }},
};

TEST(Repeats, EveryCreatingEndpointHonoursItsKey) {
  RecordProperty("requirement", "G01");
  for (const auto& endpoint : site().endpoints())
    if (endpoint.spec.method == http::Method::post && endpoint.spec.status == 201) EXPECT_TRUE(endpoint.spec.creates) << endpoint.spec.id;
}

TEST(Repeats, OfARequestAnswerTheSameAndDoItOnce) {
  RecordProperty("requirement", "G01");
  for (const auto& endpoint : site().endpoints()) {
    if (!endpoint.spec.creates) continue;
    const std::string id(endpoint.spec.id);
    ASSERT_TRUE(creations.contains(id)) << "tests/api/sweep_repeats_test.cpp: how is " << id << " called?";
    auto made = creations.at(id)();
    const auto rows = [&] { return made.contents ? made.contents() : contents(site().world().database); };
    auto headers = made.headers;
    headers.emplace_back("Idempotency-Key", "key-of-" + id);
    const auto send = [&](const std::string& body) {
      return made.client.request(method_of(endpoint), Site::api(made.path), body, headers);
    };
    expect_problem(send(R"({"surprise":1})"), 422, made.client, id + ": refused, so that the key stays free");
    const auto first = send(made.body);
    ASSERT_EQ(first.status, endpoint.spec.status) << id << first.body;
    const auto after = rows();
    for (int i = 0; i < 2; ++i) {
      const auto again = send(made.body);
      EXPECT_EQ(again.status, first.status) << id << again.body;
      EXPECT_EQ(again.body, first.body) << id;
      EXPECT_EQ(again.header("etag"), first.header("etag")) << id;
      EXPECT_EQ(again.header("content-type"), first.header("content-type")) << id;
    }
    for (const auto* language : {"ja", "en"}) {
      made.client.language = language;
      expect_refusal(send(made.other_body), 422, "idempotency_key_reused", made.client, id);
    }
    EXPECT_EQ(changed(after, rows()), "") << id;
  }
}

TEST(Repeats, KeysThatAreNoneAreRefused) {
  RecordProperty("requirement", "G01");
  for (const auto& endpoint : site().endpoints()) {
    if (!endpoint.spec.creates) continue;
    auto client = allowed_client(site(), endpoint);
    const std::string id(endpoint.spec.id);
    const NothingChanges watch(site(), id);
    for (const std::string& key : {std::string(), std::string(256, 'k'), std::string("two words"), std::string("鍵")})
      expect_refusal(call(client, endpoint, path_of(endpoint), good_body(endpoint), {{"Idempotency-Key", key}, {"If-Match", "\"v1\""}}),
                     422, "idempotency_key_invalid", client, id + " " + key);
  }
}

TEST(Repeats, KeysOfOthersAreOthers) {
  RecordProperty("requirement", "G01");
  auto mine = api_key();
  auto theirs = api_key();
  const Headers key{{"Idempotency-Key", "1"}};
  const auto first = mine.client.post(Site::api(mine.path), mine.body, key);
  const auto second = theirs.client.post(Site::api(theirs.path), theirs.body, key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201) << second.body;
  EXPECT_NE(first.at("/key"), second.at("/key"));
}

TEST(Repeats, VisitorsFromElsewhereGetAnswersOfTheirOwn) {
  RecordProperty("requirement", "G01");
  auto made = quote();
  const Headers key{{"Idempotency-Key", "1-" + support::unique_mark()}};
  const auto first = made.client.post(Site::api(made.path), made.body, key);
  EXPECT_EQ(made.client.post(Site::api(made.path), made.body, key).at("/token"), first.at("/token"));
  made.client.from = "127.0.0.9";
  const auto elsewhere = made.client.post(Site::api(made.path), made.body, key);
  ASSERT_EQ(elsewhere.status, 201) << elsewhere.body;
  EXPECT_NE(elsewhere.at("/token"), first.at("/token"));
}

TEST(Repeats, AtTheSameMomentMakeOne) {
  RecordProperty("requirement", "G01");
  const auto made = api_key();
  std::vector<HttpReply> replies(8);
  std::vector<std::thread> senders;
  for (auto& reply : replies)
    senders.emplace_back(
        [&, client = made.client]() mutable { reply = client.post(Site::api(made.path), made.body, {{"Idempotency-Key", "at-once"}}); });
  for (auto& sender : senders) sender.join();
  std::string key;
  for (const auto& reply : replies) {
    if (reply.status == 409)
      EXPECT_EQ(reply.code(), "idempotency_in_progress");
    else
      ASSERT_EQ(reply.status, 201) << reply.body;
    if (reply.status == 201 && key.empty()) key = reply.at("/key");
    if (reply.status == 201) EXPECT_EQ(reply.at("/key"), key);
  }
  auto client = made.client;
  EXPECT_EQ(client.get(Site::api(made.path)).json().at("items").as_array().size(), 1U);
}

} // namespace
