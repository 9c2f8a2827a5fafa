// OCSP requests as DER and as a GET path, and responses.
#include "pki/ocsp.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView input(data, size);
  (void)pki::OcspRequest::parse(input);
  if (const auto der = pki::OcspRequest::decode_get_path(core::as_text(input))) (void)pki::OcspRequest::parse(*der);
  (void)pki::OcspResponse::parse(input);
  return 0;
}
