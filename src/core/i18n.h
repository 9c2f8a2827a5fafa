#pragma once

#include "core/error.h"
#include "core/result.h"

#include <cstdint>
#include <optional>

#include <string>
#include <string_view>

namespace core {

enum class Language : std::uint8_t { ja, en };
std::string_view to_string(Language language);
/// `ja` or `en`, nothing else.
std::optional<Language> parse_language(std::string_view text);
/// The better of ja/en for an `Accept-Language` header; `fallback` where it names neither.
Language negotiate_language(std::string_view accept_language, Language fallback);

/// The sentence for `key` in `i18n/{language}/{catalogue}.toml` with `{name}` replaced by params.
/// A key that a catalogue lacks is a bug that tests find; it shows as the key itself.
std::string message(Language language, std::string_view catalogue, std::string_view key, const Params& params = {});
bool has_message(Language language, std::string_view catalogue, std::string_view key);
/// Every key of a catalogue, dotted, for the completeness tests.
std::vector<std::string> message_keys(Language language, std::string_view catalogue);

/// The sentence of an error for a person: `i18n/*/errors.toml`. Its parameters are codes and times in any reader's form: those named
/// `status`, `step`, `fields`… become words, and `at`, `date`, `earliest`, `ends`, `next`, `opens`, `until` (`to_time_param`, or a date)
/// times in the reader's language.
std::string describe(const Error& error, Language language);

} // namespace core
