#pragma once

#include "core/result.h"
#include "domain/domain_name.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

/// What an entry of the denied list is about. A protected domain is nobody's fault: names that look like it are examined.
enum class DeniedKind : std::uint8_t { name, domain, country, person, number, protected_domain };
std::string_view to_string(DeniedKind kind);
std::optional<DeniedKind> parse_denied_kind(std::string_view text);

/// The form under which spellings of a value meet; `denied_value_invalid` where it is none of its kind.
core::Result<std::string> denied_key(DeniedKind kind, std::string_view value);

/// Kanji, kana or Latin letters in either order, by what a reader sees (latin_look).
bool is_same_person_name(std::string_view a, std::string_view b);
/// 100 at or below the denied domain, 80 elsewhere below the same registrable domain, 0 otherwise.
int domain_likeness(const DomainName& denied, const DomainName& name);

} // namespace domain
