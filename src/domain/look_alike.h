#pragma once

#include "domain/domain_name.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace domain {

/// What is odd about the scripts of a name's labels (EVG 3.2.2.7; UTS 39, level "highly restrictive").
enum class ScriptFault : std::uint8_t {
  none,
  mixed,       ///< letters of scripts that nobody writes together: Latin and Cyrillic
  whole_script ///< every letter of another script than Latin, and each like a Latin one
};
ScriptFault script_fault(const DomainName& name);

/// UTS 39's skeleton with 0 and O, 1 and l alike: labels that look the same have the same.
std::string look_skeleton(std::string_view unicode_label);

/// The text as a reader of Latin letters takes it, for comparing with a denied name: letters of other alphabets that look like Latin ones
/// as those, accents gone, and 0 and 1 within words as O and l. Kanji, kana and case stay.
std::string latin_look(std::string_view text);

/// How much a name looks like a protected one that it is not, 0 to 100: the same look, the same label or its look below another suffix,
/// or the label as a word of another (`aozora-bank-login`).
int look_likeness(const DomainName& protected_name, const DomainName& name);
/// The registrable domain with the skeleton of its own label: the same for names that look the same below the same suffix.
std::string look_key(const DomainName& name);

} // namespace domain
