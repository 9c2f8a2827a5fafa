// Documents that people send to the vetting desk: what they are told to be, and the names that they get.
#include "core/text.h"
#include "domain/evidence_file.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView input(data, size);
  const auto type = domain::recognize_file(input);
  if (type && domain::media_type(*type).empty()) std::abort();
  for (const auto known : {domain::FileType::pdf, domain::FileType::text}) {
    const auto name = domain::evidence_file_name(core::as_text(input), known);
    if (name && (name->empty() || name->contains('/') || name->contains('\0') || !core::is_utf8(*name))) std::abort();
  }
  return 0;
}
