#include "demo/api_client.h"

#include "core/crypto.h"
#include "demo/errors.h"

#include <curl/curl.h>

#include <memory>
#include <vector>

namespace demo {
namespace {

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Answer {
  long status = 0;
  std::string body;
  std::vector<std::string> set_cookies;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* answer) {
  static_cast<Answer*>(answer)->body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* answer) {
  constexpr std::string_view name = "set-cookie: ";
  const std::string_view line(bytes, count);
  if (line.size() > name.size() && curl_strnequal(bytes, name.data(), name.size()) != 0)
    static_cast<Answer*>(answer)->set_cookies.emplace_back(line.substr(name.size()));
  return count;
}

} // namespace

struct ApiClient::Call {
  const char* method;
  std::string path;
  std::string body;
  std::optional<std::int64_t> version;
};

std::string text_at(const boost::json::value& value, std::string_view pointer) {
  boost::system::error_code failed;
  const auto* found = value.find_pointer({pointer.data(), pointer.size()}, failed);
  if (found == nullptr || found->is_null()) return {};
  return found->is_string() ? std::string(found->get_string()) : boost::json::serialize(*found);
}

core::Result<std::string> ApiClient::call(const Call& call) {
  const std::unique_ptr<CURL, FreeEasy> handle(curl_easy_init());
  Answer answer;
  std::unique_ptr<curl_slist, FreeList> headers;
  const auto add = [&](const std::string& line) { headers.reset(curl_slist_append(headers.release(), line.c_str())); };
  add("Accept-Language: " + language);
  if (!bearer.empty()) add("Authorization: Bearer " + bearer);
  std::string cookie_line;
  for (const auto& [name, value] : cookies_) {
    if (!cookie_line.empty()) cookie_line += "; ";
    cookie_line.append(name).append("=").append(value);
  }
  if (!cookie_line.empty()) {
    add("Cookie: " + cookie_line);
    add("Sec-Fetch-Site: same-origin");
    if (!csrf_token.empty()) add("X-CSRF-Token: " + csrf_token);
  }
  if (!call.body.empty()) add("Content-Type: application/json");
  if (std::string_view(call.method) == "POST") add("Idempotency-Key: " + core::random_token(128));
  if (call.version) add("If-Match: \"v" + std::to_string(*call.version) + "\"");
  const auto url = base_url_ + call.path;
  curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_CUSTOMREQUEST, call.method);
  if (!call.body.empty() || std::string_view(call.method) != "GET") {
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, call.body.data());
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
  }
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle.get(), CURLOPT_WRITEDATA, &answer);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &answer);
  curl_easy_setopt(handle.get(), CURLOPT_NOPROXY, "*");
  curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, 60L);
  if (const auto code = curl_easy_perform(handle.get()); code != CURLE_OK)
    return core::fail(errors::demo_step_failed, {{"step", call.path}, {"why", curl_easy_strerror(code)}});
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  for (const auto& line : answer.set_cookies) {
    const auto equals = line.find('=');
    cookies_[line.substr(0, equals)] = line.substr(equals + 1, line.find(';') - equals - 1);
  }
  if (answer.status >= 400)
    return core::fail(errors::demo_step_failed,
                      {{"step", std::string(call.method) + " " + call.path}, {"why", std::to_string(answer.status) + " " + answer.body}});
  return answer.body;
}

core::Result<boost::json::value> ApiClient::json(const Call& request) {
  const auto body = TRY(call(request));
  if (body.empty()) return boost::json::value(nullptr);
  boost::system::error_code failed;
  auto value = boost::json::parse(body, failed);
  if (failed) return core::fail(errors::demo_step_failed, {{"step", request.path}, {"why", "no JSON"}});
  if (const auto token = text_at(value, "/csrfToken"); !token.empty()) csrf_token = token;
  return value;
}

core::Result<boost::json::value> ApiClient::get(const std::string& path) { return json({"GET", path, {}, std::nullopt}); }
core::Result<boost::json::value> ApiClient::post(const std::string& path, const boost::json::value& body) {
  return json({"POST", path, body.is_null() ? "" : boost::json::serialize(body), std::nullopt});
}
core::Result<boost::json::value> ApiClient::post_version(const std::string& path, const boost::json::value& body, std::int64_t version) {
  return json({"POST", path, body.is_null() ? "" : boost::json::serialize(body), version});
}
core::Result<boost::json::value> ApiClient::put_version(const std::string& path, const boost::json::value& body, std::int64_t version) {
  return json({"PUT", path, boost::json::serialize(body), version});
}
core::Result<std::string> ApiClient::download(const std::string& path) { return call({"GET", path, {}, std::nullopt}); }

} // namespace demo
