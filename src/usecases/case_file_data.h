#pragma once

#include "domain/correlation.h"
#include "storage/audit_names.h"
#include "storage/case_times.h"
#include "storage/consents.h"
#include "storage/phone_book.h"
#include "storage/samples.h"
#include "storage/validations.h"
#include "usecases/case_view.h"
#include "usecases/high_risk.h"
#include "usecases/mail_queue.h"

#include "outbound/zip.h"
#include "storage/audit.h"

namespace usecases {

/// A mail about the case with its delivery log.
struct FiledMail {
  storage::OutboxRow row;
  MailSummary mail;
  std::vector<std::string> roles; ///< of whom it went to, in the case
};

/// Everything about a case that goes into its file.
struct CaseFileData {
  CaseView view;
  HighRiskView risk;
  std::vector<storage::ValidationRow> validations = {};
  std::vector<storage::IssuedRow> certificates = {}; ///< that rest on it
  std::vector<storage::ConsentRow> consents = {};    ///< those of replaced persons too
  std::vector<storage::ConsentLinkRow> links = {};
  std::vector<storage::AgreementRow> agreements = {};   ///< that the applicant or the contract signer accepted
  std::vector<storage::CallAdditionRow> additions = {}; ///< to the records of calls
  std::vector<storage::NumberRow> numbers = {};         ///< of the organization's phone book
  std::vector<storage::DifferenceRow> differences = {};
  std::vector<domain::CorrelationRow> correlation = {};
  std::vector<storage::WaitRow> waits = {};
  std::vector<FiledMail> mails = {}; ///< oldest first
  std::vector<storage::ChainedAuditRow> events = {};
  std::map<std::string, storage::ActorName> actors = {}; ///< of the events and records, by id
  std::vector<outbound::ZipEntry> files = {};            ///< evidence, agreements and draft, as stored
  bool destroyed = false;                                ///< the records' contents are gone; their hashes stay
};
core::Result<CaseFileData> load_case_file(const World& world, storage::Transaction& tx, const storage::CaseId& id);

/// The mails about a case, its application, its certificate, its domains and its records.
core::Result<std::vector<FiledMail>> load_case_mails(storage::Transaction& tx, const World& world, const CaseFileData& data);

/// Whether the record's contents were destroyed with its case; the hash stays.
bool is_destroyed(const storage::RecordRow& record);
/// Where the bytes lie in the archive over which a record's `evidence_sha256` is.
std::string evidence_path(const storage::RecordRow& record);
/// Where a document lies: named by its id, since people named it before.
std::string document_path(const storage::EvidenceFileRow& file);

/// What an exporter signs: who made the file.
struct Exporter {
  std::string name;
  std::string role; ///< of users
};
/// `case.pdf`: the case for people, in a language.
core::Result<core::Bytes> draw_case_file(const World& world, const CaseFileData& data, const Exporter& exporter, core::Language language);
/// `records.json`: the case for programs.
std::string case_records_json(const CaseFileData& data);
/// `mails.json`: what was written to whom, and whether it arrived.
std::string case_mails_json(const CaseFileData& data);
/// `audit-events.jsonl`: its events of the audit log with the chain's hashes (docs/formats/case-file.md).
std::string case_events_jsonl(const CaseFileData& data);

} // namespace usecases
