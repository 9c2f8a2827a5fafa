#pragma once

#include "support/story.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/// What the generated tests share: good and bad requests made from an endpoint's row, and what every refusal must be (G01).
namespace sweep {

using http::Endpoint;
using http::Shape;
using support::Headers;
using support::HttpClient;
using support::HttpReply;
using support::Site;

/// The endpoint's resource: `orders` of `/orders/{id}/payments`.
std::string resource_of(const Endpoint& endpoint);
/// An id that nothing has, of the resource's kind.
std::string unknown_id(const std::string& resource);
/// The address with that id (or token), with the query's required fields.
std::string path_of(const Endpoint& endpoint, const std::string& id);
/// The same with an id of nothing.
std::string path_of(const Endpoint& endpoint);
std::string method_of(const Endpoint& endpoint);
bool is_served(const Endpoint& endpoint, http::Listener listener);
bool has_id(const Endpoint& endpoint);

/// A value that the shape takes; `all` gives the optional fields, too.
boost::json::value sample(const Shape& shape, const http::Rule& rule = {}, bool all = false);
/// A body that the row takes, or nothing where it has none.
std::string good_body(const Endpoint& endpoint);

/// Somebody who opened a mailed link and showed the code, and what is asked there.
struct LinkHolder {
  HttpClient client;
  std::string consent_id;
  support::Applying applying;
};
LinkHolder link_holder(Site& site);

/// A client that the endpoint lets in.
HttpClient allowed_client(Site& site, const Endpoint& endpoint);
/// A key of the account with the scope.
HttpClient key_client(Site& site, const std::string& account, const std::string& scope);
/// Calls with If-Match where the row wants it and `headers` gives none.
HttpReply call(HttpClient& client, const Endpoint& endpoint, const std::string& path, const std::string& body, Headers headers = {});

/// Every table's rows as text; `changed` names the tables that differ.
using Contents = std::map<std::string, std::string>;
Contents contents(storage::Database& database);
std::string changed(const Contents& before, const Contents& after);
/// Fails the test where the life of this object changed anything in the database.
class NothingChanges {
public:
  NothingChanges(Site& site, std::string what) : database_(site.world().database), what_(std::move(what)), before_(contents(database_)) {}
  ~NothingChanges() { EXPECT_EQ(changed(before_, contents(database_)), "") << what_; }
  NothingChanges(const NothingChanges&) = delete;
  NothingChanges& operator=(const NothingChanges&) = delete;

private:
  storage::Database& database_;
  std::string what_;
  Contents before_;
};

/// A problem as RFC 9457 and the API's contract want it, with words for people in the client's language.
void expect_problem(const HttpReply& reply, int status, const HttpClient& asker, const std::string& what);
/// The same with this code.
void expect_refusal(const HttpReply& reply, int status, std::string_view code, const HttpClient& asker, const std::string& what);
/// A problem without what differs from one request to the next.
std::string comparable(const HttpReply& reply);

/// A request that differs from a good one in one way, and the field and its code that say so (no code: any).
struct BadBody {
  std::string what;
  std::string body;
  std::string field;
  std::string code;
};
std::vector<BadBody> bad_bodies(const Shape& shape);
/// The same for a query string.
std::vector<BadBody> bad_queries(const Shape* shape);

} // namespace sweep
