#pragma once

#include "lint/lint.h"

/// The lints of a to-be-signed CRL, each in the file of its name; lint.cpp lists them.
namespace lint::crl {

extern const CrlLint signature_algorithm, issuer_matches, this_update, next_update, authority_key_identifier, number, distribution_point,
    known_extensions, reasons, ca_reasons, entries_unique, revocation_dates;

inline bool always(const CrlInput&) { return true; }
inline bool lists_cas(const CrlInput& in) { return in.context.lists_cas; }
inline bool lists_certificates(const CrlInput& in) { return !in.context.lists_cas; }

inline const pki::Extension* find(const CrlInput& in, const pki::Oid& oid) {
  for (const auto& extension : in.crl.extensions())
    if (extension.oid == oid) return &extension;
  return nullptr;
}

} // namespace lint::crl
