#include "usecases/withdraw_application.h"

#include "core/text.h"
#include "usecases/case_work.h"
#include "usecases/end_application.h"
#include "usecases/mail_about_ending.h"

namespace usecases {
namespace {

core::Result<void> withdraw(storage::Transaction& tx, const World& world, const Actor& actor, const storage::ApplicationRow& row,
                            const Withdrawal& withdrawal, const SeenVersions& seen) {
  const Ending ending{.to = domain::ApplicationStatus::withdrawn, .reason = core::trim(withdrawal.reason.value_or(""))};
  const auto new_code = TRY(end_application(tx, world, actor, row, ending, seen));
  TRY(mail_withdrawn(tx, world, row, ending_words(ending, new_code, language_of(row))));
  return new_code ? send_next_code(tx, world, row) : core::Result<void>{};
}

} // namespace

core::Result<Application> withdraw_application(World& world, const Actor& actor, const storage::ApplicationId& id,
                                               const Withdrawal& withdrawal, std::optional<std::int64_t> seen) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<Application> {
    const auto row = TRY(load_own_application(tx, actor, id));
    TRY(withdraw(tx, world, actor, row, withdrawal, {.application = seen}));
    return compose_application(tx, world, actor, TRY(storage::load_application(tx, id, storage::Tenant::any())));
  });
}

core::Result<void> withdraw_case(World& world, const Actor& actor, const storage::CaseId& id, const Withdrawal& withdrawal,
                                 std::optional<std::int64_t> seen) {
  return world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    const auto vetting_case = TRY(load_case_for(tx, id, actor));
    const auto row = TRY(storage::load_application(tx, vetting_case.application_id, storage::Tenant::any()));
    return withdraw(tx, world, actor, row, withdrawal, {.case_ = seen});
  });
}

} // namespace usecases
