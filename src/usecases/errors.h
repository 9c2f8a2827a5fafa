#pragma once

#include "core/error.h"

/// Refusals of the use cases: orders, applications, validation, log-in, vetting, issuing.
namespace usecases::errors {

using core::ErrorCode;
using core::ErrorKind;

// Fields
inline constexpr ErrorCode field_missing{"field_missing", ErrorKind::unprocessable};
// Orders
inline constexpr ErrorCode payment_already_recorded{"payment_already_recorded", ErrorKind::conflict};
inline constexpr ErrorCode payment_date_future{"payment_date_future", ErrorKind::unprocessable};
inline constexpr ErrorCode order_not_released{"order_not_released", ErrorKind::conflict};
/// params: number, until.
inline constexpr ErrorCode order_right_lapsed{"order_right_lapsed", ErrorKind::conflict};
inline constexpr ErrorCode order_refused{"order_refused", ErrorKind::conflict};
inline constexpr ErrorCode recipient_needs_confirmation{"recipient_needs_confirmation", ErrorKind::unprocessable};
/// params: until.
inline constexpr ErrorCode access_code_sent_just_now{"access_code_sent_just_now", ErrorKind::conflict};
inline constexpr ErrorCode access_code_still_valid{"access_code_still_valid", ErrorKind::conflict};
inline constexpr ErrorCode recipient_code_wrong{"recipient_code_wrong", ErrorKind::unprocessable};
inline constexpr ErrorCode access_code_none{"access_code_none", ErrorKind::conflict};
/// params: number.
inline constexpr ErrorCode consent_application_ended{"consent_application_ended", ErrorKind::conflict};
inline constexpr ErrorCode quote_link_unknown{"quote_link_unknown", ErrorKind::not_found};
/// params: organization. The one that the account holds evidence of.
inline constexpr ErrorCode organization_differs{"organization_differs", ErrorKind::unprocessable};
inline constexpr ErrorCode order_session_refused{"order_session_refused", ErrorKind::unprocessable};
// Applications
inline constexpr ErrorCode application_not_editable{"application_not_editable", ErrorKind::conflict};
/// A field of a draft that another page saved otherwise.
inline constexpr ErrorCode draft_differs{"draft_differs", ErrorKind::stale};
inline constexpr ErrorCode agreement_not_accepted{"agreement_not_accepted", ErrorKind::unprocessable};
inline constexpr ErrorCode agreement_changed{"agreement_changed", ErrorKind::conflict};
inline constexpr ErrorCode names_not_ordered{"names_not_ordered", ErrorKind::unprocessable};
inline constexpr ErrorCode name_not_in_application{"name_not_in_application", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_not_open{"validation_not_open", ErrorKind::conflict};
inline constexpr ErrorCode validation_expired{"validation_expired", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_address_missing{"validation_address_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_address_unknown{"validation_address_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_domain_unsuited{"validation_domain_unsuited", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_not_by_mail{"validation_not_by_mail", ErrorKind::conflict};
inline constexpr ErrorCode validation_cancelled{"validation_cancelled", ErrorKind::unprocessable};
inline constexpr ErrorCode validation_not_pending{"validation_not_pending", ErrorKind::conflict};
/// params: minutes.
inline constexpr ErrorCode validation_mail_sent_recently{"validation_mail_sent_recently", ErrorKind::too_many};
inline constexpr ErrorCode domain_approval_answered{"domain_approval_answered", ErrorKind::conflict};
inline constexpr ErrorCode domain_approval_closed{"domain_approval_closed", ErrorKind::conflict};
inline constexpr ErrorCode domain_approval_declined{"domain_approval_declined", ErrorKind::conflict};
// Log-in
inline constexpr ErrorCode consent_link_sent_just_now{"consent_link_sent_just_now", ErrorKind::too_many};
inline constexpr ErrorCode consent_asked_too_often{"consent_asked_too_often", ErrorKind::too_many};
inline constexpr ErrorCode call_booked_too_often{"call_booked_too_often", ErrorKind::conflict};
inline constexpr ErrorCode too_many_attempts{"too_many_attempts", ErrorKind::too_many};
/// params: address.
inline constexpr ErrorCode api_key_address_refused{"api_key_address_refused", ErrorKind::forbidden};
inline constexpr ErrorCode session_unknown{"session_unknown", ErrorKind::unauthenticated};
inline constexpr ErrorCode login_refused{"login_refused", ErrorKind::unauthenticated};
inline constexpr ErrorCode totp_required{"totp_required", ErrorKind::unauthenticated};
inline constexpr ErrorCode totp_wrong{"totp_wrong", ErrorKind::unauthenticated};
inline constexpr ErrorCode totp_code_wrong{"totp_code_wrong", ErrorKind::unprocessable};
inline constexpr ErrorCode totp_code_used{"totp_code_used", ErrorKind::unprocessable};
inline constexpr ErrorCode totp_not_started{"totp_not_started", ErrorKind::conflict};
inline constexpr ErrorCode password_wrong{"password_wrong", ErrorKind::unprocessable};
inline constexpr ErrorCode password_too_short{"password_too_short", ErrorKind::unprocessable};
inline constexpr ErrorCode password_unchanged{"password_unchanged", ErrorKind::unprocessable};
inline constexpr ErrorCode password_guessable{"password_guessable", ErrorKind::unprocessable};
// Calls
inline constexpr ErrorCode call_slot_taken{"call_slot_taken", ErrorKind::conflict};
/// params: step.
inline constexpr ErrorCode step_not_reopened{"step_not_reopened", ErrorKind::conflict};
inline constexpr ErrorCode subject_changed_meanwhile{"subject_changed_meanwhile", ErrorKind::conflict};
inline constexpr ErrorCode subject_vetted{"subject_vetted", ErrorKind::conflict};
inline constexpr ErrorCode subject_street_ev_only{"subject_street_ev_only", ErrorKind::unprocessable};
inline constexpr ErrorCode contact_changed_meanwhile{"contact_changed_meanwhile", ErrorKind::conflict};
inline constexpr ErrorCode call_step_closed{"call_step_closed", ErrorKind::conflict};
/// params: step.
inline constexpr ErrorCode call_already_open{"call_already_open", ErrorKind::conflict};
/// Nothing came of the call yet that could be added to.
inline constexpr ErrorCode call_not_made{"call_not_made", ErrorKind::conflict};
inline constexpr ErrorCode call_not_booked{"call_not_booked", ErrorKind::conflict};
inline constexpr ErrorCode call_number_missing{"call_number_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode call_back_time_missing{"call_back_time_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode call_person_missing{"call_person_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode call_time_past{"call_time_past", ErrorKind::unprocessable};
inline constexpr ErrorCode number_evidence_missing{"number_evidence_missing", ErrorKind::unprocessable};
/// params: number.
inline constexpr ErrorCode number_already_known{"number_already_known", ErrorKind::conflict};
// Vetting and issuing
/// The signer answered with something else than what is on record; it is kept out and an officer is told.
inline constexpr ErrorCode signed_other_than_asked{"signed_other_than_asked", ErrorKind::internal};
inline constexpr ErrorCode issuer_missing{"issuer_missing", ErrorKind::unavailable};
inline constexpr ErrorCode account_without_organization{"account_without_organization", ErrorKind::conflict};
inline constexpr ErrorCode register_entry_missing{"register_entry_missing", ErrorKind::unprocessable};
/// params: from, to.
inline constexpr ErrorCode report_period_invalid{"report_period_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode email_taken{"email_taken", ErrorKind::conflict};
// Denied list
inline constexpr ErrorCode denied_entry_exists{"denied_entry_exists", ErrorKind::conflict};
inline constexpr ErrorCode denied_entry_retired{"denied_entry_retired", ErrorKind::conflict};
inline constexpr ErrorCode denied_dates_reversed{"denied_dates_reversed", ErrorKind::unprocessable};
// Auditor
inline constexpr ErrorCode retention_case_open{"retention_case_open", ErrorKind::conflict};
inline constexpr ErrorCode retention_not_over{"retention_not_over", ErrorKind::conflict};
inline constexpr ErrorCode destruction_asked{"destruction_asked", ErrorKind::conflict};
inline constexpr ErrorCode destruction_not_asked{"destruction_not_asked", ErrorKind::conflict};
inline constexpr ErrorCode destruction_done{"destruction_done", ErrorKind::conflict};
inline constexpr ErrorCode second_officer{"second_officer", ErrorKind::conflict};
inline constexpr ErrorCode period_reversed{"period_reversed", ErrorKind::unprocessable};
inline constexpr ErrorCode sample_too_large{"sample_too_large", ErrorKind::unprocessable};
inline constexpr ErrorCode application_not_approved{"application_not_approved", ErrorKind::conflict};
// The case's file
/// params: limit (MiB).
inline constexpr ErrorCode evidence_too_large{"evidence_too_large", ErrorKind::too_large};
/// params: most.
inline constexpr ErrorCode evidence_too_many{"evidence_too_many", ErrorKind::conflict};
inline constexpr ErrorCode evidence_decided{"evidence_decided", ErrorKind::conflict};
/// params: names.
inline constexpr ErrorCode evidence_unverified{"evidence_unverified", ErrorKind::conflict};
inline constexpr ErrorCode question_closed{"question_closed", ErrorKind::conflict};
/// params: words. A text of a template is sent with a blank that nobody filled.
inline constexpr ErrorCode question_placeholder{"question_placeholder", ErrorKind::unprocessable};
inline constexpr ErrorCode question_document_missing{"question_document_missing", ErrorKind::unprocessable};
/// params: field.
inline constexpr ErrorCode difference_unknown{"difference_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode correlation_not_reviewed{"correlation_not_reviewed", ErrorKind::unprocessable};
/// params: name.
inline constexpr ErrorCode own_application{"own_application", ErrorKind::conflict};
/// params: status.
inline constexpr ErrorCode case_over{"case_over", ErrorKind::conflict};
/// params: decision, name, at.
inline constexpr ErrorCode case_decided{"case_decided", ErrorKind::conflict};
/// params: decision, name, at. A hit or a difference, since the asker looked at it.
inline constexpr ErrorCode decided_meanwhile{"decided_meanwhile", ErrorKind::conflict};
/// params: name, of the specialist who has the case.
inline constexpr ErrorCode case_assigned{"case_assigned", ErrorKind::conflict};

} // namespace usecases::errors
