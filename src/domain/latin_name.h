#pragma once

#include <string>
#include <string_view>

namespace domain {

/// Whether the text is written in Latin letters, with or without accents.
bool is_latin(std::string_view text);
/// A key under which spellings of one company's Latin name meet: width, case and accents folded, signs dropped, and each legal form in its
/// short spelling (Limited = Ltd., Gesellschaft mit beschränkter Haftung = GmbH). Other than in company_name_key, forms that differ in law
/// stay apart.
std::string latin_name_key(std::string_view name);

} // namespace domain
