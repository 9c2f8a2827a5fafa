#pragma once

#include "usecases/consent_page.h"

namespace usecases {

/// Mails the page's person a one-time code, apart from the link; the code before it dies.
core::Result<ConsentPage> send_consent_code(World& world, const Actor& actor);
/// Compares the code; wrong ones are counted with the link, so that another session or node makes no difference, and after five the
/// link takes none for a while.
core::Result<ConsentPage> check_consent_code(World& world, const Actor& actor, std::string_view typed);

} // namespace usecases
