// Requests as text or DER, with every check of the key.
#include "pki/csr.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto csr = pki::Csr::parse({reinterpret_cast<const char*>(data), size});
  if (!csr) return 0;
  (void)csr->subject().to_rfc4514();
  (void)csr->host_names();
  const auto again = pki::Csr::parse(csr->to_pem());
  if (!again || !core::equal(again->der(), csr->der())) std::abort();
  bool acceptable = true;
  for (const auto& check : pki::inspect_csr(*csr)) acceptable = acceptable && !check.error;
  if (pki::verify_csr(std::move(*csr)).has_value() != acceptable) std::abort(); // the page must not promise anything else
  return 0;
}
