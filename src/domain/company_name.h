#pragma once

#include "core/result.h"

#include <string>
#include <string_view>

namespace domain {

/// A key under which spellings of one company's name meet: width, kana and old kanji folded, legal forms
/// (㈱, （株）, 株式会社, Co., Ltd., K.K.…) in one form and place, spaces and signs dropped.
std::string company_name_key(std::string_view name);
/// The key without its legal form, for searching.
std::string company_name_core(std::string_view name);
/// The payer's name of a bank transfer without `カ)`, `(カ`, `ユ)`…, in half-width kana.
std::string payer_name_key(std::string_view name);
/// A key for addresses: width, kanji numerals before 丁目/番/号, hyphens and the words between numbers folded.
std::string address_key(std::string_view address);
/// `123-4567` from any width, with or without 〒 and hyphen.
core::Result<std::string> parse_postal_code(std::string_view text);

} // namespace domain
