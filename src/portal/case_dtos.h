#pragma once

#include "http/dto.h"
#include "http/endpoint.h"
#include "portal/action.h"
#include "portal/call_dtos.h"
#include "portal/case_file_dtos.h"
#include "portal/case_people.h"
#include "portal/case_records.h"
#include "portal/registration_dtos.h"
#include "usecases/case_view.h"
#include "usecases/record_register_check.h"

#include <array>
#include <string>
#include <vector>

namespace portal {

/// What the desk's clock says of a case (C10).
struct CaseClockDto {
  std::int64_t left_seconds = 0; ///< desk hours until the last due day closes
  std::int64_t day_seconds = 0;  ///< desk hours of one business day
  std::int64_t waiting_days = 0; ///< business days for which the applicant has been awaited
  std::vector<std::string> flags;
  static std::string dto_name() { return "CaseClock"; }
};
BOOST_DESCRIBE_STRUCT(CaseClockDto, (), (left_seconds, day_seconds, waiting_days, flags))

struct CaseSummary {
  std::string id;
  std::string application_id;
  std::string application_number;
  std::string organization_name;
  std::string order_number;
  std::string product;
  std::string product_name; ///< in the reader's language
  std::string level;        ///< EV, OV…
  std::int64_t term_years = 0;
  std::vector<std::string> names;
  std::string status;
  std::optional<std::string> assigned_to;
  std::optional<std::string> assigned_name;
  std::optional<std::string> due_on;
  std::optional<std::string> due_on_latest;
  bool overdue = false;
  std::int64_t open_steps = 0;
  bool sent_back = false; ///< by the second specialist, and not recommended again
  std::int64_t unseen_answers = 0;
  core::Instant opened_at{};
  std::int64_t open_hits = 0;
  std::optional<CaseClockDto> clock = {};
};
BOOST_DESCRIBE_STRUCT(CaseSummary, (),
                      (id, application_id, application_number, organization_name, order_number, product, product_name, level, term_years,
                       names, status, assigned_to, assigned_name, due_on, due_on_latest, overdue, open_steps, sent_back, unseen_answers,
                       opened_at, open_hits, clock))

struct CaseOrganization {
  std::string name;
  std::string name_kana;
  std::string name_latin;
  std::string corporate_number;
  std::string postal_code;
  std::string state;
  std::string locality;
  std::string street;
  std::string phone;
  std::string certificate_organization;
  std::string certificate_state;
  std::string certificate_locality;
  bool at_most_ten_members = false;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(CaseOrganization, (),
                      (name, name_kana, name_latin, corporate_number, postal_code, state, locality, street, phone, certificate_organization,
                       certificate_state, certificate_locality, at_most_ten_members, status))

struct CaseContact {
  std::string id;
  std::string role;
  std::string family_name;
  std::string given_name;
  std::string family_kana;
  std::string given_kana;
  std::string employer;
  std::string department;
  std::string title;
  std::string email;
  std::string phone;
};
BOOST_DESCRIBE_STRUCT(CaseContact, (),
                      (id, role, family_name, given_name, family_kana, given_kana, employer, department, title, email, phone))

struct CaseStep {
  std::string step;
  std::string status;
  core::Instant changed_at{};
  std::optional<std::string> record_id;
};
BOOST_DESCRIBE_STRUCT(CaseStep, (), (step, status, changed_at, record_id))

struct CaseNoteDto {
  std::string id;
  std::string author;
  std::string author_name;
  std::string text;
  bool visible_to_applicant = false;
  core::Instant at{};
  static std::string dto_name() { return "CaseNote"; }
};
BOOST_DESCRIBE_STRUCT(CaseNoteDto, (), (id, author, author_name, text, visible_to_applicant, at))

struct RegisterChange {
  std::string code;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(RegisterChange, (), (code, detail))

struct CaseDetail : CaseSummary {
  std::string application_status;
  std::string language;
  CaseOrganization organization;
  std::optional<CaseRegistration> registration;
  std::vector<CaseContact> contacts;
  std::vector<CaseStep> steps;
  std::vector<CaseRecord> records;
  std::vector<CallDto> calls;
  std::vector<CaseNoteDto> notes;
  std::vector<CaseQuestion> questions;
  std::vector<EvidenceFile> files;
  std::vector<CaseDecisionEntry> decisions;
  std::optional<core::Instant> waiting_since;
  std::optional<std::string> recommended_by;
  std::optional<std::string> recommended_name;
  std::optional<std::string> approved_by;
  std::optional<std::string> approved_name;
  std::optional<std::string> certificate_id;
  std::vector<PersonConflict> person_conflicts;
  std::vector<PersonPairDto> person_pairs;
  std::optional<RegisterChange> register_change; ///< since the organization was vetted (D07)
  std::int64_t version = 0;
  std::vector<Action> actions;
  static std::string dto_name() { return "Case"; }
};
BOOST_DESCRIBE_STRUCT(CaseDetail, (CaseSummary),
                      (application_status, language, organization, registration, contacts, steps, records, calls, notes, questions, files,
                       decisions, waiting_since, recommended_by, recommended_name, approved_by, approved_name, certificate_id,
                       person_conflicts, person_pairs, register_change, version, actions))

struct RegisterEntryDto {
  std::string source;
  std::string number;
  std::string registered_number;
  std::string name;
  std::string name_kana;
  std::string name_latin;
  std::string kind;
  std::string country;
  std::string prefecture;
  std::string city;
  std::string street;
  std::string postal_code;
  bool active = false;
  std::string status;
  std::string closed_on;
  std::string successor;
  std::string updated_on;
  std::string changed_on;
  bool renamed = false; ///< its last change, on that day, was one of its name (処理区分 11)
  static std::string dto_name() { return "RegisterEntry"; }
};
BOOST_DESCRIBE_STRUCT(RegisterEntryDto, (),
                      (source, number, registered_number, name, name_kana, name_latin, kind, country, prefecture, city, street, postal_code,
                       active, status, closed_on, successor, updated_on, changed_on, renamed))
RegisterEntryDto to_dto(const storage::RegisterRow& row);

struct ComparedField {
  std::string field;
  std::string applied;
  std::string registered;
  std::string match;
};
BOOST_DESCRIBE_STRUCT(ComparedField, (), (field, applied, registered, match))
struct Comparison {
  RegisterEntryDto entry;
  std::vector<ComparedField> fields;
  bool active = false;
  std::optional<ComparedRegistration> registration;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (entry, fields, active, registration))

CaseSummary to_summary(const usecases::World& world, const usecases::CaseLine& line, core::Language language);
/// The case as the caller of an endpoint sees it now.
core::Result<http::Reply<CaseDetail>> show_case(usecases::World& world, const http::CallContext& call, const storage::CaseId& id);

} // namespace portal
