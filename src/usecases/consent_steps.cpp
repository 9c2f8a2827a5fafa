#include "usecases/consent_steps.h"

#include "storage/cases.h"

#include <algorithm>

namespace usecases {
namespace {

bool is_done(std::string_view status) { return status == "passed" || status == "failed" || status == "not_needed"; }

} // namespace

std::vector<domain::Step> call_steps_of(const OpenLink& open) {
  std::vector<domain::Step> steps;
  for (const auto step : domain::steps_of(open.affair.product->level)) {
    const auto role = domain::contact_of(step);
    if (!role || step == domain::Step::hr_call) continue;
    const auto asked = std::ranges::find(open.consents, domain::to_string(*role), &storage::ConsentRow::role);
    if (asked != open.consents.end() && asked->status != "declined") steps.push_back(step);
  }
  return steps;
}

core::Result<bool> awaits_call(storage::Transaction& tx, const OpenLink& open) {
  const auto row = TRY(storage::find_case_of_application(tx, open.affair.application.id));
  if (!row) return false;
  const auto rows = TRY(storage::list_steps(tx, row->id));
  return std::ranges::any_of(call_steps_of(open), [&](domain::Step step) {
    const auto found = std::ranges::find(rows, domain::to_string(step), &storage::StepRow::step);
    return found != rows.end() && !is_done(found->status);
  });
}

} // namespace usecases
