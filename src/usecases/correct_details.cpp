#include "usecases/correct_details.h"

#include "core/errors.h"
#include "core/text.h"
#include "domain/errors.h"
#include "domain/phone_number.h"
#include "storage/cases.h"
#include "usecases/audit.h"
#include "usecases/field_problems.h"

namespace usecases {
namespace {

std::string note_text(const OpenLink& open, const DetailCorrection& correction) {
  const auto language = open.affair.language();
  const auto person = open.consents.empty() ? std::string() : open.consents.front().person;
  auto text = core::message(language, "consents", "note.correction", {{"person", person}});
  const std::array<std::pair<std::string_view, const std::optional<std::string>&>, 3> parts{
      {{"note.correction_phone", correction.phone},
       {"note.correction_title", correction.title},
       {"note.correction_words", correction.message}}};
  for (const auto& [key, value] : parts)
    if (!core::trim(value.value_or("")).empty()) text += "\n" + core::message(language, "consents", key, {{"value", core::trim(*value)}});
  return text;
}

core::Result<void> check(const DetailCorrection& correction) {
  FieldProblems problems;
  if (correction.phone && !core::trim(*correction.phone).empty()) problems.keep("/phone", domain::PhoneNumber::parse(*correction.phone));
  const auto all = correction.phone.value_or("") + correction.title.value_or("") + correction.message.value_or("");
  if (core::trim(all).empty()) problems.add("/message", errors::field_missing);
  return problems.finish();
}

} // namespace

core::Result<ConsentPage> correct_details(World& world, const Actor& actor, const DetailCorrection& correction) {
  TRY(check(correction));
  const auto now = world.clock.now();
  return world.database.write([&](storage::Transaction& tx) -> core::Result<ConsentPage> {
    const auto open = TRY(load_own_link(tx, world, actor));
    if (!TRY(has_shown_code(tx, world, actor))) return core::fail(domain::errors::consent_code_needed);
    const auto vetting_case =
        TRY(core::require(TRY(storage::find_case_of_application(tx, open.affair.application.id)), core::errors::not_found));
    const storage::NoteRow note{storage::NoteId::make(), vetting_case.id, "system", note_text(open, correction), false, now};
    TRY(storage::insert_note(tx, note));
    audit(tx, actor, {"contact_correction_noted", vetting_case.id.str(), open.link.account_id.str(), {{"note", note.id.str()}}}, now);
    return compose_consent_page(tx, world, open.link.id, true, actor.language);
  });
}

} // namespace usecases
