#pragma once

#include "core/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// States and the moves between them, each a table; every move outside it is `illegal_transition` naming both states.
namespace domain {

enum class QuoteStatus : std::uint8_t { draft, sent, accepted, declined, lapsed };
enum class OrderStatus : std::uint8_t { placed, invoiced, partly_paid, paid, overpaid, fulfilled, cancelled, refunded };
enum class AccessCodeStatus : std::uint8_t { issued, used, expired, revoked };
enum class ApplicationStatus : std::uint8_t {
  draft,
  submitted,
  vetting,
  waiting_for_applicant,
  approved,
  issuing,
  issued,
  rejected,
  withdrawn,
  lapsed
};
enum class CaseStatus : std::uint8_t { open, waiting_for_applicant, in_review, approved, rejected, withdrawn, lapsed };
enum class StepStatus : std::uint8_t { not_started, scheduled, in_progress, passed, failed, not_needed };
enum class CertificateStatus : std::uint8_t { active, reissued, renewed, revoked, expired };
enum class LicenceStatus : std::uint8_t { available, reserved, in_use, used_up, lapsed };
enum class ValidationStatus : std::uint8_t { pending, valid, failed, expired };
enum class CallStatus : std::uint8_t { queued, scheduled, done };

/// The table of a state type: names as stored, by index, and the moves allowed.
template <class State>
struct StateTable;

template <class State>
using Move = std::array<State, 2>;

template <class State>
std::string_view to_string(State state) {
  return StateTable<State>::names[static_cast<std::size_t>(state)];
}

template <class State>
std::optional<State> parse_state(std::string_view text) {
  for (std::size_t i = 0; i < StateTable<State>::names.size(); ++i)
    if (StateTable<State>::names[i] == text) return static_cast<State>(i);
  return std::nullopt;
}

template <class State>
constexpr bool may_move(State from, State to) {
  for (const auto& move : StateTable<State>::moves)
    if (move[0] == from && move[1] == to) return true;
  return false;
}

/// `illegal_transition` with `thing`, `from` and `to`.
core::Failure refuse_move(std::string_view thing, std::string_view from, std::string_view to);

template <class State>
core::Result<void> check_move(State from, State to) {
  if (may_move(from, to)) return {};
  return refuse_move(StateTable<State>::thing, to_string(from), to_string(to));
}

template <>
struct StateTable<QuoteStatus> {
  using enum QuoteStatus;
  static constexpr std::string_view thing = "quote";
  static constexpr std::array<std::string_view, 5> names{"draft", "sent", "accepted", "declined", "lapsed"};
  static constexpr std::array<Move<QuoteStatus>, 5> moves{
      {{draft, sent}, {sent, accepted}, {sent, declined}, {sent, lapsed}, {draft, lapsed}}};
};
template <>
struct StateTable<OrderStatus> {
  using enum OrderStatus;
  static constexpr std::string_view thing = "order";
  static constexpr std::array<std::string_view, 8> names{"placed",   "invoiced",  "partly_paid", "paid",
                                                         "overpaid", "fulfilled", "cancelled",   "refunded"};
  static constexpr std::array<Move<OrderStatus>, 20> moves{{{placed, invoiced},      {placed, paid},      // card: paid at once
                                                            {placed, cancelled},     {placed, fulfilled}, // agreed credit
                                                            {invoiced, partly_paid}, {invoiced, paid},        {invoiced, overpaid},
                                                            {invoiced, cancelled},   {invoiced, fulfilled}, // agreed credit
                                                            {partly_paid, paid},     {partly_paid, overpaid}, {partly_paid, cancelled},
                                                            {partly_paid, refunded}, {paid, overpaid},        {paid, fulfilled},
                                                            {paid, refunded},        {overpaid, paid}, // the excess was paid back
                                                            {overpaid, fulfilled},   {overpaid, refunded},    {cancelled, refunded}}};
};
template <>
struct StateTable<AccessCodeStatus> {
  using enum AccessCodeStatus;
  static constexpr std::string_view thing = "access_code";
  static constexpr std::array<std::string_view, 4> names{"issued", "used", "expired", "revoked"};
  static constexpr std::array<Move<AccessCodeStatus>, 3> moves{{{issued, used}, {issued, expired}, {issued, revoked}}};
};
template <>
struct StateTable<ApplicationStatus> {
  using enum ApplicationStatus;
  static constexpr std::string_view thing = "application";
  static constexpr std::array<std::string_view, 10> names{
      "draft", "submitted", "vetting", "waiting_for_applicant", "approved", "issuing", "issued", "rejected", "withdrawn", "lapsed"};
  static constexpr std::array<Move<ApplicationStatus>, 20> moves{{{draft, submitted},
                                                                  {draft, withdrawn},
                                                                  {draft, lapsed},
                                                                  {submitted, vetting},
                                                                  {submitted, rejected},
                                                                  {submitted, withdrawn},
                                                                  {vetting, waiting_for_applicant},
                                                                  {vetting, approved},
                                                                  {vetting, rejected},
                                                                  {vetting, withdrawn},
                                                                  {waiting_for_applicant, vetting},
                                                                  {waiting_for_applicant, rejected},
                                                                  {waiting_for_applicant, withdrawn},
                                                                  {waiting_for_applicant, lapsed},
                                                                  {approved, issuing},
                                                                  {approved, rejected},
                                                                  {approved, vetting}, // evidence did not hold until issuing
                                                                  {approved, withdrawn},
                                                                  {issuing, issued},
                                                                  {issuing, approved}}}; // the signer refused; nothing was signed
};
template <>
struct StateTable<CaseStatus> {
  using enum CaseStatus;
  static constexpr std::string_view thing = "case";
  static constexpr std::array<std::string_view, 7> names{"open",  "waiting_for_applicant", "in_review", "approved", "rejected", "withdrawn",
                                                         "lapsed"};
  static constexpr std::array<Move<CaseStatus>, 15> moves{{{open, waiting_for_applicant},
                                                           {open, in_review},
                                                           {open, rejected},
                                                           {open, withdrawn},
                                                           {waiting_for_applicant, open},
                                                           {waiting_for_applicant, rejected},
                                                           {waiting_for_applicant, withdrawn},
                                                           {waiting_for_applicant, lapsed},
                                                           {in_review, open}, // sent back to the collector
                                                           {in_review, approved},
                                                           {in_review, rejected},
                                                           {in_review, withdrawn},
                                                           {approved, open},     // evidence did not hold until the moment of issuing
                                                           {approved, rejected}, // both until issuing begins
                                                           {approved, withdrawn}}};
};
template <>
struct StateTable<StepStatus> {
  using enum StepStatus;
  static constexpr std::string_view thing = "case_step";
  static constexpr std::array<std::string_view, 6> names{"not_started", "scheduled", "in_progress", "passed", "failed", "not_needed"};
  static constexpr std::array<Move<StepStatus>, 17> moves{{{not_started, scheduled},
                                                           {not_started, in_progress},
                                                           {not_started, passed},
                                                           {not_started, failed},
                                                           {not_started, not_needed},
                                                           {scheduled, scheduled}, // booked for another time
                                                           {scheduled, in_progress},
                                                           {scheduled, passed},
                                                           {scheduled, failed},
                                                           {scheduled, not_needed},
                                                           {in_progress, scheduled},
                                                           {in_progress, passed},
                                                           {in_progress, failed},
                                                           {in_progress, not_needed},
                                                           {failed, in_progress},
                                                           {passed, in_progress}, // evidence was corrected or grew too old
                                                           {not_needed, in_progress}}};
};
template <>
struct StateTable<CertificateStatus> {
  using enum CertificateStatus;
  static constexpr std::string_view thing = "certificate";
  static constexpr std::array<std::string_view, 5> names{"active", "reissued", "renewed", "revoked", "expired"};
  static constexpr std::array<Move<CertificateStatus>, 8> moves{{{active, reissued},
                                                                 {active, renewed},
                                                                 {active, revoked},
                                                                 {active, expired},
                                                                 {reissued, revoked},
                                                                 {reissued, expired},
                                                                 {renewed, revoked},
                                                                 {renewed, expired}}};
};
template <>
struct StateTable<LicenceStatus> {
  using enum LicenceStatus;
  static constexpr std::string_view thing = "licence";
  static constexpr std::array<std::string_view, 5> names{"available", "reserved", "in_use", "used_up", "lapsed"};
  static constexpr std::array<Move<LicenceStatus>, 7> moves{{{available, reserved},
                                                             {available, lapsed},
                                                             {reserved, available}, // the application ended without a certificate
                                                             {reserved, in_use},
                                                             {reserved, used_up},
                                                             {in_use, available}, // pooling
                                                             {in_use, lapsed}}};
};
template <>
struct StateTable<ValidationStatus> {
  using enum ValidationStatus;
  static constexpr std::string_view thing = "validation";
  static constexpr std::array<std::string_view, 4> names{"pending", "valid", "failed", "expired"};
  static constexpr std::array<Move<ValidationStatus>, 4> moves{{{pending, valid}, {pending, failed}, {pending, expired}, {valid, expired}}};
};
template <>
struct StateTable<CallStatus> {
  using enum CallStatus;
  static constexpr std::string_view thing = "call";
  static constexpr std::array<std::string_view, 3> names{"queued", "scheduled", "done"};
  static constexpr std::array<Move<CallStatus>, 4> moves{{{queued, scheduled}, {queued, done}, {scheduled, scheduled}, {scheduled, done}}};
};

/// The same for a case; one that waits says so, since reading the page again does not help: `case_waits_for_applicant`.
core::Result<void> check_case_move(CaseStatus from, CaseStatus to);

} // namespace domain
