#include "usecases/judge_attribute.h"

#include "core/text.h"
#include "domain/legible_text.h"

#include <array>

namespace usecases {

void judge_attribute(std::string_view at, pki::AttributeType type, std::string& text, FieldProblems& problems) {
  text = core::trim(text);
  if (const auto legible = domain::check_legible(text); !legible) problems.add(at, legible.error());
  if (!text.empty()) problems.keep(at, pki::build_name(std::array{pki::SubjectAttribute{type, text}}));
}

} // namespace usecases
