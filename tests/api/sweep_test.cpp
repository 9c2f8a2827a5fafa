#include "support/story.h"

#include <gtest/gtest.h>

#include <array>
#include <map>

/// What every endpoint must refuse, made from the rows themselves, so that no endpoint is forgotten (G01).
namespace {

using namespace support;
using http::Endpoint;
using http::Role;
using http::Shape;

/// Ids of nothing: `/orders/ord_aaaa…`.
std::string path_of(const Endpoint& endpoint) {
  static const std::map<std::string, std::string> prefixes{{"quotes", "quo"}, {"orders", "ord"},       {"applications", "app"}, {"validations", "dcv"}, {"certificates", "crt"},
                                                           {"cases", "cas"},  {"calls", "cal"},        {"api-keys", "key"}};
  std::string path(endpoint.spec.path);
  const auto resource = path.substr(1, path.find('/', 1) - 1);
  const auto found = prefixes.find(resource);
  const auto id = (found == prefixes.end() ? "x" : found->second) + "_" + std::string(26, '0');
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
    path.replace(open, path.find('}') - open + 1, path.substr(open, 3) == "{fo" ? "pem" : id);
  return Site::api(path);
}

boost::json::value sample(const Shape& shape, const http::Rule& rule) {
  switch (shape.kind) {
  case Shape::Kind::text:
    if (shape.format == "date-time") return "2026-11-24T01:00:00Z";
    if (shape.format == "date") return "2026-11-24";
    if (!rule.one_of.empty()) return boost::json::value(boost::json::string(rule.one_of.substr(0, rule.one_of.find('|'))));
    return boost::json::value(std::string(std::max<std::size_t>(rule.min_length, 1), 'a').c_str());
  case Shape::Kind::integer: return std::max<std::int64_t>(rule.minimum, 1);
  case Shape::Kind::number: return 1.0;
  case Shape::Kind::boolean: return true;
  case Shape::Kind::enumeration: return boost::json::value(shape.values.front());
  case Shape::Kind::list: return boost::json::array{sample(shape.element(), rule)};
  case Shape::Kind::map: return boost::json::object{};
  case Shape::Kind::document: return nullptr;
  case Shape::Kind::object: break;
  }
  boost::json::object object;
  for (const auto& field : shape.fields)
    if (!field.optional) object[field.name] = sample(field.shape(), field.rule);
  return object;
}

/// A client that the endpoint lets in.
HttpClient allowed_client(Site& site, const Endpoint& endpoint) {
  static auto applying = start_application(site);
  static const auto account = site.new_account();
  const auto& permission = endpoint.spec.permission;
  const bool on_public = endpoint.spec.listeners.contains(http::Listener::public_site);
  if (permission.allows_anonymous()) return on_public ? site.visitor() : site.desk_visitor();
  if (on_public && permission.allows_kind(http::PrincipalKind::applicant)) return applying.applicant;
  if (on_public && permission.allows_kind(http::PrincipalKind::order)) return applying.order.orderer;
  for (std::size_t i = 0; i < http::role_names.size(); ++i) {
    const auto role = static_cast<Role>(i);
    if (!permission.allows_role(role)) continue;
    if (!http::is_staff(role) && on_public) return site.customer(std::string(http::to_string(role)), account);
    if (http::is_staff(role) && endpoint.spec.listeners.contains(http::Listener::desk)) return site.staff(std::string(http::to_string(role)));
  }
  throw std::runtime_error("nobody may call " + std::string(endpoint.spec.id));
}

HttpReply call(HttpClient& client, const Endpoint& endpoint, const std::string& body, Headers headers = {}) {
  if (endpoint.spec.needs_if_match && headers.empty()) headers.emplace_back("If-Match", "\"v1\"");
  return client.request(std::string(http::to_string(endpoint.spec.method)), path_of(endpoint), body, headers);
}

/// Bodies that differ from a good one in one way, and the field code that says so.
struct BadBody {
  std::string what;
  boost::json::object body;
  std::string field;
  std::string code;
};
std::vector<BadBody> bad_bodies(const Shape& shape) {
  const auto good = sample(shape, {}).as_object();
  std::vector<BadBody> bad;
  auto unknown = good;
  unknown["surprise"] = 1;
  bad.push_back({"unknown", unknown, "/surprise", "field_unknown"});
  for (const auto& field : shape.fields) {
    const auto pointer = "/" + field.name;
    if (!field.optional && !field.rule.has_default) {
      auto missing = good;
      missing.erase(field.name);
      bad.push_back({"missing", missing, pointer, "field_required"});
    }
    auto wrong = good;
    const auto kind = field.shape().kind;
    if (kind == Shape::Kind::document) continue;
    wrong[field.name] = kind == Shape::Kind::boolean ? boost::json::value("yes") : boost::json::value(true);
    bad.push_back({"wrong type", wrong, pointer, ""});
    if (kind == Shape::Kind::text && field.shape().format.empty() && field.rule.one_of.empty() && field.rule.max_length < 100'000) {
      auto oversized = good;
      oversized[field.name] = std::string(field.rule.max_length + 1, 'a');
      bad.push_back({"oversized", oversized, pointer, ""});
    }
  }
  return bad;
}

TEST(Sweep, NobodyGetsInWithoutCredentials) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    auto client = endpoint.spec.listeners.contains(http::Listener::public_site) ? site.visitor() : site.desk_visitor();
    const auto reply = call(client, endpoint, "");
    if (endpoint.spec.permission.allows_anonymous()) EXPECT_NE(reply.status, 401) << endpoint.spec.id;
    else EXPECT_EQ(reply.status, 401) << endpoint.spec.id << reply.body;
    client.bearer = "not-a-token";
    EXPECT_EQ(call(client, endpoint, "").status, 401) << endpoint.spec.id << ": a wrong token is never anonymous";
  }
}

TEST(Sweep, EveryRoleGetsInWhereItMayOnly) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  const auto account = site.new_account();
  auto applying = start_application(site);
  for (const auto name : http::role_names) {
    const auto role = *http::parse_role(name);
    const auto listener = http::is_staff(role) ? http::Listener::desk : http::Listener::public_site;
    auto client = http::is_staff(role) ? site.staff(std::string(name)) : site.customer(std::string(name), account);
    for (const auto& endpoint : site.endpoints()) {
      if (endpoint.spec.id == "logout") continue;
      const auto reply = call(client, endpoint, "");
      if (!endpoint.spec.listeners.contains(listener)) EXPECT_TRUE(reply.status == 404 || reply.status == 405) << name << endpoint.spec.id << reply.status;
      else if (endpoint.spec.permission.allows_role(role)) EXPECT_NE(reply.status, 403) << name << endpoint.spec.id << reply.body;
      else EXPECT_EQ(reply.status, 403) << name << " " << endpoint.spec.id << reply.body;
    }
  }
  for (auto* client : {&applying.applicant, &applying.order.orderer}) {
    const auto kind = client == &applying.applicant ? http::PrincipalKind::applicant : http::PrincipalKind::order;
    for (const auto& endpoint : site.endpoints()) {
      if (!endpoint.spec.listeners.contains(http::Listener::public_site) || endpoint.spec.id == "logout") continue;
      const auto reply = call(*client, endpoint, "");
      if (endpoint.spec.permission.allows_kind(kind)) EXPECT_NE(reply.status, 403) << endpoint.spec.id << reply.body;
      else EXPECT_EQ(reply.status, 403) << endpoint.spec.id << reply.body;
    }
  }
}

TEST(Sweep, BadBodiesAreRefusedFieldByField) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    if (endpoint.body == nullptr) continue;
    auto client = allowed_client(site, endpoint);
    for (const auto& bad : bad_bodies(endpoint.body())) {
      const auto reply = call(client, endpoint, boost::json::serialize(bad.body));
      if (bad.what == "oversized" && reply.status == 413) continue;
      ASSERT_EQ(reply.status, 422) << endpoint.spec.id << " " << bad.what << " " << bad.field << reply.body;
      const auto codes = reply.field_codes();
      const bool found = std::ranges::any_of(codes, [&](const auto& entry) { return entry.first.starts_with(bad.field) && (bad.code.empty() || entry.second == bad.code); });
      EXPECT_TRUE(found) << endpoint.spec.id << " " << bad.what << " " << bad.field << reply.body;
    }
  }
}

TEST(Sweep, JunkAndFloodsAreRefused) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    auto client = allowed_client(site, endpoint);
    if (endpoint.spec.id == "logout") continue;
    if (endpoint.body == nullptr) {
      EXPECT_EQ(call(client, endpoint, "[1]").status, 400) << endpoint.spec.id;
      continue;
    }
    EXPECT_EQ(call(client, endpoint, "{").code(), "json_malformed") << endpoint.spec.id;
    EXPECT_EQ(call(client, endpoint, "\"\xff\"").status, 400) << endpoint.spec.id;
    EXPECT_EQ(call(client, endpoint, "[]").status, 422) << endpoint.spec.id;
    EXPECT_EQ(call(client, endpoint, std::string(endpoint.spec.body_limit + 1, ' ')).status, 413) << endpoint.spec.id;
    const Headers form{{"Content-Type", "application/x-www-form-urlencoded"}, {"If-Match", "\"v1\""}};
    EXPECT_EQ(call(client, endpoint, "a=b", form).status, 415) << endpoint.spec.id;
  }
}

TEST(Sweep, ThingsThatAreNotThereAreNotFound) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    if (endpoint.spec.path.find('{') == std::string_view::npos || endpoint.body != nullptr || endpoint.query != nullptr) continue;
    auto client = allowed_client(site, endpoint);
    EXPECT_EQ(call(client, endpoint, "").status, 404) << endpoint.spec.id;
  }
}

TEST(Sweep, ChangesOfVersionedThingsWantIfMatch) {
  RecordProperty("requirement", "G01");
  auto& site = Site::shared();
  for (const auto& endpoint : site.endpoints()) {
    if (!endpoint.spec.needs_if_match) continue;
    auto client = allowed_client(site, endpoint);
    const auto body = endpoint.body != nullptr ? boost::json::serialize(sample(endpoint.body(), {})) : std::string();
    const auto reply = client.request(std::string(http::to_string(endpoint.spec.method)), path_of(endpoint), body);
    EXPECT_EQ(reply.status, 428) << endpoint.spec.id;
    EXPECT_EQ(reply.code(), "if_match_required");
  }
}

TEST(Sweep, ProblemsHaveWordsInBothLanguages) {
  RecordProperty("requirement", "G01");
  auto visitor = Site::shared().visitor();
  for (const std::string language : {"ja", "en"}) {
    visitor.language = language;
    const auto reply = visitor.get(Site::api("/orders/ord_" + std::string(26, '0')));
    EXPECT_EQ(reply.header("content-type").substr(0, 24), "application/problem+json");
    EXPECT_NE(reply.at("/detail"), "");
    EXPECT_NE(reply.at("/requestId"), "");
  }
}

} // namespace
