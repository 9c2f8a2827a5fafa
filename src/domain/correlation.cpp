#include "domain/correlation.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/errors.h"
#include "domain/phone_number.h"

#include <algorithm>

namespace domain {
namespace {

constexpr std::string_view hr_call = "hr_call";

std::string topic_of(std::string_view field) {
  if (field.starts_with("name")) return "name";
  if (field == "address" || field == "postalCode") return "address";
  return field == "corporateNumber" || field == "lei" ? "number" : "register";
}

bool same_phone(const std::string& a, const std::string& b) {
  const auto left = PhoneNumber::parse(a);
  const auto right = PhoneNumber::parse(b);
  return left && right && *left == *right;
}

CorrelationRow register_row(const RegisterField& field) {
  return {"register." + field.compared.field,
          topic_of(field.compared.field),
          {{"application", field.compared.applied}, {"register", field.compared.registered}},
          field.compared.match,
          field.verdict};
}

CorrelationRow employer_row(const CorrelationFacts& facts, const CorrelatedContact& contact) {
  return {"employer." + contact.role,
          "name",
          {{"application", facts.organization}, {"contact", contact.person.employer}},
          compare_company_names(facts.organization, contact.person.employer),
          {}};
}

/// An independent number that is the organization's own, or the contact's, speaks for both; another one is to be explained.
CorrelationRow phone_row(const CorrelationFacts& facts, const CorrelatedCall& call) {
  const auto contact = std::ranges::find(facts.contacts, call.role, &CorrelatedContact::role);
  const auto contact_phone = contact == facts.contacts.end() ? std::string() : contact->person.phone;
  auto match = Match::different;
  if (same_phone(call.number, facts.phone))
    match = Match::same;
  else if (same_phone(call.number, contact_phone))
    match = Match::equivalent;
  return {"phone." + call.step,
          "phone",
          {{"application", facts.phone}, {"contact", contact_phone}, {call.number_source, call.number}},
          match,
          {}};
}

CorrelationRow person_row(const CorrelationFacts& facts, const CorrelatedContact& contact) {
  CorrelationRow row{"person." + contact.role, "person", {{"application", contact.person.full_name()}}, {}, {}};
  for (const auto& call : facts.calls) {
    if (call.role != contact.role || !call.passed || call.reached.empty() || call.step == hr_call) continue;
    row.values.push_back({"call", call.reached});
    row.match = compare_spoken_name(contact.person, call.reached);
    break;
  }
  return row;
}

CorrelationRow subject_row(const FieldComparison& compared) {
  return {"certificate." + compared.field,
          compared.field == "organization" ? "name" : "address",
          {{"application", compared.applied}, {"register", compared.registered}},
          compared.match,
          {}};
}

/// Nobody confirms their own employment.
std::optional<CorrelationRow> hr_row(const CorrelationFacts& facts) {
  const auto call = std::ranges::find_if(facts.calls, [](const CorrelatedCall& made) { return made.step == hr_call && made.passed; });
  if (call == facts.calls.end()) return std::nullopt;
  const auto contact = std::ranges::find(facts.contacts, call->role, &CorrelatedContact::role);
  if (contact == facts.contacts.end() || compare_spoken_name(contact->person, call->reached) == Match::different) return std::nullopt;
  return CorrelationRow{
      "person." + call->step, "person", {{"application", contact->person.full_name()}, {"call", call->reached}}, Match::different, {}};
}

Match compare_titles(const Person& person, const std::string& stated) {
  if (person.title == stated) return Match::same;
  const auto said = person_name_key(stated, "");
  const bool alike = said == person_name_key(person.title, "") || said == person_name_key(person.department, person.title);
  return alike ? Match::equivalent : Match::different;
}

/// The title applied for beside what the person stated and what was heard on the telephone.
std::optional<CorrelationRow> title_row(const CorrelationFacts& facts) {
  const auto contact = std::ranges::find(facts.contacts, "higher_authority", &CorrelatedContact::role);
  if (contact == facts.contacts.end()) return std::nullopt;
  CorrelationRow row{"title.higher_authority", "person", {{"application", contact->person.title}}, {}, {}};
  const auto add = [&](const std::string& source, const std::string& title) {
    row.values.push_back({source, title});
    row.match = std::max(row.match.value_or(Match::same), compare_titles(contact->person, title));
  };
  if (facts.stated_title) add("contact", *facts.stated_title);
  for (const auto& call : facts.calls)
    if (call.role == contact->role && call.passed && !call.stated_title.empty()) add("call", call.stated_title);
  if (!row.match) return std::nullopt;
  return row;
}

void add_file_rows(const CorrelationFacts& facts, const CorrelatedFile& file, std::vector<CorrelationRow>& rows) {
  CorrelationRow row{"file." + file.id, "file", {{"file", file.subject}}, {}, {}};
  if (!file.issued_on.empty()) row.values.push_back({"file_date", file.issued_on});
  rows.push_back(std::move(row));
  if (!file.name.empty())
    rows.push_back({"fileName." + file.id,
                    "name",
                    {{"application", facts.organization}, {"file", file.name}},
                    compare_company_names(facts.organization, file.name),
                    {}});
  if (!file.address.empty())
    rows.push_back({"fileAddress." + file.id,
                    "address",
                    {{"application", facts.address}, {"file", file.address}},
                    compare_addresses(facts.address, file.address),
                    {}});
}

std::string listed(const std::vector<const CorrelationRow*>& rows) {
  std::vector<std::string> keys;
  keys.reserve(rows.size());
  for (const auto* row : rows) keys.push_back(row->key);
  return core::join(keys, ", ");
}

} // namespace

std::string compared_words(const CorrelationRow& row) {
  std::string text = row.key;
  for (const auto& value : row.values) text += '\n' + value.source + '\t' + value.text;
  return text;
}

std::vector<CorrelationRow> correlate(const CorrelationFacts& facts) {
  std::vector<CorrelationRow> rows;
  for (const auto& field : facts.register_fields) rows.push_back(register_row(field));
  for (const auto& field : facts.subject) rows.push_back(subject_row(field));
  for (const auto& contact : facts.contacts)
    if (!contact.person.employer.empty()) rows.push_back(employer_row(facts, contact));
  for (const auto& call : facts.calls)
    if (call.passed && std::ranges::find(rows, "phone." + call.step, &CorrelationRow::key) == rows.end())
      rows.push_back(phone_row(facts, call));
  for (const auto& contact : facts.contacts) rows.push_back(person_row(facts, contact));
  for (auto& row : {hr_row(facts), title_row(facts)})
    if (row) rows.push_back(*row);
  for (const auto& file : facts.files) add_file_rows(facts, file, rows);
  return rows;
}

std::int64_t count_compared(const std::vector<CorrelationRow>& rows) {
  const auto is_own = [](const CorrelatedValue& value) { return value.source == "application" || value.source == "contact"; };
  return std::ranges::count_if(rows, [&](const auto& row) { return row.match && !std::ranges::all_of(row.values, is_own); });
}

core::Result<void> check_differences(const std::vector<CorrelationRow>& rows) {
  std::vector<const CorrelationRow*> open;
  std::vector<const CorrelationRow*> refused;
  for (const auto& row : rows) {
    if (row.match != Match::different) continue;
    if (!row.verdict)
      open.push_back(&row);
    else if (!row.verdict->accepted)
      refused.push_back(&row);
  }
  if (!open.empty()) return core::fail(errors::differences_open, {{"fields", listed(open)}});
  if (!refused.empty()) return core::fail(errors::difference_refused, {{"fields", listed(refused)}});
  return {};
}

} // namespace domain
