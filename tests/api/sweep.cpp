#include "sweep.h"

#include "core/text.h"
#include "support/consent.h"

#include <regex>
#include <utility>

namespace sweep {
namespace {

using namespace support;
using http::Role;

const std::map<std::string, std::string> prefixes{
    {"quotes", "quo"},         {"orders", "ord"},      {"applications", "app"},   {"validations", "dcv"}, {"certificates", "crt"},
    {"cases", "cas"},          {"calls", "cal"},       {"api-keys", "key"},       {"downloads", "tok"},   {"domain-approvals", "tok"},
    {"domains", "dom"},        {"questions", "que"},   {"evidence-files", "fil"}, {"consents", "cns"},    {"hits", "hit"},
    {"denied-entries", "den"}, {"destructions", "dst"}};

void expect_words(const std::string& words, const std::string& code, const HttpClient& asker, const std::string& what) {
  static const std::regex placeholder("\\{[a-z_]+\\}");
  EXPECT_NE(words, "") << what;
  EXPECT_NE(words, code) << what << ": no words for " << code;
  EXPECT_FALSE(std::regex_search(words, placeholder)) << what << ": " << words;
  const bool japanese = core::character_count(words) != words.size();
  if (asker.language == "ja") EXPECT_TRUE(japanese) << what << ": " << words;
}

} // namespace

std::string resource_of(const Endpoint& endpoint) {
  const auto path = endpoint.spec.path;
  return std::string(path.substr(1, path.find('/', 1) - 1));
}

std::string unknown_id(const std::string& resource) {
  const auto found = prefixes.find(resource);
  EXPECT_NE(found, prefixes.end()) << "tests/api/sweep.cpp: name the prefix of the ids of /" << resource;
  return (found == prefixes.end() ? "x" : found->second) + "_" + std::string(26, '0');
}

std::string path_of(const Endpoint& endpoint, const std::string& id) {
  std::string path(endpoint.spec.path);
  auto value = id; // a second one, of the thing within, names nothing
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
    path.replace(open, path.find('}') - open + 1, path.substr(open, 3) == "{fo" ? "pem" : std::exchange(value, "nothing"));
  std::string query;
  if (endpoint.query != nullptr)
    for (const auto& field : endpoint.query().fields)
      if (!field.optional && !field.rule.has_default) query += (query.empty() ? "?" : "&") + field.name + "=1";
  return Site::api(path) + query;
}

std::string path_of(const Endpoint& endpoint) { return path_of(endpoint, has_id(endpoint) ? unknown_id(resource_of(endpoint)) : ""); }
std::string method_of(const Endpoint& endpoint) { return std::string(http::to_string(endpoint.spec.method)); }
bool is_served(const Endpoint& endpoint, http::Listener listener) { return endpoint.spec.listeners.contains(listener); }
bool has_id(const Endpoint& endpoint) { return endpoint.spec.path.contains('{'); }

boost::json::value sample(const Shape& shape, const http::Rule& rule, bool all) {
  switch (shape.kind) {
  case Shape::Kind::text:
    if (shape.format == "date-time") return "2026-11-24T01:00:00Z";
    if (shape.format == "date") return "2026-11-24";
    if (!rule.one_of.empty()) return boost::json::value(boost::json::string(rule.one_of.substr(0, rule.one_of.find('|'))));
    return boost::json::value(std::string(std::max<std::size_t>(rule.min_length, 1), 'a').c_str());
  case Shape::Kind::integer:
    return std::max<std::int64_t>(rule.minimum, 1);
  case Shape::Kind::boolean:
    return true;
  case Shape::Kind::enumeration:
    return boost::json::value(shape.values.front());
  case Shape::Kind::list:
    return boost::json::array{sample(shape.element(), rule, all)};
  case Shape::Kind::map:
    return boost::json::object{};
  case Shape::Kind::document:
    return nullptr;
  case Shape::Kind::object:
    break;
  }
  boost::json::object object;
  for (const auto& field : shape.fields)
    if (all || !field.optional) object[field.name] = sample(field.shape(), field.rule, all);
  return object;
}

std::string good_body(const Endpoint& endpoint) {
  return endpoint.body == nullptr ? std::string() : boost::json::serialize(sample(endpoint.body()));
}

HttpClient key_client(Site& site, const std::string& account, const std::string& scope) {
  auto admin = site.customer("super_admin", account);
  const auto made = admin.post(Site::api("/api-keys"),
                               boost::json::serialize(boost::json::object{{"name", "sweep"}, {"scopes", boost::json::array{scope}}}));
  EXPECT_EQ(made.status, 201) << made.body;
  auto client = site.visitor();
  client.bearer = made.at("/key");
  return client;
}

LinkHolder link_holder(Site& site) {
  auto applying = start_application(site);
  EXPECT_EQ(submit(applying, draft_json(applying.order.mark, applying.order.names)).status, 201);
  const auto to = applying.order.mark + "-approver@aozora.test";
  LinkHolder holder{verified_holder(site.world(), site.visitor(), applying.application_id, to), {}, applying};
  holder.consent_id = holder.client.get(Site::api("/consent-page")).at("/consents/0/id");
  return holder;
}

HttpClient allowed_client(Site& site, const Endpoint& endpoint) {
  static auto applying = start_application(site);
  static const auto account = site.new_account();
  const auto& permission = endpoint.spec.permission;
  const bool on_public = is_served(endpoint, http::Listener::public_site);
  if (permission.allows_anonymous()) return on_public ? site.visitor() : site.desk_visitor();
  if (on_public && permission.allows_kind(http::PrincipalKind::applicant)) return applying.applicant;
  if (on_public && permission.allows_kind(http::PrincipalKind::order)) return applying.order.orderer;
  if (on_public && permission.allows_kind(http::PrincipalKind::link)) return link_holder(site).client;
  for (std::size_t i = 0; i < http::role_names.size(); ++i) {
    const auto role = static_cast<Role>(i);
    if (!permission.allows_role(role)) continue;
    if (!http::is_staff(role) && on_public) return site.customer(std::string(http::to_string(role)), account);
    if (http::is_staff(role) && is_served(endpoint, http::Listener::desk)) return site.staff(std::string(http::to_string(role)));
  }
  throw std::runtime_error("nobody may call " + std::string(endpoint.spec.id));
}

HttpReply call(HttpClient& client, const Endpoint& endpoint, const std::string& path, const std::string& body, Headers headers) {
  const bool named = std::ranges::any_of(headers, [](const auto& header) { return header.first == "If-Match"; });
  if (endpoint.spec.needs_if_match && !named) headers.emplace_back("If-Match", "\"v1\"");
  return client.request(method_of(endpoint), path, body, headers);
}

/// How an engine is asked for what it holds.
struct Catalog {
  std::string tables;
  std::string columns; ///< of table $1, without those of bytes
  std::string quote;   ///< a function that makes a column text
  std::string lines;   ///< all rows as one text
};
const Catalog& catalog_of(storage::Engine engine) {
  static const Catalog sqlite{"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
                              "SELECT name FROM pragma_table_info($1) WHERE type <> 'BLOB'", "quote", "group_concat(line, char(10))"};
  static const Catalog postgresql{
      "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
      "SELECT column_name::text FROM information_schema.columns WHERE table_name = $1 AND data_type <> 'bytea'", "quote_nullable",
      "string_agg(line, chr(10))"};
  return engine == storage::Engine::postgresql ? postgresql : sqlite;
}

Contents contents(storage::Database& database) {
  Contents all;
  const auto read = database.read([&](storage::Transaction& tx) -> core::Result<void> {
    const auto& catalog = catalog_of(tx.engine());
    for (const auto& table : TRY(tx.query<std::string>(catalog.tables))) {
      std::string line;
      for (const auto& column : TRY(tx.query<std::string>(catalog.columns, table)))
        if (column != "last_seen_at" && column != "expires_at")
          line += (line.empty() ? "" : " || ' ' || ") + catalog.quote + "(" + column + ")";
      all[table] = TRY(tx.one<std::string>("SELECT coalesce(" + catalog.lines + ", '') FROM (SELECT " + line + " AS line FROM " + table +
                                           " ORDER BY 1) AS lines"))
                       .value_or("");
    }
    return {};
  });
  EXPECT_TRUE(read) << (read ? "" : read.error().cause);
  return all;
}

std::string changed(const Contents& before, const Contents& after) {
  std::string tables;
  for (const auto& [table, rows] : after)
    if (before.at(table) != rows) tables += table + " ";
  return tables;
}

void expect_problem(const HttpReply& reply, int status, const HttpClient& asker, const std::string& what) {
  ASSERT_EQ(reply.status, status) << what << ": " << reply.body;
  EXPECT_EQ(reply.header("content-type"), "application/problem+json") << what;
  EXPECT_EQ(reply.header("content-language"), asker.language) << what;
  EXPECT_EQ(reply.at("/status"), std::to_string(status)) << what;
  EXPECT_TRUE(std::regex_match(reply.code(), std::regex("[a-z][a-z0-9_]+"))) << what << ": " << reply.body;
  EXPECT_NE(reply.at("/title"), "") << what;
  EXPECT_NE(reply.at("/requestId"), "") << what;
  expect_words(reply.at("/detail"), reply.code(), asker, what);
  const auto document = reply.json();
  for (const auto& error : document.at("errors").as_array())
    expect_words(std::string(error.at("detail").as_string()), std::string(error.at("code").as_string()), asker, what);
}

void expect_refusal(const HttpReply& reply, int status, std::string_view code, const HttpClient& asker, const std::string& what) {
  expect_problem(reply, status, asker, what);
  if (reply.status == status) EXPECT_EQ(reply.code(), code) << what << ": " << reply.body;
}

std::string comparable(const HttpReply& reply) {
  auto problem = reply.json().as_object();
  problem.erase("requestId");
  return boost::json::serialize(problem);
}

} // namespace sweep
