#pragma once

#include "storage/validations.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace usecases {

/// The proof of control over one name, as the applicant is shown it (C06).
struct Validation {
  std::string id;
  std::string fqdn;
  std::string authorization_domain;
  std::string method;
  std::string status;
  std::optional<std::string> record_name;
  std::optional<std::string> record_value;
  std::optional<std::string> file_url;
  std::optional<std::string> file_content;
  std::string last_found;
  std::string last_error; ///< in the reader's language
  std::int64_t attempts = 0;
  std::optional<core::Instant> next_try_at;
  core::Instant value_expires_at{};
  std::optional<core::Instant> completed_at;
};
BOOST_DESCRIBE_STRUCT(Validation, (),
                      (id, fqdn, authorization_domain, method, status, record_name, record_value, file_url, file_content, last_found,
                       last_error, attempts, next_try_at, value_expires_at, completed_at))

Validation to_validation(const storage::ValidationRow& row, core::Language language);

/// The file's name below `/.well-known/pki-validation/`.
inline constexpr std::string_view validation_file = "shomei.txt";

/// An error that is kept until somebody reads it in a language.
std::string to_stored_error(const core::Error& error);

} // namespace usecases
