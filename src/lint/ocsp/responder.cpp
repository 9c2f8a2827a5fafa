#include "lint/ocsp/lints.h"

namespace lint::ocsp {
namespace {

Verdict run(const OcspInput& in) {
  if (core::equal(in.response.responder_key_hash, in.context.responder_key_hash)) return pass;
  return "the ResponderID is not the hash of the responder's key";
}

} // namespace

const OcspLint responder{"responder", "RFC 6960 4.2.2.3", date(2013, 6, 1), always, run};

} // namespace lint::ocsp
