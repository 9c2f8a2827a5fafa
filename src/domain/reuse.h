#pragma once

#include "domain/vetting.h"
#include "policy/rule_set.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace domain {

/// Which age limit a step's evidence is under.
policy::IdentityDatum datum_of(Step step);
/// Whether a step may rest on evidence of an earlier application of the same organization (C12, EVG 3.2.2.14.1): EV repeats the calls
/// by which persons approve.
bool may_reuse(Step step, ValidationLevel level);

/// How many days ahead the end of evidence is announced, the earliest first.
inline constexpr std::array<int, 2> notice_days{30, 10};
/// The notice that is due at `now` for evidence collected at `collected` and usable until before `ends`: the latest whose day has come.
/// Where evidence lives so short that a notice would be older than it, that one is left out, and the last is sent after two thirds.
std::optional<int> due_notice(core::Instant collected, core::Instant ends, core::Instant now);

/// How evidence stands for those who must keep it fresh: it `ends_soon` once its end has been announced.
enum class EvidenceAge : std::uint8_t { usable, ends_soon, ended };
std::string_view to_string(EvidenceAge age);
EvidenceAge evidence_age(core::Instant collected, std::optional<core::Instant> ends, core::Instant now);

} // namespace domain
