// The list of registration agencies: what is read keeps its promises, and is found as one agency.
#include "core/bytes.h"
#include "policy/agencies.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto list = policy::RegistrationAgencies::parse(core::as_text({data, size}), "fuzzed");
  if (!list) {
    if (list.error().code.name != "agencies_invalid") std::abort();
    return 0;
  }
  if (list->all().empty() || list->version().size() != 10 || list->sha256().size() != 64) std::abort();
  for (const auto& agency : list->all()) {
    if (agency.id.empty() || agency.jurisdiction.country.size() != 2 || agency.name_en.empty()) std::abort();
    if (agency.until && *agency.until <= agency.from) std::abort();
    const auto* found = list->find(agency.source, agency.authority, agency.from);
    if (found == nullptr || found->id != agency.id) std::abort();
    if (!list->knows(agency.jurisdiction, agency.from)) std::abort();
  }
  return 0;
}
