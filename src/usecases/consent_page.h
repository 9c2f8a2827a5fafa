#pragma once

#include "usecases/consent_affair.h"

namespace usecases {

/// One thing that the page's person is asked for.
struct ConsentAsked {
  std::string id;
  std::string role;      ///< authorization | higher_authority | contract_signer
  std::string statement; ///< what consenting says, in the reader's language
  std::string status;    ///< pending | consented | declined
  std::optional<core::Instant> decided_at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ConsentAsked, (), (id, role, statement, status, decided_at, reason))

struct ConsentPerson {
  std::string name;
  std::string employer;
  std::string department;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(ConsentPerson, (), (name, employer, department, title))

/// The one-time code of the page.
struct ConsentCodeState {
  std::optional<core::Instant> sent_at;
  std::optional<core::Instant> expires_at;
  std::optional<core::Instant> locked_until;
  std::int64_t tries_left = 0;
};
BOOST_DESCRIBE_STRUCT(ConsentCodeState, (), (sent_at, expires_at, locked_until, tries_left))

/// What a person who opened a link sees (P3, P4, P5): who asks for what, and what is asked of them.
struct ConsentPage {
  ConsentPerson person;
  std::string masked_email; ///< `y…@aozora.example`: where the code goes
  bool verified = false;    ///< the code was shown in this session
  ConsentCodeState code;
  std::string application_number;
  std::string language;
  std::string product_name;
  std::string level;
  std::vector<std::string> names;
  std::string organization_name;
  std::string organization_address;
  std::string applicant_name; ///< who ordered
  ConsentPerson technical;
  std::optional<ConsentPerson> authorization; ///< for those who confirm the authorization contact
  std::vector<ConsentAsked> consents;
  std::optional<Agreement> agreement; ///< for the contract signer
  std::string agreement_sha256;
  core::Instant expires_at{};
  bool done = false;
  std::string desk_phone;
  std::string desk_hours;
};
BOOST_DESCRIBE_STRUCT(ConsentPage, (),
                      (person, masked_email, verified, code, application_number, language, product_name, level, names, organization_name,
                       organization_address, applicant_name, technical, authorization, consents, agreement, agreement_sha256, expires_at,
                       done, desk_phone, desk_hours))

/// A link with its affair, where it may still be used: `consent_link_used`, `…_expired` or `…_revoked` otherwise.
struct OpenLink {
  storage::ConsentLinkRow link;
  ConsentAffair affair;
  std::vector<storage::ConsentRow> consents;
};
core::Result<OpenLink> load_open_link(storage::Transaction& tx, const World& world, const storage::ConsentLinkRow& link,
                                      core::Language reader);
/// The one that the caller's session came by; `session_unknown` without.
core::Result<OpenLink> load_own_link(storage::Transaction& tx, const World& world, const Actor& actor);
/// The same, also after the last answer while a call to the link's person is yet to be made: its time can be changed by the mailed link,
/// and nothing else (C08).
core::Result<OpenLink> load_link_with_call(storage::Transaction& tx, const World& world, const storage::ConsentLinkRow& link,
                                           core::Language reader);
core::Result<OpenLink> load_own_link_with_call(storage::Transaction& tx, const World& world, const Actor& actor);
/// The same, also after that call, for a session that has shown the code: what was answered, and the call that follows.
core::Result<OpenLink> load_answered_link(storage::Transaction& tx, const World& world, const Actor& actor);
/// Whether the caller's session has shown the code.
core::Result<bool> has_shown_code(storage::Transaction& tx, const World& world, const Actor& actor);
/// As it is now, read again.
core::Result<ConsentPage> compose_consent_page(storage::Transaction& tx, const World& world, const storage::ConsentLinkId& id,
                                               bool verified, core::Language reader);

core::Result<ConsentPage> view_consent_page(World& world, const Actor& actor);

} // namespace usecases
