// A corporate number file in pieces cut by the first byte, in either encoding; every row that is read must be whole.
#include "domain/nta_csv.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = data[0] % 61 + 1U;
  const auto encoding = data[1] % 3 == 0   ? std::optional<domain::CsvEncoding>{}
                        : data[1] % 3 == 1 ? domain::CsvEncoding::utf8
                                           : domain::CsvEncoding::shift_jis;
  domain::RegisterReader reader(
      [](domain::RegisterRow row) -> core::Result<void> {
        if (row.corporate_number.size() != 13 || row.name.empty()) std::abort();
        return {};
      },
      [](const core::Error& error) {
        if (error.code.name.empty()) std::abort();
      },
      encoding);
  core::ByteView rest(data + 2, size - 2);
  while (!rest.empty()) {
    const auto taken = std::min(piece, rest.size());
    if (!reader.feed(rest.first(taken))) return 0;
    rest = rest.subspan(taken);
  }
  (void)reader.finish();
  return 0;
}
