#include "domain/number_proof.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

/// `https://host.example/…`, anywhere in the words.
bool names_page(std::string_view evidence) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    const auto at = evidence.find(scheme);
    if (at == std::string_view::npos) continue;
    const auto rest = evidence.substr(at + scheme.size());
    const auto host = rest.substr(0, rest.find_first_of("/?#: \t"));
    const auto dot = host.find('.');
    if (dot != std::string_view::npos && dot > 0 && dot + 1 < host.size()) return true;
  }
  return false;
}

bool can_show(std::string_view category, NumberSource source) {
  if (source == NumberSource::register_entry) return category == "register_extract";
  constexpr std::array<std::string_view, 4> categories{"screenshot", "photo", "professional_letter", "bank_letter"};
  return std::ranges::find(categories, category) != categories.end();
}

} // namespace

core::Result<void> check_number_proof(const NumberFinding& finding, const std::vector<ProvingDocument>& documents) {
  if (!is_independent(finding.source) || names_page(core::fold_width(finding.evidence))) return {};
  const bool shown = std::ranges::any_of(documents, [&](const ProvingDocument& document) {
    return can_show(document.category, finding.source) && finding.evidence.contains(document.id);
  });
  if (!shown) return core::fail(errors::number_proof_missing, {{"number", finding.number}});
  return {};
}

} // namespace domain
