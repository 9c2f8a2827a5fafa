#pragma once

#include "http/dto.h"
#include "usecases/case_view.h"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace portal {

/// A field as the register check found it, with the decision on it where it differed.
struct RecordedField {
  std::string field;
  std::string applied;
  std::string registered;
  std::string match;
  std::optional<bool> accepted;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RecordedField, (), (field, applied, registered, match, accepted, reason))

struct CaseRecord {
  std::string id;
  std::string step;
  std::string kind;
  std::string subject;
  std::string source;
  std::string method;
  std::string outcome;
  boost::json::object facts;
  std::vector<RecordedField> compared; ///< of a register check
  std::optional<bool> accepted;        ///< of a decision on a document
  std::string evidence_sha256;
  std::string collected_by;
  std::string collected_by_name;
  core::Instant collected_at{};
};
BOOST_DESCRIBE_STRUCT(CaseRecord, (),
                      (id, step, kind, subject, source, method, outcome, facts, compared, accepted, evidence_sha256, collected_by,
                       collected_by_name, collected_at))

std::vector<RecordedField> compared_of(const storage::RecordRow& row);
CaseRecord to_record(const usecases::CaseView& view, const storage::RecordRow& row);

} // namespace portal
