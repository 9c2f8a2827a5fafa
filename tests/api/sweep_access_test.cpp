#include "sweep.h"

#include "storage/builders.h"
#include "storage/issuance.h"
#include "storage/users.h"
#include "usecases/new_session.h"

/// Who may call what, and whose things: made from the rows, so that no endpoint is forgotten (G01).
namespace {

using namespace sweep;
using http::Listener;
using http::PrincipalKind;
using support::start_application;

TEST(Access, NobodyGetsInWithoutCredentials) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    auto client = is_served(endpoint, Listener::public_site) ? site.visitor() : site.desk_visitor();
    const std::string id(endpoint.spec.id);
    const NothingChanges watch(site, id);
    for (const auto* language : {"ja", "en"}) {
      client.language = language;
      client.bearer.clear();
      const auto reply = call(client, endpoint, path_of(endpoint), "");
      if (endpoint.spec.permission.allows_anonymous())
        EXPECT_NE(reply.status, 401) << id;
      else
        expect_refusal(reply, 401, "not_authenticated", client, id);
      for (const auto* token : {"not-a-token", "shk_not-a-key"}) {
        client.bearer = token;
        expect_refusal(call(client, endpoint, path_of(endpoint), ""), 401, "session_unknown", client,
                       id + ": a wrong token is never anonymous");
      }
    }
  }
}

/// Calls every endpoint of the listener, with nothing that could do anything, and compares who gets in with the row.
void expect_doors(Site& site, HttpClient& client, Listener listener, const std::string& who,
                  const std::function<bool(const Endpoint&)>& may) {
  for (const auto& endpoint : site.endpoints()) {
    if (endpoint.spec.id == "logout") continue;
    const auto what = who + " " + std::string(endpoint.spec.id);
    client.language = client.language == "ja" ? "en" : "ja";
    const auto reply = call(client, endpoint, path_of(endpoint), "");
    if (!is_served(endpoint, listener))
      EXPECT_TRUE(reply.status == 404 || reply.status == 405) << what << reply.status;
    else if (may(endpoint))
      EXPECT_NE(reply.status, 403) << what << reply.body;
    else
      expect_refusal(reply, 403, "not_allowed", client, what);
  }
}

TEST(Access, EveryRoleGetsInWhereItMayOnly) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto account = site.new_account();
  for (const auto name : http::role_names) {
    const auto role = *http::parse_role(name);
    const auto listener = http::is_staff(role) ? Listener::desk : Listener::public_site;
    auto client = http::is_staff(role) ? site.staff(std::string(name)) : site.customer(std::string(name), account);
    expect_doors(site, client, listener, std::string(name),
                 [&](const Endpoint& endpoint) { return endpoint.spec.permission.allows_role(role); });
  }
}

TEST(Access, OrdersApplicantsAndKeysGetInWhereTheyMayOnly) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto applying = start_application(site);
  const auto kind = [](PrincipalKind wanted) {
    return [wanted](const Endpoint& endpoint) { return endpoint.spec.permission.allows_kind(wanted); };
  };
  expect_doors(site, applying.applicant, Listener::public_site, "applicant", kind(PrincipalKind::applicant));
  expect_doors(site, applying.order.orderer, Listener::public_site, "order", kind(PrincipalKind::order));
  auto tracker = tracker_of(site, applying.order);
  expect_doors(site, tracker, Listener::public_site, "tracker", kind(PrincipalKind::tracker));
  auto holder = link_holder(site);
  expect_doors(site, holder.client, Listener::public_site, "link", kind(PrincipalKind::link));
  const auto account = site.new_account();
  for (const std::string scope : {"certificates:read", "certificates:issue"}) {
    auto client = key_client(site, account, scope);
    expect_doors(site, client, Listener::public_site, "key " + scope, [&](const Endpoint& endpoint) {
      const auto& permission = endpoint.spec.permission;
      return permission.allows_kind(PrincipalKind::api_key) && (permission.scope().empty() || permission.scope() == scope);
    });
  }
}

/// A user who has to do something before anything else.
HttpClient pending_user(Site& site, bool must_change_password) {
  auto client = site.desk_visitor();
  auto row = builders::user(support::unique_mark() + "@pending.test");
  row.role = "officer";
  row.must_change_password = must_change_password;
  auto session = usecases::new_session("desk", usecases::session_life("desk", 30), site.clock().now());
  session.row.user_id = row.id;
  support::must(site.world().database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_user(tx, row));
    return storage::insert_session(tx, session.row);
  }));
  client.cookies["__Host-desk_sid"] = session.token;
  client.csrf_token = session.row.csrf_token;
  return client;
}

TEST(Access, FirstThePasswordAndTheSecondFactor) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const bool password : {true, false}) {
    auto client = pending_user(site, password);
    for (const auto& endpoint : site.endpoints()) {
      if (!is_served(endpoint, Listener::desk) || endpoint.spec.id == "logout" ||
          !endpoint.spec.permission.allows_role(http::Role::officer))
        continue;
      const auto reply = call(client, endpoint, path_of(endpoint), "");
      if (endpoint.spec.permission.allows_while_pending())
        EXPECT_NE(reply.status, 403) << endpoint.spec.id << reply.body;
      else
        expect_refusal(reply, 403, password ? "password_change_required" : "totp_enrolment_required", client,
                       std::string(endpoint.spec.id));
    }
  }
}

/// Somebody whom the endpoint lets in, with a cookie as pages have it.
HttpClient cookie_client(Site& site, const Endpoint& endpoint, const std::string& account) {
  if (is_served(endpoint, Listener::public_site) && endpoint.spec.permission.allows_role(http::Role::super_admin))
    return site.customer("super_admin", account);
  auto client = allowed_client(site, endpoint);
  client.entry = endpoint.spec.permission.allows_kind(PrincipalKind::link) && !endpoint.spec.permission.allows_anonymous() &&
                         !endpoint.spec.permission.allows_kind(PrincipalKind::order)
                     ? "link"
                     : "";
  const auto cookie = client.entry.empty() ? "__Host-order_sid" : "__Host-link_sid";
  if (!client.bearer.empty()) client.cookies[cookie] = std::exchange(client.bearer, "");
  return client;
}

TEST(Access, PagesOfOtherSitesChangeNothing) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto account = site.new_account();
  for (const auto& endpoint : site.endpoints()) {
    if (endpoint.spec.method == http::Method::get) continue;
    const std::string id(endpoint.spec.id);
    auto client = cookie_client(site, endpoint, account);
    const NothingChanges watch(site, id);
    auto forged = client;
    forged.csrf_token = "wrong";
    expect_refusal(call(forged, endpoint, path_of(endpoint), good_body(endpoint)), 403, "csrf_token_wrong", forged, id);
    forged.csrf_token.clear();
    expect_refusal(call(forged, endpoint, path_of(endpoint), good_body(endpoint)), 403, "csrf_token_wrong", forged, id);
    auto foreign = client;
    foreign.sec_fetch_site = "cross-site";
    expect_refusal(call(foreign, endpoint, path_of(endpoint), good_body(endpoint)), 403, "cross_site_request", foreign, id);
  }
}

/// Two tenants of everything: what belongs to `theirs` does not exist for `mine`.
struct Tenant {
  support::Applying applying;
  HttpClient holder; ///< of the link to its approver
  std::string account;
  std::map<std::string, std::string> ids; ///< by resource
};

Tenant make_tenant(Site& site) {
  auto link = link_holder(site);
  Tenant made{link.applying, link.client, site.new_account(), {}};
  auto& applicant = made.applying.applicant;
  const auto order = made.applying.order.orderer.get(Site::api("/orders/" + made.applying.order.order_id));
  const auto validation =
      applicant.post(Site::api("/applications/" + made.applying.application_id + "/validations"),
                     boost::json::serialize(boost::json::object{{"fqdn", made.applying.order.names[0]}, {"method", "dns_txt"}}));
  EXPECT_EQ(validation.status, 201) << validation.body;
  const auto key =
      site.customer("super_admin", made.account).post(Site::api("/api-keys"), R"({"name":"theirs","scopes":["certificates:read"]})");
  static std::uint32_t number = 900;
  const auto domain = made.applying.order.mark + "-domain.example.jp";
  const auto certificate = support::must(site.world().database.write([&](storage::Transaction& tx) -> core::Result<std::string> {
    const auto issuer = TRY(storage::list_issuers(tx)).back();
    auto row = builders::certificate(storage::AccountId::stored(made.account), issuer.id, ++number);
    row.der = issuer.der;
    TRY(storage::insert_certificate(tx, row));
    TRY(storage::insert_validation(tx, builders::proven_domain(storage::AccountId::stored(made.account), domain)));
    return row.id.str();
  }));
  made.ids = {{"orders", made.applying.order.order_id},
              {"applications", made.applying.application_id},
              {"validations", validation.at("/id")},
              {"api-keys", key.at("/id")},
              {"certificates", certificate},
              {"consents", link.consent_id},
              {"domains", domain}};
  const auto quote = support::must(site.world().database.read([&](storage::Transaction& tx) {
    return storage::load_order(tx, storage::OrderId::stored(made.applying.order.order_id), storage::Tenant::any());
  }));
  made.ids["quotes"] = quote.quote_id.str();
  auto desk = site.staff("specialist");
  const auto queue = desk.get(Site::api("/cases?queue=open&limit=200")).json();
  for (const auto& line : queue.at("items").as_array())
    if (line.at("applicationId").as_string() == made.applying.application_id)
      made.ids["questions"] =
          desk.post(Site::api("/cases/" + std::string(line.at("id").as_string()) + "/questions"), R"({"text":"教えてください。"})")
              .at("/questions/0/id");
  return made;
}

/// Everybody of the tenant whom the row lets in on the public listener.
std::vector<HttpClient> askers(Site& site, Tenant& tenant, const Endpoint& endpoint) {
  const auto& permission = endpoint.spec.permission;
  std::vector<HttpClient> all;
  if (permission.allows_kind(PrincipalKind::order)) all.push_back(tenant.applying.order.orderer);
  if (permission.allows_kind(PrincipalKind::tracker)) all.push_back(tracker_of(site, tenant.applying.order));
  if (permission.allows_kind(PrincipalKind::applicant)) all.push_back(tenant.applying.applicant);
  if (permission.allows_kind(PrincipalKind::link)) all.push_back(tenant.holder);
  if (permission.allows_kind(PrincipalKind::customer))
    for (const auto name : http::role_names)
      if (!http::is_staff(*http::parse_role(name)) && permission.allows_role(*http::parse_role(name)))
        all.push_back(site.customer(std::string(name), tenant.account));
  if (permission.allows_kind(PrincipalKind::api_key)) all.push_back(key_client(site, tenant.account, std::string(permission.scope())));
  return all;
}

TEST(Tenants, ThingsOfAnotherDoNotExist) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto mine = make_tenant(site);
  auto theirs = make_tenant(site);
  std::size_t asked = 0;
  for (const auto& endpoint : site.endpoints()) {
    if (!has_id(endpoint) || !is_served(endpoint, Listener::public_site) || endpoint.spec.permission.allows_anonymous()) continue;
    const std::string id(endpoint.spec.id);
    const auto resource = resource_of(endpoint);
    ASSERT_TRUE(theirs.ids.contains(resource)) << id << ": make_tenant makes no /" << resource;
    for (auto& client : askers(site, mine, endpoint)) {
      const NothingChanges watch(site, id);
      const auto foreign = call(client, endpoint, path_of(endpoint, theirs.ids.at(resource)), good_body(endpoint));
      const auto unknown = call(client, endpoint, path_of(endpoint), good_body(endpoint));
      expect_problem(foreign, 404, client, id);
      EXPECT_EQ(comparable(foreign), comparable(unknown)) << id << ": an answer that tells that it exists";
      ++asked;
    }
    if (endpoint.spec.method != http::Method::get) continue;
    auto owners = askers(site, theirs, endpoint);
    EXPECT_TRUE(std::ranges::any_of(owners, [&](HttpClient& owner) {
      return call(owner, endpoint, path_of(endpoint, theirs.ids.at(resource)), "").status == 200;
    })) << id;
  }
  EXPECT_GT(asked, 20U);
}

TEST(Tenants, BodiesCannotNameThingsOfAnother) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  auto mine = support::place_order(site);
  auto visitor = site.visitor();
  const auto quote = visitor.post(Site::api("/quotes"), boost::json::serialize(support::quote_json("theirs", {"theirs.example.jp"})));
  ASSERT_EQ(quote.status, 201) << quote.body;
  {
    const NothingChanges watch(site, "createOrder");
    expect_problem(mine.orderer.post(Site::api("/orders"), R"({"quoteId":")" + quote.at("/id") + "\"}"), 404, mine.orderer,
                   "another's quote");
    expect_problem(mine.orderer.post(Site::api("/orders"), R"({"quoteId":"quo_00000000000000000000000000"})"), 404, mine.orderer,
                   "no quote");
    expect_problem(mine.orderer.post(Site::api("/orders"), R"({"quoteId":"ord_00000000000000000000000000"})"), 422, mine.orderer,
                   "another kind's id");
  }
  auto theirs = site.customer("super_admin", site.new_account());
  EXPECT_EQ(theirs.get(Site::api("/certificates")).json().at("items").as_array().size(), 0U);
  EXPECT_EQ(theirs.get(Site::api("/api-keys")).json().at("items").as_array().size(), 0U);
}

TEST(Ids, OfNothingAndMalformedOnesAreNotFound) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    if (!has_id(endpoint)) continue;
    auto client = allowed_client(site, endpoint);
    const std::string id(endpoint.spec.id);
    const auto unknown = unknown_id(resource_of(endpoint));
    const auto prefix = unknown.substr(0, 4);
    const NothingChanges watch(site, id);
    for (const auto* language : {"ja", "en"}) {
      client.language = language;
      for (const auto& bad :
           {unknown, std::string("x"), prefix, prefix + "0", "zzz_" + unknown.substr(4), prefix + std::string(5000, '0'), "%20" + unknown,
            unknown + "%27--", std::string("%2e%2e%2fsession"), std::string("%E9%9D%92"), std::string("*"), std::string("null")})
        expect_problem(call(client, endpoint, path_of(endpoint, bad), good_body(endpoint)), 404, client, id + " " + bad.substr(0, 60));
      for (const auto* bad : {"%00", "%ff", "%zz", "%e3%81"})
        expect_refusal(call(client, endpoint, path_of(endpoint, bad), good_body(endpoint)), 400, "malformed_request", client,
                       id + " " + bad);
    }
  }
}

} // namespace
