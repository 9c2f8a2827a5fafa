#pragma once

#include <string>
#include <string_view>

namespace domain {

/// Katakana in Hepburn's Latin capitals with long vowels short, for comparing; other characters stay: `アオゾラショウジ` is `AOZORASHOJI`.
std::string romanized_kana(std::string_view text);
/// Latin capitals with long vowels short: `SHOUJI`, `SHOHJI` and `SHŌJI`'s `SHOJI` alike.
std::string short_vowels(std::string_view latin);

} // namespace domain
