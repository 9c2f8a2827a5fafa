#pragma once

#include "core/result.h"

#include <boost/json.hpp>

#include <map>
#include <string>
#include <string_view>

namespace demo {

/// A member by its JSON pointer as text, "" when absent; numbers and booleans printed.
std::string text_at(const boost::json::value& value, std::string_view pointer);

/// A person or program that uses the API over HTTP, with the habits of the portal's pages: cookie, CSRF token, If-Match.
class ApiClient {
public:
  explicit ApiClient(std::string base_url) : base_url_(std::move(base_url)) {}

  std::string bearer;
  std::string csrf_token;
  std::string language = "ja";

  core::Result<boost::json::value> get(const std::string& path);
  core::Result<boost::json::value> post(const std::string& path, const boost::json::value& body);
  /// With If-Match for a version that was read before.
  core::Result<boost::json::value> post_version(const std::string& path, const boost::json::value& body, std::int64_t version);
  core::Result<boost::json::value> put_version(const std::string& path, const boost::json::value& body, std::int64_t version);
  /// The bytes as they come (PDF, PEM).
  core::Result<std::string> download(const std::string& path);

private:
  struct Call;
  core::Result<std::string> call(const Call& call);
  core::Result<boost::json::value> json(const Call& call);
  std::string base_url_;
  std::map<std::string, std::string> cookies_;
};

} // namespace demo
