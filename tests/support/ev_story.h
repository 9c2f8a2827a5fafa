#pragma once

#include "support/house.h"

/// The way to an EV certificate through the API.
namespace support {

/// The register's first company with its registration and five contacts, as EV wants them.
boost::json::object ev_draft(const std::string& mark, const std::vector<std::string>& names);
/// From the quote to the submission; `changes` replace what the draft's registration, its organization or the draft itself says.
Filed file_ev_application(House& house, const boost::json::object& changes = {}, std::vector<std::string> names = {});
/// Register, four calls, every consent, recommendation; the reply of the second specialist's approval.
HttpReply finish_ev_vetting(House& house, const Filed& filed, const std::string& register_number = "6010001999001");

} // namespace support
