#pragma once

#include <string_view>

namespace domain {

/// Whether a mail address is a role's or a group's by its local part (`info@`, `web-master2@`, `総務@`), and so nobody's own (B05).
bool is_role_mailbox(std::string_view email);
/// Whether one field holds more than one address: `a@b.jp, c@d.jp`.
bool has_several_addresses(std::string_view text);

} // namespace domain
