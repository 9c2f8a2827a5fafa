#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

/// What sort of refusal an error is. Each door maps this once, in a total switch.
enum class ErrorKind : std::uint8_t {
  malformed,       ///< the request itself cannot be read (HTTP 400)
  unauthenticated, ///< nobody is known to be asking (401)
  forbidden,       ///< somebody is known, and may not (403)
  not_found,       ///< no such thing for this asker (404)
  conflict,        ///< the thing's state does not allow it now (409)
  stale,           ///< the thing changed since it was read (412)
  too_large,       ///< over a size limit (413)
  unprocessable,   ///< readable, and refused by a rule or a field (422)
  too_many,        ///< slow down (429)
  unavailable,     ///< try again later (503)
  internal,        ///< a fault of ours (500)
};

/// A stable snake_case name that scripts may rely on; its words are in `i18n/{ja,en}/errors.toml`.
/// Each folder declares its own in `<folder>/errors.h`.
struct ErrorCode {
  std::string_view name;
  ErrorKind kind;
  friend bool operator==(const ErrorCode& a, const ErrorCode& b) { return a.name == b.name; }
};

using Params = std::vector<std::pair<std::string, std::string>>;

/// A refusal that belongs to one field of the request; `field` is a JSON pointer.
struct FieldError {
  std::string field;
  std::string code;
  Params params;
};

/// Why something was not done. `params` fill the message of `code`; `cause` is for the log only.
struct Error {
  ErrorCode code;
  Params params;
  std::string cause;
  std::vector<FieldError> fields;
};

} // namespace core
