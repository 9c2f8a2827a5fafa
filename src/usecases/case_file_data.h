#pragma once

#include "storage/samples.h"
#include "storage/validations.h"
#include "usecases/case_view.h"
#include "usecases/high_risk.h"

#include "outbound/zip.h"
#include "storage/audit.h"

namespace usecases {

/// Everything about a case that goes into its file.
struct CaseFileData {
  CaseView view;
  HighRiskView risk;
  std::vector<storage::ValidationRow> validations;
  std::vector<storage::IssuedRow> certificates; ///< that rest on it
  std::vector<storage::ChainedAuditRow> events;
  std::vector<outbound::ZipEntry> evidence; ///< as stored
};
core::Result<CaseFileData> load_case_file(const World& world, storage::Transaction& tx, const storage::CaseId& id);

/// `case.pdf`: the case for people, in a language.
core::Result<core::Bytes> draw_case_file(const World& world, const CaseFileData& data, core::Language language, core::Instant now);
/// `records.json`: the case for programs.
std::string case_records_json(const CaseFileData& data);
/// `audit-events.jsonl`: its events of the audit log with the chain's hashes (docs/formats/case-file.md).
std::string case_events_jsonl(const CaseFileData& data);

} // namespace usecases
