#pragma once

#include "storage/ids.h"

#include <string>
#include <string_view>

namespace storage {

/// Whose rows a query may see. It is part of every query by id, so that another account's object is `not_found`.
class Tenant {
public:
  static Tenant of(const AccountId& account) { return Tenant(account.str()); }
  /// For staff and for the program itself.
  static Tenant any() { return Tenant(""); }
  /// The account's id, or empty for any: `($2 = '' OR account_id = $2)`.
  std::string_view str() const { return account_; }

private:
  explicit Tenant(std::string account) : account_(std::move(account)) {}
  std::string account_;
};

} // namespace storage
