#pragma once

#include "domain/catalogue.h"
#include "domain/validity.h"
#include "pki/certificate.h"
#include "pki/csr.h"
#include "pki/signer_protocol.h"
#include "storage/accounts.h"
#include "storage/certificates.h"
#include "storage/issuance.h"
#include "usecases/world.h"

#include <functional>
#include <string>
#include <vector>

/// What every way of issuing shares: the order of effects that loses nothing (G02, docs/architecture.md).
namespace usecases {

/// What was decided, before a serial is drawn.
struct IssuancePlan {
  const Issuer* issuer = nullptr;
  storage::AccountId account;
  std::optional<storage::ApplicationId> application;
  std::optional<storage::OrderId> order = {};           ///< the application's, whose licences come first
  const domain::Product* product = nullptr;             ///< of the catalogue
  std::optional<storage::OrganizationRow> organization; ///< none until the gate has said which
  std::vector<std::string> names;                       ///< the first is the common name
  int extra_names = 0;                                  ///< beyond those that the product includes: a licence each
  core::Bytes spki;
  domain::ValidityPeriod validity;
  core::Instant now;
  std::string evidence;                        ///< the CAA answers, for the audit record
  std::optional<core::Bytes> request_key = {}; ///< of who asked and the request's Idempotency-Key
};

/// What else belongs into one of the two transactions.
using AlsoWrite = std::function<core::Result<void>(storage::Transaction&)>;
/// … and into the second one, where the certificate has its id.
using AlsoStore = std::function<core::Result<void>(storage::Transaction&, const storage::CertificateRow&)>;

/// What is on record before it is signed: the row, and the request that it holds.
struct Intent {
  storage::IntentRow row;
  pki::signer::Issue request;
};
/// An intent that an earlier run left behind.
core::Result<Intent> read_intent(storage::IntentRow row);

/// Draws a serial, reserves a licence and writes the intent. Nothing may be signed before the transaction is durable.
core::Result<Intent> reserve_intent(storage::Transaction& tx, const World& world, const Actor& actor, const IssuancePlan& plan);

/// Has the intent signed. A refusal abandons the intent and gives the licence back (running `also` in the same transaction). Where
/// the answer is lost, the signer is asked what became of it for a few seconds; still no answer leaves the intent open for
/// `recover_issuance`.
core::Result<pki::Certificate> sign_intent(World& world, const Actor& actor, const Intent& intent, const AlsoWrite& also = {});

/// What `sign_intent` makes of the signer's answer.
core::Result<pki::Certificate> finish_signing(World& world, const Actor& actor, const Intent& intent,
                                              core::Result<pki::signer::IssueReply> reply, const AlsoWrite& also = {});

/// What is to be stored of a certificate, if it is what is on record: `signed_other_than_asked` otherwise.
core::Result<storage::CertificateRow> describe_certificate(const World& world, const Intent& intent, const pki::Certificate& certificate);
/// Stores it, in the transaction that closes the intent; completes the row.
core::Result<void> write_certificate(storage::Transaction& tx, const World& world, const Actor& actor, const Intent& intent,
                                     storage::CertificateRow& row, const AlsoStore& also = {});
/// How that ended: an intent that recovery was first with gives the certificate stored then.
core::Result<storage::CertificateRow> finish_storing(World& world, const Intent& intent, core::Result<void> stored,
                                                     storage::CertificateRow row);
/// Compares what was signed with what is on record, then stores the certificate with its audit record, consumes the licence and
/// closes the intent, in one durable transaction.
core::Result<storage::CertificateRow> store_certificate(World& world, const Actor& actor, const Intent& intent,
                                                        const pki::Certificate& certificate, const AlsoStore& also = {});

/// The certificate that an intent ended in, if it did.
core::Result<std::optional<storage::CertificateRow>> find_stored(World& world, const storage::IntentRow& intent);

/// Gives up an intent whose serial was never signed, and cannot be any more: the serial stays used, the licence returns.
core::Result<void> abandon_intent(World& world, const Actor& actor, const Intent& intent, const core::Error& why,
                                  const AlsoWrite& also = {});

} // namespace usecases
