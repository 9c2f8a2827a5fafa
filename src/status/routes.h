#pragma once

#include "http/router.h"
#include "status/ocsp_responder.h"

namespace status {

/// What certificates point to, over plain HTTP: `/ocsp/{issuer}`, `/crl/{issuer}/{shard}.crl`, `/pki/{issuer}.cer|.pem|.p7c`,
/// `/cps/{policy}` (A09).
void add_status_routes(http::Router& router, usecases::World& world, OcspResponder& ocsp);

} // namespace status
