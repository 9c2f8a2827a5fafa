#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What only Unicode's own tables tell of a character.
namespace core {

/// Normalization form KC: compatibility forms (⼭, U+F92C) become the characters that they stand for, accents join their letters.
std::string to_nfkc(std::string_view text);
/// Whether nothing of the character shows: format characters (Cf), Default_Ignorable_Code_Point with the variation selectors, and the
/// blank Braille pattern.
bool is_invisible(char32_t c);
/// Without them.
std::u32string without_invisible(std::u32string_view text);
/// The first character that nobody sees, but a selector of a kanji's form, which is no other character (葛󠄀).
std::optional<char32_t> find_invisible(std::string_view text);

/// Whether nobody sees anything of the text: it is empty, or white space of any script and what `is_invisible` tells.
bool is_blank(std::string_view text);

struct StrangeLetter {
  std::string word;
  char32_t letter{};
};
/// The first letter of another alphabet in a word with Latin letters (`Аozora` with a Cyrillic А); kanji and kana may stand beside them.
std::optional<StrangeLetter> find_strange_letter(std::string_view text);

/// `U+200B ZERO WIDTH SPACE`.
std::string character_name(char32_t c);

} // namespace core
