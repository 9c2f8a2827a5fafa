#include "usecases/remind_of_calls.h"

#include "storage/calls.h"
#include "usecases/case_work.h"
#include "usecases/mail_about_call.h"

namespace usecases {
namespace {

constexpr std::int64_t batch = 200;

core::Result<void> remind(storage::Transaction& tx, const World& world, const storage::CallId& id, core::Instant now) {
  auto call = TRY(storage::load_call(tx, id));
  if (call.status != "scheduled" || call.reminded_at) return {}; // made, cancelled or reminded of meanwhile
  call.reminded_at = now;
  TRY(storage::update_call(tx, call));
  const auto row = TRY(storage::load_case(tx, call.case_id));
  if (row.status != "open" && row.status != "waiting_for_applicant") return {}; // nobody will call any more
  TRY(mail_about_call(tx, world, call, CallMail::reminder));
  audit_case(tx, system_actor("remind_of_calls"), row, "call_reminded", {{"call", id.str()}}, now);
  return {};
}

} // namespace

core::Result<std::int64_t> remind_of_calls(World& world) {
  const auto now = world.clock.now();
  const auto due = TRY(world.database.read(
      [&](storage::Transaction& tx) { return storage::list_calls_to_remind(tx, now, now + call_reminder_time, batch); }));
  for (const auto& call : due) TRY(world.database.write([&](storage::Transaction& tx) { return remind(tx, world, call.id, now); }));
  return static_cast<std::int64_t>(due.size());
}

} // namespace usecases
