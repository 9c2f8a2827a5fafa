#include "usecases/open_quote.h"

#include "usecases/audit.h"
#include "usecases/errors.h"

namespace usecases {

std::string quote_token(const World& world, const storage::QuoteId& id) { return world.secrets.token("quote " + id.str()); }

core::Result<CreatedQuote> open_quote(World& world, const Actor& actor, std::string_view token) {
  const auto now = world.clock.now();
  const auto guesser = "quote-link:" + throttle_address(actor.origin);
  TRY(world.throttle.check(guesser, now));
  return world.database.write([&](storage::Transaction& tx) -> core::Result<CreatedQuote> {
    const auto row = TRY(storage::find_quote_by_token(tx, token_hash(token)));
    if (!row) {
      world.throttle.count(guesser, now);
      return core::fail(errors::quote_link_unknown);
    }
    auto session = new_session("order", session_life("order", 0), now);
    session.row.quote_id = row->id;
    TRY(storage::insert_session(tx, session.row));
    audit(tx, actor, {"quote_opened", row->id.str(), "", {{"number", row->number}}}, now);
    const auto order = TRY(storage::find_order_of_quote(tx, row->id));
    return CreatedQuote{to_quote(world, *row, order, actor.language), SessionGrant{session.token, session.row.csrf_token}};
  });
}

} // namespace usecases
