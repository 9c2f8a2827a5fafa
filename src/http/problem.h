#pragma once

#include "core/i18n.h"
#include "core/result.h"
#include "http/message.h"

#include <string>
#include <string_view>

namespace http {

/// The HTTP status of a kind of refusal; the one place that maps them.
int status_of(core::ErrorKind kind);
/// The status of an error: by its kind, save for HTTP's own refusals (405, 408, 415, 428, 431, 505).
int status_of(const core::Error& error);

struct ProblemContext {
  core::Language language = core::Language::ja;
  std::string_view request_id = {};
};

/// RFC 9457 problem+json with `code`, `title`, `detail`, `errors[]`, `requestId`. 429 and 503 carry Retry-After from
/// the param `seconds`; 401 carries WWW-Authenticate.
Response problem(const core::Error& error, const ProblemContext& context);

/// `req_…`: what the access log, `requestId` and the header X-Request-Id name a request by.
std::string new_request_id();
/// The problem of a request that reached no endpoint, under a new id.
Response numbered_problem(const core::Error& error, core::Language language);

} // namespace http
