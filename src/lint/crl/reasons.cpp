#include "lint/crl/lints.h"

namespace lint::crl {
namespace {

bool allowed(pki::RevocationReason reason) {
  using enum pki::RevocationReason;
  switch (reason) {
  case unspecified:
  case key_compromise:
  case affiliation_changed:
  case superseded:
  case cessation_of_operation:
  case privilege_withdrawn:
    return true;
  case ca_compromise:
  case certificate_hold:
  case remove_from_crl:
  case aa_compromise:
    return false;
  }
  return false;
}

Verdict run(const CrlInput& in) {
  for (const auto& entry : in.crl.entries())
    if (!allowed(entry.reason)) return core::to_hex(entry.serial) + " has a reason that subscribers' certificates may not have";
  return pass;
}

} // namespace

const CrlLint reasons{"reasons", "BR 7.2.2", date(2023, 7, 15), lists_certificates, run};

} // namespace lint::crl
