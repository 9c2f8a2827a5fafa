#include "usecases/case_file_words.h"

#include "core/text.h"
#include "core/time.h"

namespace usecases {

std::string CaseWords::word(const std::string& key, const core::Params& params) const {
  return core::message(language_, "casefile", key, params);
}

std::string CaseWords::code(std::initializer_list<std::string_view> groups, const std::string& value) const {
  for (const auto group : groups)
    for (const auto* catalogue : {"words", "casefile", "codes"}) {
      const auto key = std::string(group) + "." + value;
      if (core::has_message(language_, catalogue, key)) return core::message(language_, catalogue, key);
    }
  return value;
}

std::string CaseWords::action(const std::string& name) const { return core::message(language_, "actions", name); }

std::string CaseWords::at(core::Instant instant) const {
  return core::to_local_text(instant, world_.calendar.zone(), core::to_string(language_));
}

std::string CaseWords::at(const std::optional<core::Instant>& instant) const { return instant ? at(*instant) : "–"; }

std::string CaseWords::codes(std::string_view group, const std::vector<std::string>& values) const {
  std::vector<std::string> texts;
  for (const auto& value : values) texts.push_back(code({group}, value));
  return core::join(texts, word("and"));
}

std::string CaseWords::who(const std::string& id) const {
  if (id.empty()) return "–";
  const auto found = data_.actors.find(id);
  const auto actor = found == data_.actors.end() ? storage::ActorName{"visitor", {}, {}, {}} : found->second;
  const auto role = actor.roles.empty() ? word("actor." + actor.kind) : codes("role", actor.roles);
  return actor.name.empty() ? role : word("actor_name", {{"name", actor.name}, {"role", role}});
}

std::string CaseWords::at_by(const std::optional<core::Instant>& instant, const std::string& id) const {
  return at(instant) + (id.empty() ? "" : "\n" + who(id));
}

outbound::PdfSection CaseWords::section(const std::string& key) const { return {word("section." + key), {}, {}, word("none")}; }

std::vector<std::string> CaseWords::head(const std::vector<std::string>& keys) const {
  std::vector<std::string> out;
  for (const auto& key : keys) out.push_back(word("column." + key));
  return out;
}

} // namespace usecases
