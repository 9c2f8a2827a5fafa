#pragma once

#include "storage/consents.h"
#include "storage/evidence.h"
#include "usecases/consent_affair.h"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace usecases {

/// An answer with the evidence that was kept of it: what was read, signed and stated then.
struct GivenAnswer {
  storage::ConsentRow consent;
  boost::json::object facts;

  /// A fact of the evidence, or empty.
  std::string fact(std::string_view key) const;
};
core::Result<std::vector<GivenAnswer>> load_answers(storage::Transaction& tx, const std::vector<storage::ConsentRow>& consents);

/// The agreement that somebody signed, and the answer by which they did.
struct SignedAgreement {
  storage::AgreementRow agreement;
  GivenAnswer answer;
};
core::Result<std::optional<SignedAgreement>> find_signed_agreement(storage::Transaction& tx, const std::vector<GivenAnswer>& answers);

/// The signer's copy as a PDF, in the language of the words that were signed: who signed when, version, hash, the words themselves.
core::Result<MailEnclosure> draw_signed_agreement(const World& world, const ConsentAffair& affair, const SignedAgreement& contract);

} // namespace usecases
