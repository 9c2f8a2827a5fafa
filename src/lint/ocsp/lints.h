#pragma once

#include "lint/lint.h"

/// The lints of a OCSP response, each in the file of its name; lint.cpp lists them.
namespace lint::ocsp {

extern const OcspLint has_status, signature_algorithm, responder, produced_at, this_update, interval, within_responder, reasons,
    revocation_dates;

inline bool always(const OcspInput&) { return true; }

} // namespace lint::ocsp
