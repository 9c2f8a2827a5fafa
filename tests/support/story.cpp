#include "support/story.h"

#include "storage/applications.h"
#include "storage/outbox.h"
#include "support/database.h"

#include <atomic>
#include <regex>

namespace support {
namespace {

boost::json::array list(const std::vector<std::string>& items) {
  boost::json::array out;
  for (const auto& item : items) out.emplace_back(item);
  return out;
}

HttpReply expect(HttpReply reply, int status) {
  if (reply.status != status) throw std::runtime_error(std::to_string(reply.status) + " " + reply.body);
  return reply;
}

std::string code_in(const std::string& body) {
  std::smatch found;
  const std::regex code("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
  if (!std::regex_search(body, found, code)) throw std::runtime_error("no code in: " + body);
  return found.str();
}

Ordered to_order(HttpClient orderer, std::vector<std::string> names) {
  Ordered made{unique_mark(), std::move(names), std::move(orderer), {}, {}, 0};
  if (made.names.empty()) made.names = {made.mark + ".example.jp"};
  return made;
}

/// By a quote that the orderer asks for; a visitor orders with the quote's token.
void order(Ordered& made, const boost::json::object& wish) {
  const auto quote = expect(made.orderer.post(Site::api("/quotes"), text(wish)), 201);
  if (const auto token = quote.at("/token"); !token.empty()) made.orderer.bearer = token;
  const auto order = expect(made.orderer.post(Site::api("/orders"), text({{"quoteId", quote.at("/id")}})), 201);
  made.order_id = order.at("/id");
  made.order_number = order.at("/number");
  made.total = order.json().at("total").as_int64();
}

/// Pays and redeems the mailed code.
Applying open_application(Site& site, Ordered order) {
  expect(pay(site, order, order.total), 201);
  const auto code = waiting_code(site, order.order_id);
  Applying applying{std::move(order), site.visitor(), {}};
  const auto redeemed = expect(applying.applicant.post(Site::api("/access-code-redemptions"), text({{"code", code}})), 201);
  applying.application_id = redeemed.at("/applicationId");
  applying.applicant.bearer = redeemed.at("/token");
  return applying;
}

} // namespace

std::string unique_mark() {
  static std::atomic<int> count{0};
  return "t" + std::to_string(++count);
}

boost::json::object customer_json(const std::string& mark) {
  return {{"organizationName", "株式会社青空商事"},
          {"organizationKana", "アオゾラショウジ"},
          {"corporateNumber", ""},
          {"postalCode", "100-0001"},
          {"state", "東京都"},
          {"locality", "千代田区"},
          {"street", "千代田1-1"},
          {"department", "情報システム部"},
          {"contactName", "佐藤 花子"},
          {"email", mark + "-orderer@aozora.test"},
          {"phone", "03-6738-6710"}};
}

boost::json::object quote_json(const std::string& mark, const std::vector<std::string>& names) {
  return {{"product", "advantage"}, {"termYears", 1}, {"names", list(names)}, {"customer", customer_json(mark)}, {"language", "ja"}};
}

boost::json::object person_json(const std::string& family, const std::string& mail) {
  return {{"familyName", family},           {"givenName", "太郎"},    {"familyKana", "アオゾラ"}, {"givenKana", "タロウ"},
          {"employer", "株式会社青空商事"}, {"department", "総務部"}, {"title", "部長"},          {"email", mail},
          {"phone", "03-6738-6711"}};
}

std::string make_csr(const std::vector<std::string>& names, const std::string& key) {
  TemporaryDirectory directory;
  std::string alternative;
  for (const auto& name : names) alternative += (alternative.empty() ? "DNS:" : ",DNS:") + name;
  std::vector<std::string> command{"openssl", "req",
                                   "-new",    "-nodes",
                                   "-keyout", directory / "key.pem",
                                   "-subj",   "/C=JP/O=Aozora/CN=" + names.front(),
                                   "-addext", "subjectAltName=" + alternative};
  if (key.starts_with("P-"))
    command.insert(command.end(), {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + key});
  else
    command.insert(command.end(), {"-newkey", "rsa:" + key});
  command.insert(command.end(), {"-out", directory / "csr.pem"});
  run_or_throw(command);
  return read_file(directory / "csr.pem");
}

boost::json::object draft_json(const std::string& mark, const std::vector<std::string>& names) {
  return {{"step", "review"},
          {"csr", make_csr(names)},
          {"names", list(names)},
          {"organization", boost::json::object{{"name", "株式会社青空商事"},
                                               {"nameKana", "アオゾラショウジ"},
                                               {"nameLatin", "Aozora Shoji K.K."},
                                               {"corporateNumber", "3987654321098"},
                                               {"postalCode", "100-0001"},
                                               {"state", "東京都"},
                                               {"locality", "千代田区"},
                                               {"street", "千代田1-1"},
                                               {"phone", "03-0000-0001"},
                                               {"certificateOrganization", "Aozora Shoji K.K."},
                                               {"certificateState", "Tokyo"},
                                               {"certificateLocality", "Chiyoda-ku"}}},
          {"contacts", boost::json::object{{"technical", person_json("鈴木", mark + "-technical@aozora.test")},
                                           {"authorization", person_json("山田", mark + "-approver@aozora.test")}}},
          {"atMostTenMembers", false}};
}

Ordered place_order(Site& site, std::vector<std::string> names, const boost::json::object& code_recipient) {
  auto made = to_order(site.visitor(), std::move(names));
  auto wish = quote_json(made.mark, made.names);
  if (!code_recipient.empty()) wish["codeRecipient"] = code_recipient;
  order(made, wish);
  return made;
}

Ordered order_again(Site& site, const std::string& account, std::vector<std::string> names) {
  auto made = to_order(site.customer("super_admin", account), std::move(names));
  order(made, quote_json(made.mark, made.names));
  return made;
}

HttpReply pay(Site& site, const Ordered& order, std::int64_t amount, const std::string& reference) {
  auto finance = site.staff("finance");
  return finance.post(
      Site::api("/orders/" + order.order_id + "/payments"),
      text({{"amount", amount}, {"receivedOn", "2026-11-24"}, {"payerName", "アオゾラシヨウジ"}, {"reference", "ref-" + reference}}));
}

std::string mailed_code(Site& site, const std::string& to) { return code_in(site.mail(to, "アクセスコード").body); }

std::string waiting_code(Site& site, const std::string& order_id) {
  const auto mails = site.world().database.read([&](storage::Transaction& tx) { return storage::list_outbox_of(tx, order_id); }).value();
  for (const auto& mail : mails) {
    const auto payload = boost::json::parse(mail.payload).as_object();
    if (!payload.contains("sealed")) continue;
    const auto plain = site.world().secrets.open(core::from_base64(payload.at("sealed").as_string()).value(), mail.destination).value();
    return code_in(std::string(boost::json::parse(core::as_text(plain)).at("body").as_string()));
  }
  throw std::runtime_error("no sealed mail about " + order_id);
}

HttpClient tracker_of(Site& site, const Ordered& order) {
  auto tracker = site.visitor();
  const auto body = text({{"orderNumber", order.order_number}, {"email", order.orderer_mail()}});
  tracker.bearer = expect(tracker.post(Site::api("/order-sessions"), body), 201).at("/token");
  return tracker;
}

Applying start_application(Site& site, std::vector<std::string> names) {
  return open_application(site, place_order(site, std::move(names)));
}

Applying apply_again(Site& site, const std::string& account, std::vector<std::string> names) {
  return open_application(site, order_again(site, account, std::move(names)));
}

std::string account_of(Site& site, const Applying& applying) {
  const auto id = storage::ApplicationId::stored(applying.application_id);
  return must(site.world().database.read(
                  [&](storage::Transaction& tx) { return storage::load_application(tx, id, storage::Tenant::any()); }))
      .account_id.str();
}

std::string version_tag(const HttpReply& reply) { return "\"v" + reply.at("/version") + "\""; }

HttpReply submit(Applying& applying, const boost::json::object& draft) {
  const auto path = Site::api("/applications/" + applying.application_id);
  const auto before = expect(applying.applicant.get(path), 200);
  const auto saved = expect(applying.applicant.put(path + "/draft", text(draft), {{"If-Match", version_tag(before)}}), 200);
  return applying.applicant.post(path + "/submissions", text({{"agreementVersion", saved.at("/agreement/version")}, {"accepted", true}}),
                                 {{"If-Match", version_tag(saved)}});
}

} // namespace support
