// Certificates and CRLs; one that is read is verified against itself.
#include "pki/certificate.h"
#include "pki/crl.h"
#include "pki/key_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView input(data, size);
  if (const auto crl = pki::Crl::parse(core::to_bytes(input))) (void)crl->find(input.first(0));
  (void)pki::TbsCertificate::parse(input);
  const auto certificate = pki::Certificate::parse(core::to_bytes(input));
  if (!certificate) return 0;
  (void)certificate->serial_hex();
  (void)certificate->subject().to_rfc4514();
  const auto key = certificate->public_key();
  if (key && pki::check_key(*key)) (void)certificate->verify_signature(*certificate);
  return 0;
}
