#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace pki {

struct PemBlock {
  std::string label;
  core::Bytes der;
};

/// Every `-----BEGIN label-----` block in order (RFC 7468). Takes CRLF, white space at line ends and text around the
/// blocks; refuses headers (encrypted keys), bad base64 and an END that does not match with `pem_malformed`.
core::Result<std::vector<PemBlock>> decode_pem_blocks(std::string_view text);
/// The one block with this label; `pem_missing`, `pem_wrong_label` or `pem_too_many` otherwise.
core::Result<core::Bytes> decode_pem(std::string_view text, std::string_view label);
/// RFC 7468 with lines of 64 characters and LF.
std::string encode_pem(std::string_view label, core::ByteView der);

} // namespace pki
