#include "support/house.h"

#include "cli/init.h"
#include "storage/licences.h"
#include "support/database.h"
#include "support/log_in.h"
#include "support/postgres.h"
#include "support/story.h"
#include "usecases/import_register.h"

#include <cstdlib>
#include <regex>
#include <set>

namespace support {
namespace {

HttpReply expect(HttpReply reply, int status) {
  if (reply.status != status) throw std::runtime_error(std::to_string(reply.status) + " " + reply.body);
  return reply;
}

/// The program of a test lies in a folder below the signer's, which is looked for beside the program.
void put_signer_beside_this_program() {
  const auto link = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "shomei-signer";
  std::error_code exists_already;
  std::filesystem::create_symlink(std::string(SHOMEI_BINARY_DIR) + "/shomei-signer", link, exists_already);
}

/// A new database of the engine that the run asks for: `SHOMEI_TEST_ENGINE=postgresql`, else SQLite in the data directory.
std::string database_of_run() {
  const char* engine = std::getenv("SHOMEI_TEST_ENGINE");
  return engine && std::string_view(engine) == "postgresql" ? Postgres::shared().empty_database() : std::string();
}

} // namespace

House::House(const HouseOptions& options) : records_("www.example A 192.0.2.10\n") {
  knot_.add_zone("jp", records_);
  knot_.start();
  core::Config config;
  config.ca.name = "Shomei Test";
  config.ca.base_url = "http://127.0.0.1:" + std::to_string(free_port());
  config.server.public_url = config.ca.base_url;
  config.database.url = options.database_url.empty() ? database_of_run() : options.database_url;
  config.keys.root_key = "p384";
  config.dns.stubs = knot_.stubs();
  config.dns.trust_anchor = knot_.trust_anchor_file();
  config.mail.smtp_url = "smtp://127.0.0.1:" + std::to_string(postfix_.port());
  config.mail.from = "desk@shomei.test";
  config.desk.call_days_ahead = 3650; // tests book days whose holidays they know
  config.seller.registration_number = "T2010001999005";
  config.seller.quote_days = 5;
  config.log_level = "error";
  if (options.configure) options.configure(config);
  put_signer_beside_this_program();
  const core::SystemClock clock;
  if (options.found)
    options.found(data(), config);
  else
    static_cast<void>(must(cli::init({.data = data(), .config = config, .now = clock.now() - std::chrono::hours{24}})));
  start_ = clock.now();
  installation_ = must(cli::Installation::open({data(), start_, options.found ? cli::SignerChild::socket_of(data()).string() : ""}));
  node_ = must(cli::Node::start(*installation_,
                                {.listen = config.ca.base_url.substr(7), .desk_listen = "127.0.0.1:0", .tls_listen = {}, .web_root = {}}));
}

House& House::shared() {
  static House house;
  static const bool filled = (house.import_register("nta/extract_utf8.csv"), true);
  static_cast<void>(filled);
  return house;
}

HttpClient House::staff(const std::string& role) { return log_in(world().database, now(), desk_visitor(), {"desk", role, ""}); }
HttpClient House::customer(const std::string& role, const std::string& account_id) {
  return log_in(world().database, now(), visitor(), {"cms", role, account_id});
}

void House::publish(const std::string& records) {
  records_ += records;
  knot_.set_zone("jp", records_);
}

void House::import_register(const std::string& vector_file) {
  static_cast<void>(must(usecases::import_register(world().database, usecases::system_actor("test"),
                                                   std::string(SHOMEI_SOURCE_DIR) + "/tests/vectors/" + vector_file, now())));
}

std::string House::root_file() {
  const auto file = directory_ / "root.pem";
  write_file(file, world().issuers.by_slug("root-r1")->certificate.to_pem());
  return file;
}

House::SecondNode House::second_node() {
  const auto data = directory_.path() / "data";
  SecondNode second;
  second.installation = must(cli::Installation::open({data, start_, cli::SignerChild::socket_of(data).string()}));
  second.node = must(cli::Node::start(
      *second.installation, {.listen = "127.0.0.1:0", .desk_listen = "127.0.0.1:0", .tls_listen = {}, .jobs = false, .web_root = {}}));
  return second;
}

void House::restart() {
  const auto at = now();
  const auto listen = node_->addresses().at(0);
  end();
  installation_ = must(cli::Installation::open({data(), at, ""}));
  node_ = must(cli::Node::start(*installation_, {.listen = listen, .desk_listen = "127.0.0.1:0", .tls_listen = {}, .web_root = {}}));
}

void House::end() {
  node_.reset();
  installation_.reset();
}

boost::json::object registered_draft(const std::string& mark, const std::vector<std::string>& names) {
  auto draft = draft_json(mark, names);
  auto& organization = draft["organization"].as_object();
  organization["corporateNumber"] = "6010001999001";
  organization["postalCode"] = "1009999";
  organization["street"] = "丸の内九丁目9番9号";
  return draft;
}

namespace {

/// All of a program's applicants come from one address, whose quotes are limited.
HttpReply ask_for_quote(HttpClient& visitor, const boost::json::object& wish) {
  HttpReply reply;
  static_cast<void>(wait_until([&] {
    reply = visitor.post("/api/v1/quotes", text(wish));
    return reply.status != 429;
  }));
  return reply;
}

Filed to_file(House& house, std::vector<std::string> names) {
  Filed filed{unique_mark(), std::move(names), house.visitor(), {}, {}};
  if (filed.names.empty()) filed.names = {filed.mark + ".example.jp"};
  return filed;
}

/// By a quote that the orderer asks for; a visitor orders with the quote's token.
HttpReply order(HttpClient& orderer, const Filed& filed, const std::string& product) {
  auto wish = quote_json(filed.mark, filed.names);
  wish["product"] = product;
  const auto quote = expect(ask_for_quote(orderer, wish), 201);
  if (const auto token = quote.at("/token"); !token.empty()) orderer.bearer = token;
  return expect(orderer.post("/api/v1/orders", text(boost::json::object{{"quoteId", quote.at("/id")}})), 201);
}

/// Pays and redeems the mailed code, as whoever the filing's client is.
void open_application(House& house, Filed& filed, const HttpReply& order) {
  auto finance = house.staff("finance");
  const boost::json::object payment{{"amount", order.json().at("total")},
                                    {"receivedOn", core::to_string(core::TimeZone::tokyo().date_of(house.now()))},
                                    {"payerName", "アオゾラシヨウジ"},
                                    {"reference", "ref-" + filed.mark}};
  expect(finance.post("/api/v1/orders/" + order.at("/id") + "/payments", text(payment)), 201);
  house.mail(filed.mark + "-orderer@aozora.test", "お申し込みのアクセスコード");
  const auto redeemed = expect(redeem_newest(house, filed.applicant, filed.mark), 201);
  filed.applicant.bearer = redeemed.at("/token");
  filed.application_id = redeemed.at("/applicationId");
}

} // namespace

Filed begin_application(House& house, const std::string& product, std::vector<std::string> names) {
  auto filed = to_file(house, std::move(names));
  open_application(house, filed, order(filed.applicant, filed, product));
  return filed;
}

Filed begin_again(House& house, const std::string& account_id, std::vector<std::string> names, const std::string& product) {
  auto filed = to_file(house, std::move(names));
  auto orderer = house.customer("super_admin", account_id);
  open_application(house, filed, order(orderer, filed, product));
  return filed;
}

HttpReply redeem_newest(House& house, HttpClient& client, const std::string& mark) {
  static std::set<std::string> tried;
  const std::regex pattern("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
  std::smatch code;
  std::string body;
  const auto arrived = wait_until([&] {
    for (const auto& mail : house.mails()) {
      body = mail.body;
      if (mail.envelope_to == mark + "-orderer@aozora.test" && std::regex_search(body, code, pattern) && tried.insert(code.str()).second)
        return true;
    }
    return false;
  });
  if (!arrived) throw std::runtime_error("no new code for " + mark);
  return client.post("/api/v1/access-code-redemptions", text(boost::json::object{{"code", code.str()}}));
}

HttpReply submit_draft(Filed& filed, const boost::json::object& draft) {
  const auto path = "/api/v1/applications/" + filed.application_id;
  auto& applicant = filed.applicant;
  const auto saved = expect(applicant.put(path + "/draft", text(draft), {{"If-Match", version_tag(applicant.get(path))}}), 200);
  return applicant.post(path + "/submissions",
                        text(boost::json::object{{"agreementVersion", saved.at("/agreement/version")}, {"accepted", true}}),
                        {{"If-Match", version_tag(saved)}});
}

void find_case(House& house, Filed& filed) {
  auto desk = house.staff("specialist");
  const auto queue = expect(desk.get("/api/v1/cases?queue=open&limit=200"), 200).json();
  for (const auto& line : queue.at("items").as_array())
    if (line.at("applicationId").as_string() == filed.application_id) filed.case_id = std::string(line.at("id").as_string());
}

Filed file_application(House& house, const boost::json::object& changes, std::vector<std::string> names) {
  auto filed = begin_application(house, "advantage", std::move(names));
  auto draft = registered_draft(filed.mark, filed.names);
  for (const auto& [key, value] : changes) (draft.contains(key) ? draft : draft["organization"].as_object())[key] = value;
  for (const auto* role : {"technical", "authorization"})
    draft["contacts"].as_object()[role].as_object()["employer"] = draft["organization"].as_object()["name"];
  expect(submit_draft(filed, draft), 201);
  find_case(house, filed);
  return filed;
}

void prove_domains(House& house, Filed& filed) {
  for (const auto& name : filed.names) {
    const auto validation = expect(filed.applicant.post("/api/v1/applications/" + filed.application_id + "/validations",
                                                        text(boost::json::object{{"fqdn", name}, {"method", "dns_txt"}})),
                                   201);
    house.publish(validation.at("/recordName") + ". TXT \"" + validation.at("/recordValue") + "\"\n");
    const auto checked = expect(filed.applicant.post("/api/v1/validations/" + validation.at("/id") + "/checks"), 200);
    if (checked.at("/status") != "valid") throw std::runtime_error(checked.body);
  }
}

HttpReply check_register(HttpClient& desk, const Filed& filed, const std::string& number, const std::string& decisions) {
  return desk.post(filed.path("/register-records"), R"({"number":")" + number + R"(","decisions":)" + decisions + "}");
}

std::string phone_number(HttpClient& desk, const std::string& case_path, const std::string& number, const std::string& source) {
  const auto find = [&](const HttpReply& shown) -> std::string {
    const auto book = shown.json();
    for (const auto& entry : book.at("numbers").as_array())
      if (entry.at("shown").as_string() == number && entry.at("source").as_string() == source)
        return std::string(entry.at("id").as_string());
    return {};
  };
  const auto known = find(expect(desk.get(case_path + "/phone-book"), 200));
  if (!known.empty()) return known;
  return find(expect(
      desk.post(case_path + "/phone-book",
                text(boost::json::object{{"number", number}, {"source", source}, {"evidence", "https://townpage.example.jp/aozora"}})),
      201));
}

HttpReply call_through(HttpClient& desk, const Filed& filed, const std::string& step, const std::string& reached, const std::string& answer,
                       const std::string& number) {
  const auto call = expect(
      desk.post(filed.path("/calls"),
                text(boost::json::object{{"step", step}, {"numberId", phone_number(desk, filed.path(), number)}, {"language", "ja"}})),
      201);
  boost::json::array answers;
  for (const auto& line : call.json().at("script").as_array())
    answers.push_back(boost::json::object{{"question", line.at("question")}, {"answer", answer}});
  return desk.post(
      "/api/v1/calls/" + call.at("/id") + "/outcomes",
      text(boost::json::object{{"outcome", "reached"}, {"reachedName", reached}, {"answers", answers}, {"note", "代表電話から取り次ぎ"}}));
}

std::string step_status(const HttpReply& shown, std::string_view step) {
  const auto json = shown.json();
  for (const auto& item : json.at("steps").as_array())
    if (item.at("step").as_string() == step) return std::string(item.at("status").as_string());
  return "none";
}

HttpReply decide(HttpClient& desk, const Filed& filed, const std::string& decision, const std::string& body) {
  const std::string review = R"({"reviewed":true,"note":"全項目を突き合わせて確認"})";
  return desk.post(filed.path("/" + decision), decision == "approvals" && body.empty() ? review : body,
                   {{"If-Match", version_tag(desk.get(filed.path()))}});
}

HttpReply finish_vetting(House& house, const Filed& filed) {
  auto first = house.staff("specialist");
  expect(check_register(first, filed), 201);
  expect(call_through(first, filed), 200);
  expect(decide(first, filed, "recommendations"), 200);
  auto second = house.staff("approving_specialist");
  return decide(second, filed, "approvals");
}

HttpReply vet(House& house, Filed& filed) {
  prove_domains(house, filed);
  return expect(finish_vetting(house, filed), 200);
}

storage::ApplicationRow application_row(House& house, const Filed& filed) {
  const auto id = storage::ApplicationId::stored(filed.application_id);
  return must(
      house.world().database.read([&](storage::Transaction& tx) { return storage::load_application(tx, id, storage::Tenant::any()); }));
}

void add_licences(House& house, const std::string& account_id, int count) {
  must(house.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    for (int i = 0; i < count; ++i)
      TRY(storage::purchase_licence(tx,
                                    {storage::LicenceId::make(), storage::AccountId::stored(account_id), std::nullopt, "advantage",
                                     "non_pooling", "available", house.now(), house.now() + std::chrono::days{365}, std::nullopt},
                                    "test"));
    return {};
  }));
}

std::int64_t available_licences(House& house, const std::string& account_id) {
  return must(house.world().database.read([&](storage::Transaction& tx) {
    return storage::count_available_licences(tx, storage::AccountId::stored(account_id), "advantage", house.now());
  }));
}

HttpClient api_client(House& house, const std::string& account_id) {
  auto client = house.visitor();
  auto admin = house.customer("super_admin", account_id);
  client.bearer =
      expect(admin.post("/api/v1/api-keys", R"({"name":"deploy","scopes":["certificates:read","certificates:issue"]})"), 201).at("/key");
  return client;
}

HttpReply issue(HttpClient& client, const std::vector<std::string>& names, const std::string& organization_id) {
  boost::json::object request{{"csr", make_csr(names)}, {"names", boost::json::value_from(names)}};
  if (!organization_id.empty()) request["organizationId"] = organization_id;
  return client.post("/api/v1/certificates", text(request));
}

VettedAccount vetted_account(House& house, int licences) {
  auto filed = file_application(house);
  const auto certificate = vet(house, filed).at("/certificateId");
  const auto account_id = application_row(house, filed).account_id.str();
  add_licences(house, account_id, licences);
  return {account_id, certificate, filed.names.front(), api_client(house, account_id)};
}

std::string ocsp_status(const std::string& ocsp_url, const std::string& pem, const std::string& issuer_pem, const std::string& root_file) {
  const TemporaryDirectory folder;
  write_file(folder / "leaf.pem", pem);
  write_file(folder / "issuer.pem", issuer_pem);
  const auto output = run({"openssl", "ocsp", "-issuer", folder / "issuer.pem", "-cert", folder / "leaf.pem", "-CAfile", root_file,
                           "-no_nonce", "-url", ocsp_url})
                          .out;
  if (!output.contains("Response verify OK")) return output;
  for (const std::string status : {"good", "revoked", "unknown"})
    if (output.contains("leaf.pem: " + status)) return status;
  return output;
}

} // namespace support
