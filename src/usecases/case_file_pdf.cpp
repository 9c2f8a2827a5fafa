#include "core/text.h"
#include "domain/domain_name.h"
#include "outbound/pdf_report.h"
#include "usecases/case_file_data.h"

namespace usecases {
namespace {

using Row = std::vector<std::string>;

/// The sections of one case in one language.
class CaseReport {
public:
  CaseReport(const World& world, const CaseFileData& data, core::Language language, core::Instant now)
      : world_(world), data_(data), view_(data.view), language_(language), now_(now) {}

  outbound::PdfReport make() const {
    outbound::PdfReport report;
    report.title = word("title", {{"number", view_.application.number}});
    report.subtitle = word("subtitle", {{"case", view_.row.id.str()}, {"at", at(now_)}});
    report.author = world_.config.seller.name;
    report.created = core::to_rfc3339(now_);
    report.footer = world_.config.seller.name + "  " + view_.application.number;
    report.sections = {application(), organization(), people(),    steps(),        evidence(),
                       calls(),       high_risk(),    decisions(), certificates(), timeline()};
    return report;
  }

private:
  std::string word(const std::string& key, const core::Params& params = {}) const {
    return core::message(language_, "casefile", key, params);
  }
  /// A stored word in the reader's language, or as it is.
  std::string code(const std::string& group, const std::string& value) const {
    for (const auto* catalogue : {"casefile", "codes"})
      if (core::has_message(language_, catalogue, group + "." + value)) return core::message(language_, catalogue, group + "." + value);
    return value;
  }
  std::string at(core::Instant instant) const { return core::to_local_text(instant, world_.calendar.zone(), core::to_string(language_)); }
  std::string at(const std::optional<core::Instant>& instant) const { return instant ? at(*instant) : "–"; }
  std::string who(const std::string& id) const {
    const auto found = view_.people.find(id);
    return found == view_.people.end() ? (id == "system" ? word("system") : id) : found->second;
  }
  outbound::PdfSection section(const std::string& key) const { return {word("section." + key), {}, {}, word("none")}; }
  Row head(const std::vector<std::string>& keys) const {
    Row out;
    for (const auto& key : keys) out.push_back(word("column." + key));
    return out;
  }

  outbound::PdfSection application() const {
    auto out = section("application");
    std::vector<std::string> names;
    for (const auto& name : view_.application.names) {
      const auto unicode = domain::DomainName::stored(name).unicode();
      names.push_back(unicode == name ? name : unicode + " (" + name + ")");
    }
    const auto product = world_.catalogue.product(view_.application.product);
    out.facts = {{word("number"), view_.application.number},
                 {word("product"), product ? (*product)->name.in(language_) : view_.application.product},
                 {word("names"), core::join(names, "\n")},
                 {word("submitted"), at(view_.application.submitted_at)},
                 {word("agreement"), view_.application.agreement_version},
                 {word("status"), code("state", view_.application.status)}};
    return out;
  }

  outbound::PdfSection organization() const {
    auto out = section("organization");
    const auto& o = view_.organization;
    out.facts = {{word("name"), o.name},
                 {word("kana"), o.name_kana},
                 {word("latin"), o.name_latin},
                 {word("corporate_number"), o.corporate_number},
                 {word("address"), o.postal_code + " " + o.state + o.locality + o.street},
                 {word("phone"), o.phone},
                 {word("subject"), "O=" + o.certificate_organization + ", L=" + o.certificate_locality + ", ST=" + o.certificate_state +
                                       ", C=" + o.country}};
    return out;
  }

  outbound::PdfSection people() const {
    auto out = section("people");
    out.table = {head({"role", "name", "employer", "title", "contact"}), {20, 18, 24, 20, 30}, {}};
    for (const auto& c : view_.contacts)
      out.table.rows.push_back({code("role", c.role), c.family_name + " " + c.given_name + "\n" + c.family_kana + " " + c.given_kana,
                                c.employer, c.department + " " + c.title, c.email + "\n" + c.phone});
    return out;
  }

  outbound::PdfSection steps() const {
    auto out = section("steps");
    out.table = {head({"step", "status", "changed", "record"}), {34, 16, 24, 30}, {}};
    for (const auto& step : view_.steps)
      out.table.rows.push_back(
          {code("step", step.step), code("state", step.status), at(step.changed_at), step.record_id ? step.record_id->str() : "–"});
    return out;
  }

  outbound::PdfSection evidence() const {
    auto out = section("evidence");
    out.table = {head({"record", "what", "outcome", "collected", "sha256"}), {20, 26, 13, 22, 34}, {}};
    for (const auto& r : view_.records)
      out.table.rows.push_back({r.id.str(),
                                code("record_kind", r.kind) + ": " + r.subject + "\n" + code("source", r.source) + " / " + r.method,
                                code("outcome", r.outcome), at(r.collected_at) + "\n" + who(r.collected_by), r.evidence_sha256});
    for (const auto& v : data_.validations)
      out.table.rows.push_back(
          {v.id.str(), code("record_kind", "domain") + ": " + v.fqdn + "\n" + v.authorization_domain + " / " + code("method", v.method),
           code("state", v.status), at(v.completed_at), "–"});
    return out;
  }

  outbound::PdfSection calls() const {
    auto out = section("calls");
    out.table = {head({"step", "number", "called", "outcome", "note"}), {26, 22, 22, 14, 30}, {}};
    for (const auto& c : view_.calls)
      out.table.rows.push_back({code("step", c.step), c.number_shown + "\n" + code("source", c.number_source),
                                at(c.called_at ? c.called_at : c.scheduled_at) + (c.called_by.empty() ? "" : "\n" + who(c.called_by)),
                                c.outcome.empty() ? code("state", c.status) : code("call_outcome", c.outcome), c.note});
    return out;
  }

  std::string matched(const storage::HitRow& hit) const { return hit.kind == "mixed_script" ? code("matched", hit.matched) : hit.matched; }
  outbound::PdfSection high_risk() const {
    auto out = section("high_risk");
    for (const auto& s : data_.risk.screenings)
      out.facts.emplace_back(
          at(s.at),
          word("screening", {{"cause", code("cause", s.cause)}, {"entries", std::to_string(s.entries)}, {"hits", std::to_string(s.hits)}}));
    out.table = {head({"hit", "matched", "score", "decision", "reason"}), {28, 26, 9, 24, 28}, {}};
    for (const auto& h : data_.risk.hits)
      out.table.rows.push_back(
          {code("hit", h.kind) + "\n" + h.subject, matched(h) + "\n" + code("source", h.source), std::to_string(h.score),
           h.decision.empty() ? word("undecided") : code("decision", h.decision) + "\n" + who(h.decided_by) + "\n" + at(h.decided_at),
           h.reason});
    return out;
  }

  outbound::PdfSection decisions() const {
    auto out = section("decisions");
    const auto& row = view_.row;
    out.facts = {{word("status"), code("state", row.status)},
                 {word("recommended"), row.recommended_by ? who(row.recommended_by->str()) + "  " + at(row.recommended_at) : "–"},
                 {word("approved"), row.approved_by ? who(row.approved_by->str()) + "  " + at(row.approved_at) : "–"}};
    if (!view_.application.decision_reason.empty()) out.facts.emplace_back(word("reason"), view_.application.decision_reason);
    for (const auto& note : view_.notes)
      out.facts.emplace_back(word(note.visible_to_applicant ? "message" : "note"),
                             at(note.at) + "  " + who(note.author) + "\n" + note.text);
    return out;
  }

  outbound::PdfSection certificates() const {
    auto out = section("certificates");
    out.table = {head({"common_name", "serial", "issued", "expires", "status"}), {26, 32, 22, 22, 12}, {}};
    for (const auto& c : data_.certificates)
      out.table.rows.push_back({c.common_name, core::to_hex(c.serial), at(c.issued_at), at(c.not_after), code("state", c.status)});
    return out;
  }

  outbound::PdfSection timeline() const {
    auto out = section("timeline");
    out.table = {head({"seq", "at", "action", "actor", "hash"}), {9, 22, 26, 22, 34}, {}};
    for (const auto& [event, previous] : data_.events)
      out.table.rows.push_back(
          {std::to_string(event.seq), at(event.at), event.action, who(event.actor), core::to_hex(event.hash).substr(0, 32) + "…"});
    return out;
  }

  const World& world_;
  const CaseFileData& data_;
  const CaseView& view_;
  core::Language language_;
  core::Instant now_;
};

} // namespace

core::Result<core::Bytes> draw_case_file(const World& world, const CaseFileData& data, core::Language language, core::Instant now) {
  return outbound::render_report(CaseReport(world, data, language, now).make());
}

} // namespace usecases
