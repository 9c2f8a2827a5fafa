#pragma once

#include "domain/corroboration.h"
#include "domain/dcv_method.h"
#include "storage/validations.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// A mail that asks for the approval, without its value: that is for the mail's reader alone.
struct ValidationMail {
  std::string id;
  std::string address;
  core::Instant sent_at{};
  std::string answer; ///< empty | approved | declined
  std::optional<core::Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(ValidationMail, (), (id, address, sent_at, answer, answered_at))
/// What one remote network perspective said at the newest look that it was asked about (BR 3.2.2.9).
struct PerspectiveVote {
  std::string name;
  std::string region;
  bool corroborates = false;
  std::string result; ///< `agrees`, or an error's code
};
BOOST_DESCRIBE_STRUCT(PerspectiveVote, (), (name, region, corroborates, result))

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
  bool usable = false;                         ///< valid, within the reuse limit of today; in an application: counts for its case
  std::optional<core::Instant> usable_until;   ///< of a valid one: when the rules' reuse limit ends it (C12)
  std::optional<core::Instant> next_check_at;  ///< when a person may have it looked for again
  std::optional<std::string> warning;          ///< where the rules advise against the method
  std::optional<core::Instant> method_ends_at; ///< when the rules forbid the method, with what it has proven
  std::vector<ValidationMail> mails;
  std::string caa;         ///< `permitted` or `refused`, as at the newest look; empty before the first one
  std::string caa_problem; ///< why, in the reader's language
  std::string quorum;      ///< `3/4`; empty where no perspective was asked
  std::vector<PerspectiveVote> perspectives;
};
BOOST_DESCRIBE_STRUCT(Validation, (),
                      (id, fqdn, authorization_domain, method, status, record_name, record_value, file_url, file_content, last_found,
                       last_error, attempts, next_try_at, value_expires_at, completed_at, usable, usable_until, next_check_at, warning,
                       method_ends_at, mails, caa, caa_problem, quorum, perspectives))

/// What the row alone tells.
Validation to_validation(const storage::ValidationRow& row, core::Language language);
/// With its mails and what the rules say about it today.
core::Result<Validation> show_validation(storage::Transaction& tx, const World& world, const storage::ValidationRow& row,
                                         core::Language language);
/// The sentence that goes with a method that the rules advise against; nothing where they do not.
std::optional<std::string> method_warning(const World& world, const policy::Permission& permission, core::Language language);

/// The file's name below `/.well-known/pki-validation/`.
inline constexpr std::string_view validation_file = "shomei.txt";

/// `dcv_method_forbidden` with the row that forbids it.
core::Error forbidden_method(domain::DcvMethod method, const policy::Permission& permission);
/// The votes of a look as they are kept.
std::string to_stored_votes(const std::vector<domain::Vote>& votes);

/// Such an error in words.
std::string describe_stored_error(const std::string& stored, core::Language language);
/// An error that is kept until somebody reads it in a language.
std::string to_stored_error(const core::Error& error);

} // namespace usecases
