#pragma once

#include "core/error.h"

namespace domain::errors {

using core::ErrorCode;
using core::ErrorKind;

// Names
inline constexpr ErrorCode domain_name_invalid{"domain_name_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode domain_name_is_ip_address{"domain_name_is_ip_address", ErrorKind::unprocessable};
inline constexpr ErrorCode domain_name_too_long{"domain_name_too_long", ErrorKind::unprocessable};
inline constexpr ErrorCode domain_name_internal{"domain_name_internal", ErrorKind::unprocessable};
inline constexpr ErrorCode domain_name_public_suffix{"domain_name_public_suffix", ErrorKind::unprocessable};
inline constexpr ErrorCode domain_name_reverse_zone{"domain_name_reverse_zone", ErrorKind::unprocessable};
inline constexpr ErrorCode wildcard_position{"wildcard_position", ErrorKind::unprocessable};
inline constexpr ErrorCode wildcard_partial{"wildcard_partial", ErrorKind::unprocessable};
inline constexpr ErrorCode wildcard_public_suffix{"wildcard_public_suffix", ErrorKind::unprocessable};
inline constexpr ErrorCode wildcard_in_ev{"wildcard_in_ev", ErrorKind::unprocessable};
inline constexpr ErrorCode wildcard_not_in_product{"wildcard_not_in_product", ErrorKind::unprocessable};
inline constexpr ErrorCode names_empty{"names_empty", ErrorKind::unprocessable};
inline constexpr ErrorCode names_too_many{"names_too_many", ErrorKind::unprocessable};
inline constexpr ErrorCode names_base_missing{"names_base_missing", ErrorKind::unprocessable};
// Parties
inline constexpr ErrorCode email_invalid{"email_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode email_several{"email_several", ErrorKind::unprocessable};
inline constexpr ErrorCode corporate_number_invalid{"corporate_number_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode lei_invalid{"lei_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode lei_check_digits{"lei_check_digits", ErrorKind::unprocessable};
inline constexpr ErrorCode corporate_number_check_digit{"corporate_number_check_digit", ErrorKind::unprocessable};
inline constexpr ErrorCode phone_number_invalid{"phone_number_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode registration_number_invalid{"registration_number_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode postal_code_invalid{"postal_code_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode person_field_missing{"person_field_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode person_kana_invalid{"person_kana_invalid", ErrorKind::unprocessable};
/// params: character.
inline constexpr ErrorCode text_invisible{"text_invisible", ErrorKind::unprocessable};
/// params: word, character.
inline constexpr ErrorCode text_mixed_script{"text_mixed_script", ErrorKind::unprocessable};
inline constexpr ErrorCode text_invalid{"text_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode text_too_long{"text_too_long", ErrorKind::unprocessable};
// Who may be whom (B01–B04)
inline constexpr ErrorCode contact_missing{"contact_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode technical_is_authorization{"technical_is_authorization", ErrorKind::unprocessable};
inline constexpr ErrorCode technical_is_higher_authority{"technical_is_higher_authority", ErrorKind::unprocessable};
inline constexpr ErrorCode authorization_is_higher_authority{"authorization_is_higher_authority", ErrorKind::unprocessable};
inline constexpr ErrorCode higher_authority_is_contract_signer{"higher_authority_is_contract_signer", ErrorKind::unprocessable};
inline constexpr ErrorCode contact_outside_organization{"contact_outside_organization", ErrorKind::unprocessable};
inline constexpr ErrorCode higher_authority_title{"higher_authority_title", ErrorKind::unprocessable};
/// B05: an address that nobody answers for alone. params: role, person, email.
inline constexpr ErrorCode contact_mailbox_of_two{"contact_mailbox_of_two", ErrorKind::unprocessable};
inline constexpr ErrorCode contact_mailbox_shared{"contact_mailbox_shared", ErrorKind::unprocessable};
inline constexpr ErrorCode contact_mailbox_several{"contact_mailbox_several", ErrorKind::unprocessable};
// Catalogue and orders
inline constexpr ErrorCode catalogue_invalid{"catalogue_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode catalogue_dv_refused{"catalogue_dv_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode product_unknown{"product_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode term_not_offered{"term_not_offered", ErrorKind::unprocessable};
inline constexpr ErrorCode quote_lapsed{"quote_lapsed", ErrorKind::conflict};
inline constexpr ErrorCode payment_amount_invalid{"payment_amount_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode order_not_payable{"order_not_payable", ErrorKind::conflict};
inline constexpr ErrorCode access_code_unknown{"access_code_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode access_code_used{"access_code_used", ErrorKind::conflict};
inline constexpr ErrorCode access_code_expired{"access_code_expired", ErrorKind::conflict};
/// params: seconds, until.
inline constexpr ErrorCode access_codes_spent{"access_codes_spent", ErrorKind::too_many};
inline constexpr ErrorCode access_code_revoked{"access_code_revoked", ErrorKind::conflict};
// Vetting and issuance
inline constexpr ErrorCode organization_not_vetted{"organization_not_vetted", ErrorKind::conflict};
inline constexpr ErrorCode organization_not_active{"organization_not_active", ErrorKind::conflict};
/// The register had its number when it was checked, and has it no more.
inline constexpr ErrorCode organization_not_in_register{"organization_not_in_register", ErrorKind::conflict};
inline constexpr ErrorCode organization_record_old{"organization_record_old", ErrorKind::conflict};
inline constexpr ErrorCode register_differences_open{"register_differences_open", ErrorKind::conflict};
inline constexpr ErrorCode domain_not_validated{"domain_not_validated", ErrorKind::conflict};
inline constexpr ErrorCode domain_validation_old{"domain_validation_old", ErrorKind::conflict};
inline constexpr ErrorCode perspectives_too_few{"perspectives_too_few", ErrorKind::unavailable};
inline constexpr ErrorCode corroboration_failed{"corroboration_failed", ErrorKind::unprocessable};
inline constexpr ErrorCode domain_method_unsuited{"domain_method_unsuited", ErrorKind::unprocessable};
/// params: seconds.
inline constexpr ErrorCode validation_checked_recently{"validation_checked_recently", ErrorKind::too_many};
inline constexpr ErrorCode call_record_missing{"call_record_missing", ErrorKind::conflict};
inline constexpr ErrorCode call_record_old{"call_record_old", ErrorKind::conflict};
inline constexpr ErrorCode call_number_not_independent{"call_number_not_independent", ErrorKind::unprocessable};
/// params: number.
inline constexpr ErrorCode number_proof_missing{"number_proof_missing", ErrorKind::unprocessable};
/// params: number; of evidence also step.
inline constexpr ErrorCode call_number_withdrawn{"call_number_withdrawn", ErrorKind::conflict};
inline constexpr ErrorCode call_outside_hours{"call_outside_hours", ErrorKind::unprocessable};
inline constexpr ErrorCode call_slot_unknown{"call_slot_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode case_waits_for_applicant{"case_waits_for_applicant", ErrorKind::conflict};
inline constexpr ErrorCode call_slot_too_far{"call_slot_too_far", ErrorKind::unprocessable};
inline constexpr ErrorCode call_slot_too_soon{"call_slot_too_soon", ErrorKind::unprocessable};
inline constexpr ErrorCode call_answers_missing{"call_answers_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode steps_open{"steps_open", ErrorKind::conflict};
inline constexpr ErrorCode step_not_in_level{"step_not_in_level", ErrorKind::unprocessable};
inline constexpr ErrorCode four_eyes{"four_eyes", ErrorKind::conflict};
inline constexpr ErrorCode recommendation_missing{"recommendation_missing", ErrorKind::conflict};
inline constexpr ErrorCode denied_list_hit{"denied_list_hit", ErrorKind::conflict};
inline constexpr ErrorCode own_confirmed_hit{"own_confirmed_hit", ErrorKind::conflict};
inline constexpr ErrorCode hit_confirmed_already{"hit_confirmed_already", ErrorKind::conflict};
inline constexpr ErrorCode hits_open{"hits_open", ErrorKind::conflict};
inline constexpr ErrorCode issuance_on_hold{"issuance_on_hold", ErrorKind::conflict};
inline constexpr ErrorCode denied_value_invalid{"denied_value_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode denied_column_missing{"denied_column_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode random_value_expired{"random_value_expired", ErrorKind::conflict};
inline constexpr ErrorCode licence_unavailable{"licence_unavailable", ErrorKind::conflict};
// Extended validation: the registration
inline constexpr ErrorCode ev_category_unknown{"ev_category_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode ev_category_unsupported{"ev_category_unsupported", ErrorKind::unprocessable};
inline constexpr ErrorCode ev_category_differs{"ev_category_differs", ErrorKind::conflict};
inline constexpr ErrorCode ev_jurisdiction_unlisted{"ev_jurisdiction_unlisted", ErrorKind::unprocessable};
inline constexpr ErrorCode ev_number_unusual{"ev_number_unusual", ErrorKind::unprocessable};
inline constexpr ErrorCode ev_agency_unlisted{"ev_agency_unlisted", ErrorKind::conflict};
inline constexpr ErrorCode ev_jurisdiction_differs{"ev_jurisdiction_differs", ErrorKind::conflict};
/// params: agency, registered.
inline constexpr ErrorCode ev_incorporated_elsewhere{"ev_incorporated_elsewhere", ErrorKind::conflict};
inline constexpr ErrorCode ev_number_differs{"ev_number_differs", ErrorKind::conflict};
inline constexpr ErrorCode ev_number_form{"ev_number_form", ErrorKind::conflict};
inline constexpr ErrorCode ev_calls_repeat{"ev_calls_repeat", ErrorKind::conflict};
inline constexpr ErrorCode ev_identity_missing{"ev_identity_missing", ErrorKind::conflict};
// The case's file
/// params: found.
inline constexpr ErrorCode evidence_type_refused{"evidence_type_refused", ErrorKind::unprocessable};
inline constexpr ErrorCode evidence_empty{"evidence_empty", ErrorKind::unprocessable};
/// params: name, found.
inline constexpr ErrorCode evidence_name_differs{"evidence_name_differs", ErrorKind::unprocessable};
/// params: fields.
inline constexpr ErrorCode differences_open{"differences_open", ErrorKind::conflict};
inline constexpr ErrorCode difference_refused{"difference_refused", ErrorKind::conflict};
// After issuance
inline constexpr ErrorCode renewal_too_early{"renewal_too_early", ErrorKind::conflict};
inline constexpr ErrorCode certificate_not_active{"certificate_not_active", ErrorKind::conflict};
inline constexpr ErrorCode company_name_changed{"company_name_changed", ErrorKind::unprocessable};
inline constexpr ErrorCode revocation_reason_not_allowed{"revocation_reason_not_allowed", ErrorKind::unprocessable};
inline constexpr ErrorCode already_revoked{"already_revoked", ErrorKind::conflict};
inline constexpr ErrorCode certificate_expired{"certificate_expired", ErrorKind::conflict};
inline constexpr ErrorCode san_window_closed{"san_window_closed", ErrorKind::conflict};
// Consents by mailed link (B01, B03, B04)
inline constexpr ErrorCode consent_missing{"consent_missing", ErrorKind::conflict};
inline constexpr ErrorCode consent_declined{"consent_declined", ErrorKind::conflict};
inline constexpr ErrorCode consent_link_unknown{"consent_link_unknown", ErrorKind::unprocessable};
inline constexpr ErrorCode consent_link_used{"consent_link_used", ErrorKind::conflict};
inline constexpr ErrorCode consent_link_expired{"consent_link_expired", ErrorKind::conflict};
inline constexpr ErrorCode consent_link_revoked{"consent_link_revoked", ErrorKind::conflict};
inline constexpr ErrorCode consent_code_wrong{"consent_code_wrong", ErrorKind::unprocessable};
inline constexpr ErrorCode consent_code_expired{"consent_code_expired", ErrorKind::conflict};
inline constexpr ErrorCode consent_code_locked{"consent_code_locked", ErrorKind::too_many};
inline constexpr ErrorCode consent_code_too_soon{"consent_code_too_soon", ErrorKind::too_many};
inline constexpr ErrorCode consent_code_needed{"consent_code_needed", ErrorKind::conflict};
inline constexpr ErrorCode consent_already_decided{"consent_already_decided", ErrorKind::conflict};
/// params: person, title.
inline constexpr ErrorCode consent_title_below{"consent_title_below", ErrorKind::unprocessable};
inline constexpr ErrorCode consent_name_differs{"consent_name_differs", ErrorKind::unprocessable};
inline constexpr ErrorCode consent_not_asked{"consent_not_asked", ErrorKind::conflict};
// Registers
inline constexpr ErrorCode register_row_invalid{"register_row_invalid", ErrorKind::unprocessable};
inline constexpr ErrorCode register_column_missing{"register_column_missing", ErrorKind::unprocessable};
inline constexpr ErrorCode register_file_encoding{"register_file_encoding", ErrorKind::unprocessable};

} // namespace domain::errors
