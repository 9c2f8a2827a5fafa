// GLEIF's LEI file in pieces cut by the first byte; every row that is read must be whole.
#include "domain/lei.h"
#include "domain/lei_csv.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::size_t piece = data[0] % 61 + 1U;
  domain::LeiReader reader(
      [](const domain::LeiRow& row) -> core::Result<void> {
        if (!domain::Lei::parse(row.lei) || row.name.empty() || row.country.size() != 2) std::abort();
        return {};
      },
      [](const core::Error& error) {
        if (error.code.name.empty()) std::abort();
      });
  core::ByteView rest(data + 1, size - 1);
  while (!rest.empty()) {
    const auto taken = std::min(piece, rest.size());
    if (!reader.feed(rest.first(taken))) return 0;
    rest = rest.subspan(taken);
  }
  (void)reader.finish();
  return 0;
}
