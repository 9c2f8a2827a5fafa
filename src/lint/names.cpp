#include "lint/names.h"

#include <libpsl.h>
#include <string>

namespace lint {
namespace {

/// The newest of the system's list and the library's own; read once, lives as long as the program.
const psl_ctx_t* suffixes() {
  static const psl_ctx_t* list = psl_latest(nullptr);
  return list != nullptr ? list : psl_builtin();
}

} // namespace

bool is_public_suffix(std::string_view name) {
  return psl_is_public_suffix2(suffixes(), std::string(name).c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1;
}

bool is_delegated_top_label(std::string_view label) { return is_public_suffix(label); }

} // namespace lint
