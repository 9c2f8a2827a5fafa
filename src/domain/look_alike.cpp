#include "domain/look_alike.h"

#include "core/text.h"

#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace domain {
namespace {

constexpr std::size_t shortest_label = 4;
constexpr int same_look = 100;
constexpr int other_suffix = 85;
constexpr int word_within = 75;

/// Set up once; ICU lets threads share it.
const USpoofChecker* checker() {
  static const USpoofChecker* const made = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto* opened = uspoof_open(&status);
    uspoof_setChecks(opened, USPOOF_RESTRICTION_LEVEL, &status);
    uspoof_setRestrictionLevel(opened, USPOOF_HIGHLY_RESTRICTIVE);
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
    return opened;
  }();
  return made;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_mixed(std::string_view label) {
  UErrorCode status = U_ZERO_ERROR;
  const auto found = uspoof_check2UTF8(checker(), label.data(), static_cast<std::int32_t>(label.size()), nullptr, &status);
  return U_FAILURE(status) || (found & USPOOF_RESTRICTION_LEVEL) != 0;
}

bool has_latin(std::string_view label) {
  return std::ranges::any_of(core::to_lower_ascii(label), [](char c) { return c >= 'a' && c <= 'z'; });
}

ScriptFault fault_of(std::string_view label) {
  if (is_ascii(label)) return ScriptFault::none;
  if (is_mixed(label)) return ScriptFault::mixed;
  const auto skeleton = look_skeleton(label);
  return !has_latin(label) && is_ascii(skeleton) && skeleton.size() >= 3 && has_latin(skeleton) ? ScriptFault::whole_script
                                                                                                : ScriptFault::none;
}

/// The label that the holder chose: `example` of `example.co.jp`.
std::string own_label(const DomainName& base) {
  const auto text = base.unicode();
  return text.substr(0, text.find('.'));
}

std::string suffix_of(const DomainName& base) {
  const auto& text = base.str();
  return text.substr(std::min(text.find('.'), text.size()));
}

} // namespace

ScriptFault script_fault(const DomainName& name) {
  auto worst = ScriptFault::none;
  for (const auto& label : core::split(name.without_wildcard().unicode(), '.')) {
    const auto fault = fault_of(label);
    if (fault == ScriptFault::mixed) return fault;
    if (fault != ScriptFault::none) worst = fault;
  }
  return worst;
}

std::string look_skeleton(std::string_view label) {
  std::array<char, 1024> out{};
  UErrorCode status = U_ZERO_ERROR;
  const auto lower = core::to_lower_ascii(label);
  const auto size = uspoof_getSkeletonUTF8(checker(), 0, lower.data(), static_cast<std::int32_t>(lower.size()), out.data(),
                                           static_cast<std::int32_t>(out.size()), &status);
  if (U_FAILURE(status)) return lower;
  return core::to_lower_ascii(std::string_view(out.data(), static_cast<std::size_t>(size)));
}

int look_likeness(const DomainName& protected_name, const DomainName& name) {
  const auto wanted = protected_name.base_domain();
  const auto base = name.base_domain();
  if (wanted == base) return 0;
  const auto look = look_skeleton(own_label(wanted));
  const auto label = own_label(base);
  if (look_skeleton(label) == look) {
    if (suffix_of(wanted) == suffix_of(base)) return same_look;
    return core::character_count(label) >= shortest_label ? other_suffix : 0;
  }
  if (core::character_count(own_label(wanted)) < shortest_label) return 0;
  const auto words = core::split(label, '-');
  const bool within = words.size() > 1 && std::ranges::any_of(words, [&](const std::string& word) { return look_skeleton(word) == look; });
  return within ? word_within : 0;
}

DomainLook look_of(const DomainName& name) {
  auto base = name.base_domain();
  auto skeleton = look_skeleton(own_label(base));
  auto suffix = suffix_of(base);
  return {std::move(base), std::move(skeleton), std::move(suffix)};
}

bool looks_same(const DomainLook& a, const DomainLook& b) { return a.base != b.base && a.suffix == b.suffix && a.skeleton == b.skeleton; }

} // namespace domain
