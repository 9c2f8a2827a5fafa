#include "usecases/issued_application.h"

#include "storage/applications.h"
#include "storage/orders.h"
#include "usecases/mail_about_certificate.h"

namespace usecases {
namespace {

/// An order whose certificate is issued owes nothing more.
core::Result<void> fulfil_order(storage::Transaction& tx, const storage::OrderId& id) {
  auto order = TRY(storage::load_order(tx, id, storage::Tenant::any()));
  const auto status = domain::parse_state<domain::OrderStatus>(order.status).value();
  if (!domain::may_move(status, domain::OrderStatus::fulfilled)) return {};
  order.status = domain::to_string(domain::OrderStatus::fulfilled);
  return storage::update_order(tx, order);
}

} // namespace

core::Result<void> move_application(storage::Transaction& tx, const storage::ApplicationId& id, domain::ApplicationStatus to) {
  auto row = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  TRY(domain::check_move(domain::parse_state<domain::ApplicationStatus>(row.status).value(), to));
  row.status = domain::to_string(to);
  return storage::update_application(tx, row);
}

core::Result<void> complete_application(storage::Transaction& tx, World& world, const storage::CertificateRow& certificate) {
  auto row = TRY(storage::load_application(tx, *certificate.application_id, storage::Tenant::any()));
  TRY(domain::check_move(domain::parse_state<domain::ApplicationStatus>(row.status).value(), domain::ApplicationStatus::issued));
  row.status = domain::to_string(domain::ApplicationStatus::issued);
  row.certificate_id = certificate.id;
  row.decided_at = certificate.issued_at;
  TRY(storage::update_application(tx, row));
  TRY(fulfil_order(tx, row.order_id));
  return mail_certificate_issued(tx, world, certificate);
}

} // namespace usecases
