#pragma once

#include "storage/applications.h"
#include "storage/cases.h"
#include "usecases/action.h"
#include "usecases/caa_advice.h"
#include "usecases/draft.h"
#include "usecases/inspect_csr.h"
#include "usecases/look_at_caa_early.h"
#include "usecases/validation.h"

#include <optional>
#include <string>
#include <vector>

namespace usecases {

struct ApplicationStep {
  std::string step;
  std::string status;
  core::Instant changed_at{};
};
BOOST_DESCRIBE_STRUCT(ApplicationStep, (), (step, status, changed_at))

struct ApplicantMessage {
  core::Instant at{};
  std::string text;
};
BOOST_DESCRIBE_STRUCT(ApplicantMessage, (), (at, text))

/// A document that the applicant sent with an answer.
struct SentDocument {
  std::string file_name;
  std::int64_t size = 0;
  core::Instant at{};
};
BOOST_DESCRIBE_STRUCT(SentDocument, (), (file_name, size, at))

/// A question of the vetting desk (W2).
struct ApplicantQuestion {
  std::string id;
  std::string text;
  bool wants_document = false;
  std::string status; ///< open | answered | cancelled
  core::Instant asked_at{};
  std::string answer;
  std::optional<core::Instant> answered_at;
  std::vector<SentDocument> documents;
};
BOOST_DESCRIBE_STRUCT(ApplicantQuestion, (), (id, text, wants_document, status, asked_at, answer, answered_at, documents))

/// What has happened, as a customer may know it.
struct ApplicantEvent {
  core::Instant at{};
  std::string event; ///< submitted | step | domain | question | answer | document | message | rejected | withdrawn | lapsed | issued
  std::string subject;
};
BOOST_DESCRIBE_STRUCT(ApplicantEvent, (), (at, event, subject))

/// The subscriber agreement: its version and its words in the applicant's language.
struct Agreement {
  std::string version;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Agreement, (), (version, text))
Agreement current_agreement(core::Language language);

/// A role that the product asks for, and the earlier ones whose person may hold it too (B02–B04).
struct ApplicationRole {
  std::string role;
  std::vector<std::string> same_as;
  std::vector<std::string> same_as_if_few; ///< only where the organization has ten members or fewer
};
BOOST_DESCRIBE_STRUCT(ApplicationRole, (), (role, same_as, same_as_if_few))

/// How an application ended without a certificate, in plain words.
struct ApplicationEnd {
  std::string kind; ///< rejected | withdrawn | lapsed
  core::Instant at{};
  std::string reason_code; ///< of a rejection
  std::string what;
  std::string next;
  bool new_code = false; ///< the same order can be applied for again with a code that was mailed
};
BOOST_DESCRIBE_STRUCT(ApplicationEnd, (), (kind, at, reason_code, what, next, new_code))

/// An application as the applicant sees it (C04, C05, C10).
struct Application {
  std::string id;
  std::string number;
  std::string order_id;
  std::string order_number;
  std::string product;
  std::string product_name;
  std::string level; ///< ov | ev
  std::vector<ApplicationRole> roles;
  std::string status;
  std::string language;
  Draft draft;
  std::vector<std::string> names;
  std::optional<CsrInspection> csr;
  std::optional<core::Instant> submitted_at;
  std::optional<std::string> due_on;
  std::optional<std::string> due_on_latest;
  std::string turn = {}; ///< applicant | desk, or empty once it has ended
  std::optional<core::Instant> waiting_since = {};
  std::int64_t waiting_days = 0;            ///< business days for which the applicant has been awaited
  std::optional<std::string> apply_by = {}; ///< the last day to send a draft
  std::optional<ApplicationEnd> ending = {};
  std::vector<ApplicationStep> steps;
  std::vector<Validation> validations;
  std::vector<NameCaa> caa = {}; ///< as last looked at; empty before the first look
  CaaAdvice caa_advice = {};
  std::vector<ApplicantMessage> messages;
  std::vector<ApplicantQuestion> questions;
  std::vector<ApplicantEvent> history; ///< oldest first
  std::string decision_reason;
  std::optional<std::string> certificate_id;
  std::optional<std::string> download_url;
  Agreement agreement;
  std::int64_t version = 1;
  std::vector<Action> actions;
};
BOOST_DESCRIBE_STRUCT(Application, (),
                      (id, number, order_id, order_number, product, product_name, level, roles, status, language, draft, names, csr,
                       submitted_at, due_on, due_on_latest, turn, waiting_since, waiting_days, apply_by, ending, steps, validations, caa,
                       caa_advice, messages, questions, history, decision_reason, certificate_id, download_url, agreement, version,
                       actions))

/// The caller's own application (applicant, or its orderer), or any for staff; `not_found` otherwise.
core::Result<storage::ApplicationRow> load_own_application(storage::Transaction& tx, const Actor& actor, const storage::ApplicationId& id);
/// What was entered, with the words that were corrected since.
core::Result<Draft> load_corrected_draft(storage::Transaction& tx, const storage::ApplicationRow& row);
core::Result<Application> compose_application(storage::Transaction& tx, const World& world, const Actor& actor,
                                              const storage::ApplicationRow& row);
core::Result<Application> view_application(World& world, const Actor& actor, const storage::ApplicationId& id);

/// `application_not_editable` once it has been submitted.
core::Result<void> check_editable(const storage::ApplicationRow& row);
/// `validation_not_open` before submission and after the decision.
core::Result<void> check_validations_open(const storage::ApplicationRow& row);
inline core::Language language_of(const storage::ApplicationRow& row) {
  return core::parse_language(row.language).value_or(core::Language::ja);
}

} // namespace usecases
