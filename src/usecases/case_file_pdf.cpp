#include "core/crypto.h"
#include "core/text.h"
#include "domain/domain_name.h"
#include "usecases/case_file_words.h"
#include "usecases/certificate_subject.h"
#include "usecases/contact_person.h"

namespace usecases {
namespace {

/// As the certificate has it, one attribute a line.
std::string subject_lines(const World& world, const CaseView& view) {
  const auto product = world.catalogue.product(view.application.product);
  const auto level = product ? (*product)->level : domain::ValidationLevel::ov;
  const auto name = view.application.names.empty() ? std::string() : view.application.names.front();
  std::vector<std::string> lines;
  for (const auto& [type, value] : certificate_subject(view.organization, level, name))
    lines.push_back(std::string(pki::rule_of(type).short_name) + " = " + value);
  return core::join(lines, "\n");
}

/// `1 ja sha256:…`: version and language in words, the hash on a line of its own.
std::string agreement_lines(const CaseWords& words, const std::string& accepted) {
  const auto parts = core::split(accepted, ' ');
  if (parts.size() != 3) return accepted;
  return words.word("agreement_version", {{"version", parts[0]}, {"language", words.code({"language"}, parts[1])}}) + "\n" +
         parts[2].substr(parts[2].find(':') + 1);
}

/// What somebody answered, and that somebody else was named since.
std::string answer_of(const CaseWords& words, const CaseView& view, const storage::ConsentRow& consent) {
  auto status = words.code({"consent"}, consent.status);
  if (consent.status != "replaced" || !consent.record_id) return status;
  const auto record = std::ranges::find(view.records, *consent.record_id, &storage::RecordRow::id);
  if (record == view.records.end()) return status;
  return words.code({"consent"}, record->outcome == "passed" ? "consented" : "declined") + "\n" + status;
}

std::string joined(std::initializer_list<std::string> parts, std::string_view between) {
  std::vector<std::string> some;
  for (const auto& part : parts)
    if (!part.empty()) some.push_back(part);
  return core::join(some, between);
}

} // namespace

outbound::PdfSection CaseSections::application() const {
  auto out = words.section("application");
  const auto& row = data.view.application;
  std::vector<std::string> names;
  for (const auto& name : row.names) {
    const auto unicode = domain::DomainName::stored(name).unicode();
    names.push_back(name);
    if (unicode != name) names.back().insert(0, unicode + " (").append(")");
  }
  const auto product = world.catalogue.product(row.product);
  out.facts = {{words.word("number"), row.number},
               {words.word("product"), product ? (*product)->name.in(words.language()) : row.product},
               {words.word("names"), core::join(names, "\n")},
               {words.word("submitted"), words.at(row.submitted_at)},
               {words.word("agreement"), agreement_lines(words, row.agreement_version) + "\n" + words.at(row.agreement_accepted_at)},
               {words.word("status"), words.code({"application_status"}, row.status)},
               {words.word("csr"), row.csr ? core::sha256_hex(*row.csr) : "–"},
               {words.word("draft"), core::sha256_hex(core::as_bytes(row.draft))}};
  return out;
}

outbound::PdfSection CaseSections::organization() const {
  auto out = words.section("organization");
  const auto& o = data.view.organization;
  out.facts = {{words.word("name"), o.name},
               {words.word("kana"), o.name_kana},
               {words.word("latin"), o.name_latin},
               {words.word("corporate_number"), o.corporate_number},
               {words.word("address"), words.word("postal", {{"code", o.postal_code}}) + o.state + o.locality + o.street},
               {words.word("phone"), o.phone}};
  if (!o.business_category.empty()) {
    out.facts.emplace_back(words.word("category"), words.code({"business_category"}, o.business_category));
    out.facts.emplace_back(words.word("jurisdiction"),
                           joined({o.jurisdiction_country, o.jurisdiction_state, o.jurisdiction_locality}, ", "));
    out.facts.emplace_back(words.word("registration"), o.registration_number);
  }
  out.facts.emplace_back(words.word("subject"), subject_lines(world, data.view));
  return out;
}

outbound::PdfSection CaseSections::people() const {
  auto out = words.section("people");
  out.table = {words.head({"role", "name", "employer", "title", "contact"}), {20, 18, 24, 18, 34}, {}};
  for (const auto& c : data.view.contacts)
    out.table.rows.push_back({words.code({"role"}, c.role), joined({full_name(c), c.family_kana + " " + c.given_kana}, "\n"), c.employer,
                              joined({c.department, c.title}, "\n"), joined({c.email, c.phone}, "\n")});
  return out;
}

outbound::PdfSection CaseSections::consents() const {
  auto out = words.section("consents");
  out.table = {words.head({"role", "name", "answer", "at", "agreement_or_reason"}), {18, 30, 10, 24, 34}, {}};
  for (const auto& c : data.consents)
    out.table.rows.push_back({words.code({"role"}, c.role), joined({c.person, c.email}, "\n"), answer_of(words, data.view, c),
                              words.at(c.decided_at),
                              joined({c.reason, c.agreement_sha256.empty() && c.reason.empty() ? "–" : c.agreement_sha256}, "\n")});
  return out;
}

outbound::PdfSection CaseSections::certificates() const {
  auto out = words.section("certificates");
  out.table = {words.head({"common_name", "serial", "issued", "expires", "status"}), {22, 34, 24, 24, 10}, {}};
  for (const auto& c : data.certificates)
    out.table.rows.push_back({c.common_name, core::to_hex(c.serial), words.at(c.issued_at), words.at(c.not_after),
                              words.code({"certificate_status"}, c.status)});
  return out;
}

outbound::PdfSection CaseSections::mails() const {
  auto out = words.section("mails");
  out.table = {words.head({"at", "to", "mail_subject", "status"}), {24, 30, 38, 24}, {}};
  for (const auto& [row, mail, roles] : data.mails) {
    const auto status = row.delivered_at  ? words.word("mail.sent") + "\n" + words.at(row.delivered_at)
                        : row.given_up_at ? words.word("mail.given_up") + "\n" + row.last_error
                                          : words.word("mail.queued");
    out.table.rows.push_back(
        {words.at(row.created_at), joined({mail.to_name, words.codes("role", roles), row.destination}, "\n"), mail.subject, status});
  }
  return out;
}

outbound::PdfSection CaseSections::timeline() const {
  auto out = words.section("timeline");
  out.table = {words.head({"seq", "at", "action", "actor", "hash"}), {7, 24, 36, 30, 19}, {}};
  for (const auto& [event, previous] : data.events)
    out.table.rows.push_back({std::to_string(event.seq), words.at(event.at), words.action(event.action), words.who(event.actor),
                              core::to_hex(event.hash).substr(0, 16) + "…"});
  return out;
}

core::Result<core::Bytes> draw_case_file(const World& world, const CaseFileData& data, const Exporter& exporter, core::Language language) {
  const CaseWords words(world, data, language);
  const CaseSections sections{world, data, words};
  const auto now = world.clock.now();
  const auto& number = data.view.application.number;
  const auto name = exporter.name.empty() ? words.word("actor.visitor") : exporter.name;
  const auto by = exporter.role.empty() ? name : words.word("actor_name", {{"name", name}, {"role", words.code({"role"}, exporter.role)}});
  outbound::PdfReport report;
  report.title = words.word("title", {{"number", number}});
  report.subtitle = words.word("subtitle", {{"organization", data.view.organization.name}, {"by", by}, {"at", words.at(now)}});
  report.author = world.config.seller.name;
  report.created = core::to_rfc3339(now);
  report.footer = words.word("footer", {{"seller", world.config.seller.name}, {"number", number}, {"by", by}, {"at", words.at(now)}});
  report.sections = {sections.application(),  sections.organization(), sections.people(),    sections.consents(), sections.steps(),
                     sections.decisions(),    sections.correlation(),  sections.evidence(),  sections.domains(),  sections.numbers(),
                     sections.calls(),        sections.documents(),    sections.questions(), sections.notes(),    sections.high_risk(),
                     sections.certificates(), sections.mails(),        sections.timeline()};
  return outbound::render_report(report);
}

} // namespace usecases
