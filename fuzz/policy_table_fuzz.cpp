// Tables of dated rules: every row that is read is found by its id.
#include "core/bytes.h"
#include "policy/table.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = policy::RuleTable::parse(core::as_text({data, size}), "fuzzed");
  if (!table) {
    if (table.error().code.name != "policy_table_invalid") std::abort();
    return 0;
  }
  for (const auto& rule : table->rules()) {
    if (rule.id.empty() || rule.citation().empty()) std::abort();
    const auto rows = table->rows(rule.id);
    if (std::ranges::none_of(rows, [&](const policy::Rule* row) { return row == &rule; })) std::abort();
  }
  return 0;
}
