#include "cli/console.h"

namespace cli {

int report_error(const core::Error& error, core::Language language) {
  fmt::print(stderr, "shomei: {} ({})\n", core::describe(error, language), error.code.name);
  if (!error.cause.empty()) fmt::print(stderr, "  {}\n", error.cause);
  for (const auto& field : error.fields) fmt::print(stderr, "  {}: {}\n", field.field, field.code);
  return error.code.kind == core::ErrorKind::unavailable || error.code.kind == core::ErrorKind::internal ? 3 : 1;
}

} // namespace cli
