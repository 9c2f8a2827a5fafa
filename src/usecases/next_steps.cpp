#include "usecases/next_steps.h"

#include "core/text.h"
#include "domain/vetting.h"
#include "storage/consents.h"
#include "usecases/application.h"
#include "usecases/consent_affair.h"
#include "usecases/domain_step.h"

#include <algorithm>

namespace usecases {
namespace {

/// Somebody with all roles in which they are asked the same.
struct Asked {
  std::string name;
  std::string email;
  std::vector<std::string> roles;
};

void add(std::vector<Asked>& people, const std::string& name, const std::string& email, std::string role) {
  auto found = std::ranges::find_if(people, [&](const auto& person) { return person.name == name && person.email == email; });
  if (found == people.end()) found = people.insert(people.end(), {name, email, {}});
  found->roles.push_back(std::move(role));
}

class NextSteps {
public:
  explicit NextSteps(core::Language language) : language_(language) {}

  void add_domains(const std::vector<std::string>& names) {
    if (!names.empty()) tasks_.push_back(word("domains", {{"names", list_names(names, language_)}}));
  }
  void add_links(const std::vector<storage::ConsentRow>& consents) {
    std::vector<Asked> people;
    for (const auto& consent : consents)
      if (consent.status == "pending") add(people, consent.person, consent.email, role_word(consent.role, language_));
    add_people("links", people);
  }
  void add_calls(const std::vector<storage::StepRow>& steps, const std::vector<storage::ContactRow>& contacts) {
    std::vector<Asked> people;
    for (const auto& row : steps) {
      const auto step = domain::parse_step(row.step);
      const auto role = step && domain::is_call(*step) ? domain::contact_of(*step) : std::nullopt;
      if (!role || row.status == "passed" || row.status == "not_needed") continue;
      const auto contact = std::ranges::find(contacts, domain::to_string(*role), &storage::ContactRow::role);
      if (contact == contacts.end()) continue;
      const auto name = to_person(*contact).full_name();
      if (*step == domain::Step::hr_call)
        people.insert(people.begin(), {word("hr", {{"person", name}}), {}, {}});
      else
        add(people, name, contact->email, role_word(contact->role, language_));
    }
    add_people("calls", people);
  }
  std::string text() const { return tasks_.empty() ? word("nothing") : core::join(tasks_, "\n"); }

private:
  std::string word(const std::string& key, const core::Params& params = {}) const {
    return core::message(language_, "consents", "next_steps." + key, params);
  }
  std::string line_of(const Asked& person) const {
    if (person.roles.empty()) return person.name;
    return word("person", {{"person", person.name}, {"roles", core::join(person.roles, word("and"))}});
  }
  void add_people(const std::string& key, const std::vector<Asked>& people) {
    if (people.empty()) return;
    tasks_.push_back(word(key));
    for (const auto& person : people) tasks_.push_back(word("line", {{"text", line_of(person)}}));
  }

  core::Language language_;
  std::vector<std::string> tasks_;
};

} // namespace

core::Result<std::string> next_steps_text(storage::Transaction& tx, const World& world, const storage::ApplicationRow& application,
                                          const storage::CaseId& vetting_case) {
  NextSteps next(language_of(application));
  const auto steps = TRY(storage::list_steps(tx, vetting_case));
  if (std::ranges::find(steps, "domains", &storage::StepRow::step) != steps.end())
    next.add_domains(TRY(unproven_names(tx, world, application, world.clock.now())));
  next.add_links(TRY(storage::list_consents(tx, application.id)));
  next.add_calls(steps, TRY(storage::list_contacts(tx, application.id)));
  return next.text();
}

} // namespace usecases
