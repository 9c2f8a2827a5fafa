#pragma once

#include "core/result.h"
#include "pki/certificate.h"

namespace pki {

/// Fills the typed members of `tbs` from its extensions, each read to its end.
core::Result<void> read_extension_values(TbsCertificate& tbs);

/// The `fullName` URLs of a DistributionPointName's contents.
core::Result<std::vector<std::string>> read_full_name_urls(core::ByteView distribution_point_name);

/// The keyIdentifier of an AuthorityKeyIdentifier, empty where absent; whether issuer or serial stand in it too.
struct AuthorityKeyIdentifier {
  core::ByteView key_identifier;
  bool has_issuer = false;
};
core::Result<AuthorityKeyIdentifier> read_authority_key_identifier(core::ByteView value);

} // namespace pki
