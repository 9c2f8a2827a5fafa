#pragma once

#include "core/result.h"
#include "outbound/resolver.h"
#include "outbound/web_fetch.h"

#include <optional>
#include <string>
#include <string_view>

namespace outbound {

/// The label of the TXT record below the authorization domain.
inline constexpr std::string_view validation_label = "_shomei-validation";
inline constexpr std::string_view validation_path = "/.well-known/pki-validation/";

std::string validation_record_name(std::string_view authorization_domain);
std::string validation_file_url(std::string_view fqdn, std::string_view file);

/// One look at whether a domain shows the agreed random value (C06).
struct ValidationOutcome {
  bool confirmed = false;
  std::string expected;             ///< the value asked for
  std::string found;                ///< what was there instead, short, for the applicant; empty when nothing
  std::optional<core::Error> error; ///< what to tell the applicant when not confirmed
  std::string evidence;             ///< name, authorization domain, method, queries and answers (BR 5.4.1)
};

/// BR 3.2.2.4.7: a TXT record of `_shomei-validation.<authorization domain>` equals the value. Where the name is not at or below that
/// domain, its CNAME must lead there now (check_proof_place).
struct DnsTxtCheck {
  std::string fqdn;
  std::string authorization_domain;
  std::string value;
};
ValidationOutcome check_dns_txt(Resolver& resolver, const DnsTxtCheck& check);

/// BR 3.2.2.4.18: the file's body is the value (white space around it is ignored); the value is never in the request.
struct WebFileCheck {
  std::string fqdn;
  std::string file;
  std::string value;
};
ValidationOutcome check_web_file(WebFetch& fetch, const WebFileCheck& check);

} // namespace outbound
