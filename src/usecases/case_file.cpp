#include "usecases/case_file.h"

#include "core/crypto.h"
#include "core/time.h"
#include "usecases/audit.h"
#include "usecases/case_file_data.h"
#include "usecases/errors.h"

#include <set>

namespace usecases {
namespace {

using Entries = std::vector<outbound::ZipEntry>;

void add_text(Entries& entries, std::string name, const std::string& text) {
  entries.push_back({std::move(name), core::to_bytes(core::as_bytes(text))});
}

/// As `sha256sum -c` reads it.
void add_sums(Entries& entries) {
  std::string sums;
  for (const auto& entry : entries) sums += core::sha256_hex(entry.content) + "  " + entry.name + "\n";
  add_text(entries, "SHA256SUMS", sums);
}

core::Result<void> add_case(const World& world, const CaseFileData& data, const Exporter& exporter, core::Language language,
                            const std::string& folder, Entries& entries) {
  entries.push_back({folder + "case.pdf", TRY(draw_case_file(world, data, exporter, language))});
  add_text(entries, folder + "records.json", case_records_json(data));
  add_text(entries, folder + "mails.json", case_mails_json(data));
  add_text(entries, folder + "audit-events.jsonl", case_events_jsonl(data));
  for (const auto& file : data.files) entries.push_back({folder + file.name, file.content});
  return {};
}

boost::json::object certificate_json(const storage::IssuedRow& row) {
  return {{"certificate", row.id.str()},
          {"serial", core::to_hex(row.serial)},
          {"commonName", row.common_name},
          {"issuedAt", core::to_rfc3339(row.issued_at)}};
}

std::string sample_json(const AuditSample& sample) {
  boost::json::array certificates;
  for (const auto& drawn : sample.certificates) {
    auto certificate = certificate_json(drawn.row);
    certificate["level"] = drawn.level;
    certificate["case"] = drawn.case_id;
    certificates.push_back(std::move(certificate));
  }
  return boost::json::serialize(boost::json::object{{"format", "shomei-audit-sample-1"},
                                                    {"from", core::to_string(sample.request.from)},
                                                    {"to", core::to_string(sample.request.until)},
                                                    {"percent", sample.request.percent},
                                                    {"seed", sample.request.seed},
                                                    {"level", sample.request.level},
                                                    {"population", sample.population.size()},
                                                    {"certificates", std::move(certificates)}}) +
         "\n";
}

/// A line for each certificate that could have been drawn: id, when it was issued, level.
std::string population_tsv(const AuditSample& sample) {
  std::string lines;
  for (const auto& member : sample.population) lines += member.id + '\t' + core::to_rfc3339(member.issued_at) + '\t' + member.level + '\n';
  return lines;
}

core::Result<Exporter> load_exporter(storage::Transaction& tx, const Actor& actor) {
  auto name = TRY(storage::find_actor_name(tx, actor.id));
  return Exporter{std::move(name.name), name.roles.empty() ? std::string() : name.roles.front()};
}

struct LoadedCase {
  CaseFileData data;
  Exporter exporter;
};
core::Result<LoadedCase> load(World& world, const Actor& actor, const storage::CaseId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<LoadedCase> {
    return LoadedCase{TRY(load_case_file(world, tx, id)), TRY(load_exporter(tx, actor))};
  });
}

core::Result<ZipFile> finish(World& world, const Actor& actor, std::string name, Entries entries, AuditedAct act) {
  const auto now = world.clock.now();
  add_sums(entries);
  ZipFile file{std::move(name), TRY(outbound::write_zip(entries, now))};
  act.details["sha256"] = core::sha256_hex(file.content);
  act.details["files"] = entries.size();
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    audit(tx, actor, act, now);
    return {};
  }));
  return file;
}

} // namespace

core::Result<ZipFile> export_case(World& world, const Actor& actor, const storage::CaseId& id, core::Language language) {
  const auto [data, exporter] = TRY(load(world, actor, id));
  Entries entries;
  TRY(add_case(world, data, exporter, language, "", entries));
  return finish(world, actor, "case-" + data.view.application.number + ".zip", std::move(entries),
                {"case_file_exported", id.str(), data.view.row.account_id.str()});
}

core::Result<ZipFile> export_sample(World& world, const Actor& actor, const SampleRequest& request, core::Language language) {
  const auto sample = TRY(draw_audit_sample(world, request));
  if (sample.certificates.size() > most_exported)
    return core::fail(errors::sample_too_large,
                      {{"count", std::to_string(sample.certificates.size())}, {"most", std::to_string(most_exported)}});
  Entries entries;
  add_text(entries, "sample.json", sample_json(sample));
  add_text(entries, "population.tsv", population_tsv(sample));
  std::set<std::string> cases;
  for (const auto& drawn : sample.certificates) {
    if (drawn.case_id.empty() || !cases.insert(drawn.case_id).second) continue;
    const auto [data, exporter] = TRY(load(world, actor, storage::CaseId::stored(drawn.case_id)));
    TRY(add_case(world, data, exporter, language, "cases/" + data.view.application.number + "/", entries));
  }
  const auto period = core::to_string(request.from) + "_" + core::to_string(request.until);
  return finish(world, actor, "sample-" + period + ".zip", std::move(entries),
                {"audit_sample_exported",
                 period,
                 "",
                 {{"seed", request.seed}, {"percent", request.percent}, {"level", request.level}, {"cases", cases.size()}}});
}

} // namespace usecases
