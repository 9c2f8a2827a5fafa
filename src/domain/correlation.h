#pragma once

#include "core/clock.h"
#include "domain/person.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// A word of the case's file and where it was found.
struct CorrelatedValue {
  std::string source; ///< application | register | contact | call | file | file_date, or where a number was found
  std::string text;
};

/// A specialist's decision on words that differ.
struct DifferenceVerdict {
  bool accepted = false;
  std::string reason;
  std::string decided_by;
  std::optional<core::Instant> decided_at = {};
};

/// The same thing as the different parts of the file tell it (EVG 3.2.2.13).
struct CorrelationRow {
  std::string key;   ///< `register.name`, `employer.technical`, `phone.authorization_call`, `person.authorization`,
                     ///< `certificate.organization`, `title.higher_authority`, `file.fil_…`, `fileName.fil_…`, `fileAddress.fil_…`
  std::string topic; ///< name | address | number | phone | person | file | register
  std::vector<CorrelatedValue> values;
  std::optional<Match> match; ///< none where only one part tells it
  std::optional<DifferenceVerdict> verdict;
};
/// The words of a row as one text: a decision holds for these words only.
std::string compared_words(const CorrelationRow& row);

struct CorrelatedContact {
  std::string role;
  Person person;
};
struct CorrelatedCall {
  std::string step;
  std::string number;
  std::string number_source;
  std::string role; ///< of the contact whom the call is about
  bool passed = false;
  std::string reached = {};      ///< who answered
  std::string stated_title = {}; ///< of the contact, as it was heard
};
struct CorrelatedFile {
  std::string id;
  std::string category;
  std::string subject;
  std::string name = {};      ///< of the organization, as the document shows it
  std::string address = {};   ///< the same
  std::string issued_on = {}; ///< YYYY-MM-DD
};
/// A field of the newest register record, with the decision that it holds.
struct RegisterField {
  FieldComparison compared;
  std::optional<DifferenceVerdict> verdict;
};
struct CorrelationFacts {
  std::string organization;
  std::string address = {};
  std::string phone;
  std::vector<RegisterField> register_fields;
  std::vector<FieldComparison> subject = {}; ///< of the certificate, beside the register (compare_subject)
  std::vector<CorrelatedContact> contacts;
  std::vector<CorrelatedCall> calls;
  std::vector<CorrelatedFile> files;
  std::optional<std::string> stated_title = {}; ///< the higher authority's, as stated when consenting
};

/// Names, addresses, numbers, titles and persons of application, register, calls, consents and files side by side. Human resources speak
/// about somebody else, so `person.hr_call` differs where the contact asked about answered.
std::vector<CorrelationRow> correlate(const CorrelationFacts& facts);
/// In how many rows something is compared that did not come from the applicant.
std::int64_t count_compared(const std::vector<CorrelationRow>& rows);
/// Differences that nobody has decided on: `differences_open` names them; `difference_refused` those found wanting.
core::Result<void> check_differences(const std::vector<CorrelationRow>& rows);

} // namespace domain
