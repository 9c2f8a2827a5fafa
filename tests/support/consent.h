#pragma once

#include "support/http_client.h"
#include "usecases/world.h"

#include <string>

/// The way of somebody who is asked for consent by a mailed link (B01, B03, B04).
namespace support {

/// The secret of the newest link mailed to that address about the application, read from the mail in the outbox, which only this
/// installation can open.
std::string mailed_link(usecases::World& world, const std::string& application_id, const std::string& to);
/// The eight digits of the newest code mailed there.
std::string mailed_consent_code(usecases::World& world, const std::string& application_id, const std::string& to);
/// The page opened with the link's secret: the reply of the opening, and the visitor with its session.
HttpReply open_consent(HttpClient& visitor, const std::string& token);
/// The same, with the code asked for and shown.
HttpClient verified_holder(usecases::World& world, HttpClient visitor, const std::string& application_id, const std::string& to);
/// What consenting in a role takes: title, signature, agreement.
std::string consent_body(const HttpReply& page, std::size_t index);
/// Everybody who is still asked consents to everything.
void consent_to_everything(usecases::World& world, const HttpClient& visitor, const std::string& application_id);

} // namespace support
