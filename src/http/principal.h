#pragma once

#include "core/clock.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

/// What a user may be; the first five belong to a customer's account, the others to the CA's staff (F10).
enum class Role : std::uint8_t {
  super_admin,
  sub_admin,
  requester,
  read_only,
  auditor,
  specialist,
  approving_specialist,
  officer,
  support,
  finance,
  staff_auditor,
};
inline constexpr std::array<std::string_view, 11> role_names{
    "super_admin",          "sub_admin", "requester", "read_only", "auditor",      "specialist",
    "approving_specialist", "officer",   "support",   "finance",   "staff_auditor"};
constexpr std::string_view to_string(Role role) { return role_names[static_cast<std::size_t>(role)]; }
std::optional<Role> parse_role(std::string_view text);
constexpr bool is_staff(Role role) { return role >= Role::specialist; }

/// A `tracker` knows an order's number and a mail address, which proves nothing: it sees how the order stands. An `order` session began
/// with the quote that was ordered.
enum class PrincipalKind : std::uint8_t { anonymous, order, applicant, customer, api_key, staff, link, tracker };
inline constexpr std::array<std::string_view, 8> principal_kind_names{"anonymous", "order", "applicant", "customer",
                                                                      "api_key",   "staff", "link",      "tracker"};
constexpr std::string_view to_string(PrincipalKind kind) { return principal_kind_names[static_cast<std::size_t>(kind)]; }

/// What a signed-in user must do before anything but the session itself.
enum class Pending : std::uint8_t { nothing, password_change, totp_enrolment };

/// Who is asking, as the door's authentication found out.
struct Principal {
  PrincipalKind kind = PrincipalKind::anonymous;
  std::string user_id{};             ///< customer, staff, api_key
  std::string account_id{};          ///< order, tracker, applicant, customer, api_key
  std::string order_id{};            ///< order, tracker, applicant
  std::string quote_id{};            ///< order: the quote that the session began with
  std::string application_id{};      ///< applicant
  std::string key_id{};              ///< api_key
  std::string link_id{};             ///< link: whom a mailed link let in
  std::optional<Role> role{};        ///< customer, staff
  std::vector<std::string> scopes{}; ///< api_key
  Pending pending = Pending::nothing;
  std::string session_hash{};          ///< sha256_hex of the session's token; empty without a session
  std::string csrf_token{};            ///< of the session
  core::Instant second_factor_until{}; ///< customer, staff: when a second factor must be shown again; the epoch where none was

  bool is_anonymous() const { return kind == PrincipalKind::anonymous; }
  /// A person's own session.
  bool is_user() const { return kind == PrincipalKind::customer || kind == PrincipalKind::staff; }
  bool has_scope(std::string_view scope) const { return std::ranges::find(scopes, scope) != scopes.end(); }
  /// A stable name of who this is, for idempotency keys, rate limits and the log.
  std::string actor() const;
};

/// Who may call an endpoint: a constant made with `allow::…` and `|`. There is no default one.
class Permission {
public:
  constexpr Permission(std::uint8_t kinds, std::uint16_t roles, std::string_view scope = {}, bool while_pending = false)
      : kinds_(kinds), roles_(roles), scope_(scope), while_pending_(while_pending) {}

  /// Whether the principal is one of those named, whatever it still has to do first.
  bool names(const Principal& principal) const;
  /// Whether the call may go on.
  bool allows(const Principal& principal) const {
    return names(principal) && (principal.pending == Pending::nothing || while_pending_ || allows_anonymous());
  }
  constexpr bool allows_anonymous() const { return (kinds_ & 1U) != 0; }
  constexpr bool allows_while_pending() const { return while_pending_ || allows_anonymous(); }
  constexpr bool allows_kind(PrincipalKind kind) const { return (kinds_ >> static_cast<unsigned>(kind) & 1U) != 0; }
  constexpr bool allows_role(Role role) const { return (roles_ >> static_cast<unsigned>(role) & 1U) != 0; }
  constexpr std::string_view scope() const { return scope_; }
  /// Codes of those who may in place of this one, between commas: staff's roles to staff, a customer's roles to customers, kinds of
  /// sessions to the others.
  std::string who_may(const Principal& refused) const;
  /// `applicant | staff(specialist, approving_specialist)`, as OpenAPI's `x-permission` shows it.
  std::string name() const;

  friend constexpr Permission operator|(Permission a, Permission b) {
    return Permission(static_cast<std::uint8_t>(a.kinds_ | b.kinds_), static_cast<std::uint16_t>(a.roles_ | b.roles_),
                      a.scope_.empty() ? b.scope_ : a.scope_, a.while_pending_ || b.while_pending_);
  }

private:
  std::uint8_t kinds_;
  std::uint16_t roles_;
  std::string_view scope_;
  bool while_pending_;
};

namespace allow {

constexpr std::uint8_t kind_bit(PrincipalKind kind) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind)); }
constexpr std::uint16_t role_bits(auto... roles) { return static_cast<std::uint16_t>((0U | ... | (1U << static_cast<unsigned>(roles)))); }
inline constexpr std::uint16_t customer_bits = 0b00000011111;
inline constexpr std::uint16_t staff_bits = 0b11111100000;

/// Nobody need be known.
inline constexpr Permission anyone{0b11111111, customer_bits | staff_bits, {}, true};
/// Whoever holds a session or token, even when a password change or TOTP enrolment is due.
inline constexpr Permission any_session{0b11111110, customer_bits | staff_bits, {}, true};
/// A person with a log-in (customer or staff), even when a password change or TOTP enrolment is due.
inline constexpr Permission any_user{
    kind_bit(PrincipalKind::customer) | kind_bit(PrincipalKind::staff), customer_bits | staff_bits, {}, true};
inline constexpr Permission order{kind_bit(PrincipalKind::order), 0};
/// Whoever knows an order's number and a mail address of it.
inline constexpr Permission tracker{kind_bit(PrincipalKind::tracker), 0};
inline constexpr Permission applicant{kind_bit(PrincipalKind::applicant), 0};
/// Whoever opened a mailed link (an approver, a contract signer), within that link's affair.
inline constexpr Permission link{kind_bit(PrincipalKind::link), 0};
/// Any user of a customer's account; with arguments, only those roles.
constexpr Permission customer(auto... roles) {
  static_assert(sizeof...(roles) > 0);
  return Permission(kind_bit(PrincipalKind::customer), role_bits(roles...));
}
inline constexpr Permission any_customer{kind_bit(PrincipalKind::customer), customer_bits};
/// Staff of those roles. An approving specialist may act as a specialist (C09).
constexpr Permission staff(auto... roles) {
  static_assert(sizeof...(roles) > 0);
  const bool specialist = ((roles == Role::specialist) || ...);
  return Permission(kind_bit(PrincipalKind::staff),
                    static_cast<std::uint16_t>(role_bits(roles...) | (specialist ? role_bits(Role::approving_specialist) : 0)));
}
inline constexpr Permission any_staff{kind_bit(PrincipalKind::staff), staff_bits};
/// An API key with that scope.
constexpr Permission api_key(std::string_view scope) { return Permission(kind_bit(PrincipalKind::api_key), 0, scope); }

} // namespace allow
} // namespace http
