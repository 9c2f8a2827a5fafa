#include "support/ev_story.h"

#include "support/consent.h"
#include "support/story.h"

namespace support {
namespace {

HttpReply expect(HttpReply reply, int status) {
  if (reply.status != status) throw std::runtime_error(std::to_string(reply.status) + " " + reply.body);
  return reply;
}

} // namespace

boost::json::object ev_draft(const std::string& mark, const std::vector<std::string>& names) {
  auto draft = registered_draft(mark, names);
  draft["registration"] = boost::json::object{{"businessCategory", "Private Organization"},
                                              {"jurisdictionCountry", "JP"},
                                              {"jurisdictionState", ""},
                                              {"jurisdictionLocality", ""},
                                              {"registrationNumber", ""},
                                              {"certificateStreet", "9-9-9 Marunouchi"}};
  auto& contacts = draft["contacts"].as_object();
  contacts["higherAuthority"] = person_json("大川", mark + "-higher@aozora.test");
  contacts["contractSigner"] = person_json("契約", mark + "-signer@aozora.test");
  contacts["accountAdministrator"] = person_json("管理", mark + "-admin@aozora.test");
  return draft;
}

Filed file_ev_application(House& house, const boost::json::object& changes, std::vector<std::string> names) {
  auto filed = begin_application(house, "ev-multi-domain", std::move(names));
  auto draft = ev_draft(filed.mark, filed.names);
  auto& registration = draft["registration"].as_object();
  auto& organization = draft["organization"].as_object();
  for (const auto& [key, value] : changes)
    (registration.contains(key) ? registration : organization.contains(key) ? organization : draft)[key] = value;
  expect(submit_draft(filed, draft), 201);
  find_case(house, filed);
  return filed;
}

HttpReply finish_ev_vetting(House& house, const Filed& filed, const std::string& register_number) {
  auto first = house.staff("specialist");
  expect(check_register(first, filed, register_number), 201);
  for (const auto& [step, reached] : std::initializer_list<std::pair<const char*, const char*>>{{"hr_call", "人事 花子"},
                                                                                                {"authorization_call", "山田 太郎"},
                                                                                                {"contract_signer_call", "契約 太郎"},
                                                                                                {"higher_authority_call", "大川 太郎"}})
    expect(call_through(first, filed, step, reached), 200);
  consent_to_everything(house.world(), house.visitor(), filed.application_id);
  expect(decide(first, filed, "recommendations"), 200);
  auto second = house.staff("approving_specialist");
  return decide(second, filed, "approvals");
}

} // namespace support
