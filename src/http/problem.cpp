#include "http/problem.h"

#include "core/id.h"
#include "http/dto_writer.h"
#include "http/errors.h"

#include <algorithm>

namespace http {
namespace {

std::string_view kind_name(core::ErrorKind kind) {
  switch (kind) {
  case core::ErrorKind::malformed:
    return "malformed";
  case core::ErrorKind::unauthenticated:
    return "unauthenticated";
  case core::ErrorKind::forbidden:
    return "forbidden";
  case core::ErrorKind::not_found:
    return "not_found";
  case core::ErrorKind::conflict:
    return "conflict";
  case core::ErrorKind::stale:
    return "stale";
  case core::ErrorKind::too_large:
    return "too_large";
  case core::ErrorKind::unprocessable:
    return "unprocessable";
  case core::ErrorKind::too_many:
    return "too_many";
  case core::ErrorKind::unavailable:
    return "unavailable";
  case core::ErrorKind::internal:
    return "internal";
  }
  return "internal";
}

void member(std::string& out, std::string_view name, std::string_view text) {
  out += ",\"";
  out += name;
  out += "\":";
  write_text(out, text);
}

void write_fields(std::string& out, const std::vector<core::FieldError>& fields, core::Language language) {
  out += ",\"errors\":[";
  for (bool first = true; const auto& field : fields) {
    out += first ? "{\"field\":" : ",{\"field\":";
    first = false;
    write_text(out, field.field);
    member(out, "code", field.code);
    member(out, "detail", core::message(language, "errors", field.code, field.params));
    out += '}';
  }
  out += ']';
}

std::string seconds_of(const core::Error& error) {
  const auto found = std::ranges::find(error.params, "seconds", [](const auto& param) { return param.first; });
  return found == error.params.end() ? "5" : found->second;
}

} // namespace

int status_of(core::ErrorKind kind) {
  switch (kind) {
  case core::ErrorKind::malformed:
    return 400;
  case core::ErrorKind::unauthenticated:
    return 401;
  case core::ErrorKind::forbidden:
    return 403;
  case core::ErrorKind::not_found:
    return 404;
  case core::ErrorKind::conflict:
    return 409;
  case core::ErrorKind::stale:
    return 412;
  case core::ErrorKind::too_large:
    return 413;
  case core::ErrorKind::unprocessable:
    return 422;
  case core::ErrorKind::too_many:
    return 429;
  case core::ErrorKind::unavailable:
    return 503;
  case core::ErrorKind::internal:
    return 500;
  }
  return 500;
}

int status_of(const core::Error& error) {
  if (error.code == errors::method_not_allowed) return 405;
  if (error.code == errors::request_timeout) return 408;
  if (error.code == errors::content_type_not_json) return 415;
  if (error.code == errors::if_match_required) return 428;
  if (error.code == errors::headers_too_large) return 431;
  if (error.code == errors::version_not_supported) return 505;
  return status_of(error.code.kind);
}

Response problem(const core::Error& error, const ProblemContext& context) {
  const int status = status_of(error);
  const auto title_key = "title." + std::string(kind_name(error.code.kind));
  std::string body = "{\"type\":\"about:blank\",\"status\":" + std::to_string(status);
  member(body, "code", error.code.name);
  member(body, "title", core::message(context.language, "http", title_key));
  member(body, "detail", core::describe(error, context.language));
  write_fields(body, error.fields, context.language);
  member(body, "requestId", context.request_id);
  body += '}';
  Response response(status);
  response.content("application/problem+json", std::move(body));
  response.header("Content-Language", core::to_string(context.language));
  if (status == 429 || status == 503) response.header("Retry-After", seconds_of(error));
  if (status == 401) response.header("WWW-Authenticate", "Bearer");
  return response;
}

std::string new_request_id() { return "req_" + core::new_id_text(); }

Response numbered_problem(const core::Error& error, core::Language language) {
  const auto id = new_request_id();
  auto response = problem(error, {language, id});
  response.header("X-Request-Id", id);
  return response;
}

} // namespace http
