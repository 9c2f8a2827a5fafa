#pragma once

#include "pki/csr.h"
#include "usecases/world.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

struct CsrSubject {
  std::string common_name;
  std::string organization;
  std::string organizational_unit;
  std::string locality;
  std::string state;
  std::string country;
  std::string email;
};
BOOST_DESCRIBE_STRUCT(CsrSubject, (), (common_name, organization, organizational_unit, locality, state, country, email))

struct CsrCheck {
  std::string name;
  bool passed = false;
  std::optional<std::string> code;
  std::optional<std::string> detail;
};
BOOST_DESCRIBE_STRUCT(CsrCheck, (), (name, passed, code, detail))

/// A certificate request as it is shown back before submission (A10).
struct CsrInspection {
  CsrSubject subject;
  std::vector<std::string> names;
  std::string key_type; ///< rsa | ec | another algorithm's name
  std::int64_t key_bits = 0;
  std::optional<std::string> curve;
  std::string signature_algorithm;
  std::string spki_sha256;
  bool acceptable = false;
  std::vector<CsrCheck> checks;
};
BOOST_DESCRIBE_STRUCT(CsrInspection, (), (subject, names, key_type, key_bits, curve, signature_algorithm, spki_sha256, acceptable, checks))

/// Decodes and checks a request; refused keys are an answer, unreadable requests an error. Names asked for that cannot
/// stand in a certificate are one more check.
core::Result<CsrInspection> inspect_csr(World& world, const Actor& actor, std::string_view csr, const std::vector<std::string>& names);

/// The key policy of this installation, with the key's block looked up beforehand.
/// What the rules and the operator's list say of keys, without what was revoked for compromise.
pki::KeyPolicy key_policy(const World& world);
core::Result<pki::KeyPolicy> key_policy_for(storage::Transaction& tx, const World& world, const pki::Csr& csr);
CsrInspection describe_csr(const pki::Csr& csr, const pki::KeyPolicy& policy, core::Language language);

} // namespace usecases
