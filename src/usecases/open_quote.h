#pragma once

#include "usecases/create_quote.h"

namespace usecases {

/// The secret of a quote's mailed link, which only this installation can make from the quote's id.
std::string quote_token(const World& world, const storage::QuoteId& id);
/// The quote that a mailed link leads to, with a session that may order it; it gives no right to an order that was placed before.
core::Result<CreatedQuote> open_quote(World& world, const Actor& actor, std::string_view token);

} // namespace usecases
