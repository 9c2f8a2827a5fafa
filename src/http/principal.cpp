#include "http/principal.h"

namespace http {
namespace {

void append(std::string& list, std::string_view item, std::string_view separator) {
  if (!list.empty()) list += separator;
  list += item;
}

} // namespace

std::optional<Role> parse_role(std::string_view text) {
  const auto* found = std::ranges::find(role_names, text);
  if (found == role_names.end()) return std::nullopt;
  return static_cast<Role>(found - role_names.begin());
}

std::string Principal::actor() const {
  switch (kind) {
  case PrincipalKind::anonymous:
    return "anonymous";
  case PrincipalKind::order:
    return "order:" + (session_hash.empty() ? order_id : session_hash); // the same before and after ordering
  case PrincipalKind::tracker:
    return "tracker:" + order_id;
  case PrincipalKind::applicant:
    return "applicant:" + application_id;
  case PrincipalKind::customer:
  case PrincipalKind::staff:
    return "user:" + user_id;
  case PrincipalKind::api_key:
    return "key:" + key_id;
  case PrincipalKind::link:
    return "link:" + link_id;
  }
  return {};
}

bool Permission::names(const Principal& principal) const {
  if (!allows_kind(principal.kind)) return false;
  switch (principal.kind) {
  case PrincipalKind::customer:
  case PrincipalKind::staff:
    return principal.role && allows_role(*principal.role);
  case PrincipalKind::api_key:
    return scope_.empty() || principal.has_scope(scope_);
  case PrincipalKind::anonymous:
  case PrincipalKind::order:
  case PrincipalKind::applicant:
  case PrincipalKind::link:
  case PrincipalKind::tracker:
    return true;
  }
  return false;
}

std::string Permission::name() const {
  if (allows_anonymous()) return "anyone";
  if (kinds_ == allow::any_session.kinds_) return "any session";
  const auto roles_of = [this](PrincipalKind kind, std::uint16_t all) {
    if ((roles_ & all) == all) return std::string(to_string(kind));
    std::string roles;
    for (std::size_t i = 0; i < role_names.size(); ++i)
      if ((roles_ & all) >> i & 1U) append(roles, role_names[i], ", ");
    return std::string(to_string(kind)) + "(" + roles + ")";
  };
  std::string name;
  if (allows_kind(PrincipalKind::order)) append(name, "order", " | ");
  if (allows_kind(PrincipalKind::tracker)) append(name, "tracker", " | ");
  if (allows_kind(PrincipalKind::applicant)) append(name, "applicant", " | ");
  if (allows_kind(PrincipalKind::link)) append(name, "link", " | ");
  if (allows_kind(PrincipalKind::customer)) append(name, roles_of(PrincipalKind::customer, allow::customer_bits), " | ");
  if (allows_kind(PrincipalKind::api_key)) append(name, "api_key(" + std::string(scope_) + ")", " | ");
  if (allows_kind(PrincipalKind::staff)) append(name, roles_of(PrincipalKind::staff, allow::staff_bits), " | ");
  return name;
}

std::string Permission::who_may(const Principal& refused) const {
  std::string who;
  for (std::size_t i = 0; i < role_names.size(); ++i) {
    const auto role = static_cast<Role>(i);
    const auto kind = is_staff(role) ? PrincipalKind::staff : PrincipalKind::customer;
    if (kind == refused.kind && allows_kind(kind) && allows_role(role)) append(who, role_names[i], ", ");
  }
  if (!who.empty()) return who;
  for (std::size_t i = 1; i < principal_kind_names.size(); ++i)
    if (allows_kind(static_cast<PrincipalKind>(i))) append(who, principal_kind_names[i], ", ");
  return who;
}

} // namespace http
