#pragma once

#include "usecases/order.h"

#include <chrono>

namespace usecases {

struct PaymentRequest {
  std::int64_t amount = 0;
  std::chrono::year_month_day received_on{};
  std::string payer_name;
  std::string reference; ///< the bank's: a deposit is recorded once
};
BOOST_DESCRIBE_STRUCT(PaymentRequest, (), (amount, received_on, payer_name, reference))

/// C02: matches a deposit to the order (exact, under, over). The payment that reaches the total brings the licence, the receipt
/// and the access code; a reference recorded before is `payment_already_recorded`.
core::Result<Order> record_payment(World& world, const Actor& actor, const storage::OrderId& id, const PaymentRequest& request);

} // namespace usecases
