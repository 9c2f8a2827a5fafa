#pragma once

#include "storage/database.h"
#include "storage/ids.h"

namespace storage {

/// One unit of inventory: the right to one product for its term.
struct LicenceRow {
  LicenceId id;
  AccountId account_id;
  std::optional<OrderId> order_id;
  std::string kind;   ///< a product id or another inventory kind
  std::string plan;   ///< retail | pooling | non_pooling
  std::string status; ///< available | reserved | in_use | used_up | lapsed
  core::Instant bought_at;
  core::Instant lapses_at;
  std::optional<CertificateId> certificate_id;
};
BOOST_DESCRIBE_STRUCT(LicenceRow, (), (id, account_id, order_id, kind, plan, status, bought_at, lapses_at, certificate_id))

/// One line of the ledger; never changed (F07). `quantity` is what the line adds to the units available.
struct MovementRow {
  MovementId id;
  AccountId account_id;
  LicenceId licence_id;
  std::string kind;
  std::string movement; ///< purchase | reserve | consume | release | lapse | adjust | convert
  std::int64_t quantity;
  std::string cause; ///< id of the order, certificate, job or user
  core::Instant at;
};
BOOST_DESCRIBE_STRUCT(MovementRow, (), (id, account_id, licence_id, kind, movement, quantity, cause, at))

/// Adds an available licence and its purchase (+1).
core::Result<void> purchase_licence(Transaction& tx, const LicenceRow& licence, std::string_view cause);
/// A unit that was taken, and what its movements say of it.
struct TakenLicence {
  LicenceId id;
  AccountId account_id;
  std::string kind;
};
/// Who takes a unit: an account, for the application of `order` where there is one.
struct LicenceUse {
  AccountId account;
  std::optional<OrderId> order = {};
};
/// Takes the unit of the kind that lapses first, for `cause` (the application or intent): -1, status reserved. The order's own come
/// before others; those of another order are kept for its application until it is fulfilled. `no_licence_available` where there is
/// none. Two callers never get the same unit.
core::Result<TakenLicence> reserve_licence(Transaction& tx, const LicenceUse& use, std::string_view kind, std::string_view cause,
                                           core::Instant now);
/// Reserved becomes used up (retail, non-pooling) or in use (pooling) by a certificate; the balance stays.
core::Result<void> consume_reserved_licence(Transaction& tx, const TakenLicence& licence, const CertificateId& certificate,
                                            core::Instant now);
/// Gives a reserved or pooled unit back: +1.
core::Result<void> release_licence(Transaction& tx, const TakenLicence& licence, std::string_view cause, core::Instant now);
/// Available units past their day become lapsed (-1 each); returns how many.
core::Result<std::int64_t> lapse_licences(Transaction& tx, core::Instant now);

core::Result<std::int64_t> count_available_licences(Transaction& tx, const AccountId& account, std::string_view kind, core::Instant now);
core::Result<std::vector<LicenceRow>> list_licences(Transaction& tx, const AccountId& account);
core::Result<std::vector<LicenceRow>> list_licences_of_order(Transaction& tx, const OrderId& order);
/// What an account is about to use evidence for: the product of an application at the desk or of a certificate in use, or the kind of a
/// licence that may still be used.
struct UseRow {
  std::string product;
  std::string licence_kind;
};
BOOST_DESCRIBE_STRUCT(UseRow, (), (product, licence_kind))
core::Result<std::vector<UseRow>> list_uses(Transaction& tx, const AccountId& account, core::Instant now);
core::Result<std::vector<MovementRow>> list_movements(Transaction& tx, const AccountId& account);

/// A balance that the ledger does not explain.
struct LedgerDifference {
  AccountId account_id;
  std::string kind;
  std::int64_t by_movements;
  std::int64_t by_licences;
};
BOOST_DESCRIBE_STRUCT(LedgerDifference, (), (account_id, kind, by_movements, by_licences))
/// Re-derives every balance from the movements (`admin verify-ledger`); empty when all agree.
core::Result<std::vector<LedgerDifference>> verify_ledger(Transaction& tx);

} // namespace storage
