#include "usecases/audit_sample.h"

#include "core/text.h"
#include "core/time.h"
#include "domain/audit_sample.h"
#include "usecases/errors.h"

#include <map>

namespace usecases {
namespace {

std::string level_of(const World& world, const storage::IssuedRow& row) {
  const auto product = world.catalogue.product(row.product);
  return product ? core::to_lower_ascii(domain::to_string((*product)->level)) : std::string();
}

} // namespace

core::Result<AuditSample> load_audit_sample(const World& world, storage::Transaction& tx, const SampleRequest& request) {
  const auto& zone = world.calendar.zone();
  const auto last = std::chrono::sys_days(request.until);
  if (last < std::chrono::sys_days(request.from)) return core::fail(errors::period_reversed);
  const auto from = zone.instant_of(request.from, std::chrono::seconds{0});
  const auto until = zone.instant_of(std::chrono::year_month_day(last + std::chrono::days{1}), std::chrono::seconds{0});
  std::map<std::string, SampledCertificate> issued;
  AuditSample sample{request, {}, {}};
  for (auto& row : TRY(storage::list_issued(tx, from, until))) {
    auto level = level_of(world, row);
    if (!request.level.empty() && level != request.level) continue;
    const auto id = row.id.str();
    sample.population.push_back({id, row.issued_at, level});
    issued.emplace(id, SampledCertificate{std::move(row), std::move(level), {}});
  }
  std::vector<std::string> ids;
  for (const auto& member : sample.population) ids.push_back(member.id);
  for (const auto& id : domain::draw_sample(std::move(ids), request.seed, request.percent)) {
    auto drawn = std::move(issued.at(id));
    drawn.case_id = TRY(storage::find_case_behind(tx, drawn.row)).value_or("");
    sample.certificates.push_back(std::move(drawn));
  }
  return sample;
}

core::Result<AuditSample> draw_audit_sample(World& world, const SampleRequest& request) {
  return world.database.read([&](storage::Transaction& tx) { return load_audit_sample(world, tx, request); });
}

} // namespace usecases
