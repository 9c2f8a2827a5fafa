#pragma once

#include "ca/hierarchy.h"

namespace ca {

/// Makes root and issuing CAs with their keys, records and certificates (A08), and says what the hierarchy file has to hold.
/// Nothing counts until that file is written; keys of a broken-off ceremony lie unused.
core::Result<HierarchyFile> hold_ceremony(const pki::signer::CreateHierarchy& plan, const Workshop& workshop, core::Instant signing_time);

} // namespace ca
