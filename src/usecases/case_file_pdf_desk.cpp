#include "usecases/case_file_words.h"

namespace usecases {

outbound::PdfSection CaseSections::documents() const {
  auto out = words.section("documents");
  out.table = {words.head({"file", "kind", "uploaded", "decision", "sha256"}), {20, 15, 24, 22, 38}, {}};
  for (const auto& file : data.view.files)
    out.table.rows.push_back({file.file_name, words.code({"category"}, file.category), words.at_by(file.uploaded_at, file.uploaded_by),
                              words.code({"file_status"}, file.status) + (file.decision_reason.empty() ? "" : "\n" + file.decision_reason) +
                                  (file.decided_by.empty() ? "" : "\n" + words.who(file.decided_by)),
                              file.sha256 + "\n" + document_path(file)});
  return out;
}

outbound::PdfSection CaseSections::questions() const {
  auto out = words.section("questions");
  out.table = {words.head({"asked", "question", "answered", "answer"}), {24, 36, 24, 32}, {}};
  for (const auto& q : data.view.questions)
    out.table.rows.push_back({words.at_by(q.asked_at, q.asked_by), q.text,
                              words.code({"question_status"}, q.status) + "\n" + words.at_by(q.closed_at, q.closed_by), q.answer});
  return out;
}

outbound::PdfSection CaseSections::high_risk() const {
  auto out = words.section("high_risk");
  for (const auto& s : data.risk.screenings)
    out.facts.emplace_back(words.at(s.at), words.word("screening", {{"cause", words.code({"cause"}, s.cause)},
                                                                    {"entries", std::to_string(s.entries)},
                                                                    {"hits", std::to_string(s.hits)}}));
  if (data.risk.hits.empty()) return out;
  out.table = {words.head({"hit", "matched", "score", "decision", "reason"}), {28, 26, 10, 24, 28}, {}};
  for (const auto& h : data.risk.hits)
    out.table.rows.push_back({words.code({"hit"}, h.kind) + "\n" + h.subject,
                              (h.kind == "mixed_script" ? words.code({"matched"}, h.matched) : h.matched) + "\n" +
                                  words.code({"number_source", "source"}, h.source),
                              std::to_string(h.score),
                              h.decision.empty()
                                  ? words.word("undecided")
                                  : words.code({"hit_decision"}, h.decision) + "\n" + words.at_by(h.decided_at, h.decided_by),
                              h.reason});
  return out;
}

outbound::PdfSection CaseSections::decisions() const {
  auto out = words.section("decisions");
  out.facts = {{words.word("status"), words.code({"case_status"}, data.view.row.status)}};
  if (!data.view.application.decision_reason.empty()) out.facts.emplace_back(words.word("reason"), data.view.application.decision_reason);
  out.table = {words.head({"decision", "actor", "at", "review"}), {13, 30, 24, 46}, {}};
  for (const auto& d : data.view.decisions)
    out.table.rows.push_back(
        {words.code({"decision"}, d.kind), words.who(d.decided_by), words.at(d.decided_at), d.note.empty() ? "–" : d.note});
  return out;
}

outbound::PdfSection CaseSections::notes() const {
  auto out = words.section("notes");
  out.table = {words.head({"at", "actor", "kind", "note"}), {24, 26, 16, 48}, {}};
  for (const auto& note : data.view.notes)
    out.table.rows.push_back(
        {words.at(note.at), words.who(note.author), words.word(note.visible_to_applicant ? "message" : "note"), note.text});
  return out;
}

} // namespace usecases
