#pragma once

#include "policy/rule.h"

#include <array>
#include <string_view>
#include <utility>

namespace policy {

/// The table's words for levels, operators and clocks.
inline constexpr std::array<std::pair<std::string_view, Level>, 9> level_words{{{"MUST", Level::must},
                                                                                {"MUSTNOT", Level::must_not},
                                                                                {"SHOULD", Level::should},
                                                                                {"SHOULDNOT", Level::should_not},
                                                                                {"MAY", Level::may},
                                                                                {"COND", Level::conditional},
                                                                                {"PLATFORM", Level::platform},
                                                                                {"PRODUCT", Level::product},
                                                                                {"DRAFT", Level::draft}}};
inline constexpr std::array<std::pair<std::string_view, Operator>, 15> operator_words{{{"max", Operator::max},
                                                                                       {"min", Operator::min},
                                                                                       {"eq", Operator::equal},
                                                                                       {"in", Operator::in},
                                                                                       {"regex", Operator::regex},
                                                                                       {"require", Operator::require},
                                                                                       {"forbid", Operator::forbid},
                                                                                       {"allow", Operator::allow},
                                                                                       {"order", Operator::order},
                                                                                       {"bytes", Operator::bytes},
                                                                                       {"ext", Operator::extension},
                                                                                       {"attr", Operator::attribute},
                                                                                       {"log", Operator::log},
                                                                                       {"reject", Operator::reject},
                                                                                       {"ref", Operator::reference}}};
inline constexpr std::array<std::pair<std::string_view, RuleClock>, 7> clock_words{{{"issue", RuleClock::issue},
                                                                                    {"val", RuleClock::validation},
                                                                                    {"submit", RuleClock::submission},
                                                                                    {"keygen", RuleClock::key_generation},
                                                                                    {"op", RuleClock::operation},
                                                                                    {"event", RuleClock::event},
                                                                                    {"disclose", RuleClock::disclosure}}};

} // namespace policy
