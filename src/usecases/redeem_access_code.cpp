#include "usecases/redeem_access_code.h"

#include "domain/access_code.h"
#include "domain/errors.h"
#include "storage/access_codes.h"
#include "usecases/access_code.h"
#include "usecases/application.h"
#include "usecases/audit.h"
#include "usecases/customer.h"
#include "usecases/numbers.h"
#include "usecases/order.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

/// What the order already tells, so that nothing is typed twice.
Draft first_draft(const storage::OrderRow& order) {
  const auto customer = from_stored<Customer>(order.customer);
  Draft draft;
  draft.names = order.names;
  draft.organization = DraftOrganization{.name = customer.organization_name,
                                         .name_kana = customer.organization_kana,
                                         .name_latin = {},
                                         .corporate_number = customer.corporate_number,
                                         .postal_code = customer.postal_code,
                                         .state = customer.state,
                                         .locality = customer.locality,
                                         .street = customer.street,
                                         .phone = customer.phone,
                                         .certificate_organization = {},
                                         .certificate_state = {},
                                         .certificate_locality = {}};
  return draft;
}

storage::ApplicationRow new_application(const storage::OrderRow& order, const std::string& number, core::Instant now) {
  return {.id = storage::ApplicationId::make(),
          .number = number,
          .account_id = order.account_id,
          .order_id = order.id,
          .organization_id = std::nullopt,
          .product = order.product,
          .status = "draft",
          .language = order.language,
          .draft = to_stored(first_draft(order)),
          .names = order.names,
          .csr = std::nullopt,
          .agreement_version = {},
          .agreement_accepted_at = std::nullopt,
          .submitted_at = std::nullopt,
          .decided_at = std::nullopt,
          .decision_reason = {},
          .certificate_id = std::nullopt,
          .version = 1,
          .created_at = now};
}

core::Result<storage::ApplicationRow> find_or_begin(storage::Transaction& tx, const storage::OrderRow& order, const std::string& number,
                                                    core::Instant now) {
  auto found = TRY(storage::find_application_of_order(tx, order.id));
  if (found && !has_ended(*found)) return std::move(*found);
  auto application = new_application(order, number, now);
  if (found) application.draft = to_stored(TRY(load_corrected_draft(tx, *found))); // nothing is typed twice; the old key can be kept
  TRY(storage::insert_application(tx, application));
  return application;
}

/// The code, where it may be redeemed now. Codes that no longer work are counted by their order, too.
core::Result<storage::AccessCodeRow> find_redeemable(World& world, std::string_view hash, core::Instant now) {
  const auto code = TRY(world.database.read([&](storage::Transaction& tx) { return storage::find_access_code(tx, hash); }));
  if (!code) return core::fail(domain::errors::access_code_unknown);
  const auto by_order = "code-order:" + code->order_id.str();
  TRY(world.throttle.check(by_order, now));
  const auto status = domain::parse_state<domain::AccessCodeStatus>(code->status).value_or(domain::AccessCodeStatus::revoked);
  const auto redeemable = domain::check_redeemable({status, code->expires_at}, now);
  if (redeemable) return *code;
  world.throttle.count(by_order, now);
  return core::fail(redeemable.error());
}

} // namespace

core::Result<RedeemedCode> redeem_access_code(World& world, const Actor& actor, std::string_view typed) {
  const auto now = world.clock.now();
  const auto guesser = "code:" + throttle_address(actor.origin);
  TRY(world.throttle.check(guesser, now));
  const auto code = find_redeemable(world, domain::access_code_hash(typed), now);
  if (!code) {
    world.throttle.count(guesser, now);
    return core::fail(code.error());
  }
  const auto number = TRY(take_number(world, application_prefix, now));
  auto session = new_session("order", session_life("order", 0), now);
  return world.database.write([&](storage::Transaction& tx) -> core::Result<RedeemedCode> {
    const auto order = TRY(storage::load_order(tx, code->order_id, storage::Tenant::any()));
    TRY(check_applicable(tx, world, order, now));
    if (!TRY(storage::use_access_code(tx, code->id, now))) return core::fail(domain::errors::access_code_used);
    const auto application = TRY(find_or_begin(tx, order, number, now));
    auto row = session.row;
    row.order_id = order.id;
    row.application_id = application.id;
    TRY(storage::insert_session(tx, row));
    audit(tx, actor, {"access_code_redeemed", application.id.str(), application.account_id.str(), {{"code", code->id.str()}}}, now);
    return RedeemedCode{application.id, {session.token, session.row.csrf_token}};
  });
}

} // namespace usecases
