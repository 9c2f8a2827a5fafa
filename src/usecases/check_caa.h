#pragma once

#include "domain/issuance.h"
#include "storage/ids.h"
#include "usecases/world.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace usecases {

/// How CAA records name an account of ours (RFC 8657 3, BR 4.2.2.1.2): `acct:<account id>@<the CA's domain>`.
std::string caa_account_uri(const World& world, std::string_view account_id);
/// `ca-tbr-7`: the label of a method by its number in BR 3.2.2.4 (RFC 8657 4).
std::string caa_method_label(domain::DcvMethod method);

/// Asked about the names of one certificate.
struct CaaCheck {
  std::string account_id;
  std::string profile;
  std::vector<outbound::CaaQuestion> questions;
};
/// A question for each name, with the account and the method by which the name's newest fresh proof was made.
CaaCheck make_caa_check(const World& world, const storage::AccountId& account, const domain::IssuanceFacts& facts);

/// CAA for every name at issuance (C06, BR 4.2.2.1), from here and from every perspective (BR 3.2.2.9); the answers as evidence.
/// Asks the DNS; a refusal is put on record, and the domain's owner is told.
core::Result<std::string> check_caa(World& world, const Actor& actor, const CaaCheck& check);
/// The evidence where the answers at hand permit all names by whatever method and account: nothing need be asked.
std::optional<std::string> known_caa(const World& world, std::string_view profile, std::span<const std::string> names);

} // namespace usecases
