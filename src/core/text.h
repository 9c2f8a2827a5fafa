#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// RFC 3629: shortest form, no surrogates, at most U+10FFFF.
bool is_utf8(std::string_view text);
/// Code points of valid UTF-8; bytes that are not UTF-8 become U+FFFD.
std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);
/// Code points, as X.520's upper bounds count them.
std::size_t character_count(std::string_view text);
/// U+0000–001F, U+007F–009F and line or paragraph separators.
bool has_control_characters(std::string_view text);

std::string trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// ASCII letters only; names in other scripts are left.
std::string to_lower_ascii(std::string_view text);
/// One normalization for all that is compared: NFKC, enclosed and square forms (㈱, ①, ㍿) spelled out, か + ゛ joined, and without what
/// nobody sees (unicode.h).
std::string fold_width(std::string_view text);
/// Hiragana to katakana.
std::string to_katakana(std::string_view text);
/// 全銀 half-width kana, upper case, small kana large: as a payer's name arrives from a bank.
std::string to_bank_kana(std::string_view text);
/// Old and variant forms of kanji to the ones in general use (髙→高, 﨑→崎, 邊→辺…).
std::string to_common_kanji(std::string_view text);
/// Levenshtein distance over bytes, for "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Shift-JIS as Windows writes it (CP932) to UTF-8; `invalid_encoding` otherwise.
Result<std::string> from_cp932(ByteView bytes);
Result<std::string> to_cp932(std::string_view text);

} // namespace core
