#include "domain/payment.h"

#include "domain/errors.h"

namespace domain {
namespace {

bool takes_payment(OrderStatus status) {
  using enum OrderStatus;
  return status == placed || status == invoiced || status == partly_paid || status == paid || status == overpaid || status == fulfilled;
}

OrderStatus next_status(OrderStatus status, PaymentMatch match) {
  if (status == OrderStatus::fulfilled) return status; // on credit, or a second transfer after delivery
  switch (match) {
  case PaymentMatch::under:
    return OrderStatus::partly_paid;
  case PaymentMatch::exact:
    return OrderStatus::paid;
  case PaymentMatch::over:
    return OrderStatus::overpaid;
  }
  return status;
}

} // namespace

core::Result<PaymentDecision> match_payment(OrderStatus status, Yen total, Yen paid_before, Yen amount) {
  constexpr Yen largest = 1'000'000'000'000;
  if (amount <= 0 || amount > largest) return core::fail(errors::payment_amount_invalid, {{"amount", std::to_string(amount)}});
  if (!takes_payment(status)) return core::fail(errors::order_not_payable, {{"status", std::string(to_string(status))}});
  PaymentDecision out;
  out.paid = paid_before + amount;
  out.difference = out.paid - total;
  out.match = out.difference == 0 ? PaymentMatch::exact : out.difference < 0 ? PaymentMatch::under : PaymentMatch::over;
  out.next = next_status(status, out.match);
  out.releases = paid_before < total && out.paid >= total && status != OrderStatus::fulfilled;
  return out;
}

} // namespace domain
