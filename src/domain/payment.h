#pragma once

#include "domain/money.h"
#include "domain/states.h"

namespace domain {

/// How what has been paid compares with what is owed (C02).
enum class PaymentMatch : std::uint8_t { exact, under, over };

struct PaymentDecision {
  PaymentMatch match{};
  OrderStatus next{};
  Yen paid = 0;          ///< after this payment
  Yen difference = 0;    ///< paid − total; negative while something is owed
  bool releases = false; ///< the right to apply begins with this payment
};

/// A deposit against an order; refuses amounts that are not positive and orders that take no payment.
core::Result<PaymentDecision> match_payment(OrderStatus status, Yen total, Yen paid_before, Yen amount);

} // namespace domain
