#include "domain/legible_text.h"

#include "core/unicode.h"
#include "domain/errors.h"

namespace domain {

core::Result<void> check_legible(std::string_view text) {
  if (const auto hidden = core::find_invisible(text))
    return core::fail(errors::text_invisible, {{"character", core::character_name(*hidden)}});
  if (const auto strange = core::find_strange_letter(text))
    return core::fail(errors::text_mixed_script, {{"word", strange->word}, {"character", core::character_name(strange->letter)}});
  return {};
}

} // namespace domain
