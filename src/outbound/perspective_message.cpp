#include "outbound/errors.h"
#include "outbound/perspective.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace outbound {
namespace {

namespace json = boost::json;

constexpr std::int64_t version = 1;
constexpr std::size_t longest_text = 2000;
constexpr std::size_t longest_evidence = 32 * 1024;

constexpr std::array<std::pair<ContactSource, std::string_view>, 2> sources{
    {{ContactSource::txt_email, "txt_email"}, {ContactSource::caa_email, "caa_email"}}};

core::Failure invalid(std::string_view why) { return core::fail(errors::perspective_message_invalid, {{"why", std::string(why)}}); }

/// Reads the members of an object one by one; what is missing, of another kind, too long or unknown is an error.
class Members {
public:
  static core::Result<Members> of(const json::value& value) {
    if (!value.is_object()) return invalid("object");
    return Members(value.get_object());
  }
  std::string text(std::string_view name, std::size_t most = longest_text) {
    const auto* value = take(name);
    if (value == nullptr || !value->is_string() || value->get_string().size() > most) return fail(name), std::string();
    return std::string(value->get_string());
  }
  std::int64_t number(std::string_view name, std::int64_t most) {
    const auto* value = take(name);
    if (value == nullptr || !value->is_int64() || value->get_int64() < 0 || value->get_int64() > most) return fail(name), 0;
    return value->get_int64();
  }
  bool flag(std::string_view name) {
    const auto* value = take(name);
    if (value == nullptr || !value->is_bool()) return fail(name), false;
    return value->get_bool();
  }
  const json::array& list(std::string_view name, std::size_t most) {
    static const json::array none;
    const auto* value = take(name);
    if (value == nullptr || !value->is_array() || value->get_array().size() > most) return fail(name), none;
    return value->get_array();
  }
  std::vector<std::string> texts(std::string_view name, std::size_t most) {
    std::vector<std::string> out;
    for (const auto& value : list(name, most)) {
      if (!value.is_string() || value.get_string().size() > longest_text) return fail(name), out;
      out.emplace_back(value.get_string());
    }
    return out;
  }
  const json::value& value(std::string_view name) {
    static const json::value none;
    const auto* found = take(name);
    return found == nullptr ? (fail(name), none) : *found;
  }
  core::Result<void> finish() const {
    if (!wrong_.empty()) return invalid(wrong_);
    if (taken_ != object_->size()) return invalid("an unknown member");
    return {};
  }

private:
  explicit Members(const json::object& object) : object_(&object) {}
  const json::value* take(std::string_view name) {
    ++taken_;
    return object_->if_contains(name);
  }
  void fail(std::string_view name) {
    if (wrong_.empty()) wrong_ = name;
  }
  const json::object* object_;
  std::size_t taken_ = 0;
  std::string wrong_;
};

core::Result<json::value> parse(std::string_view text) {
  boost::system::error_code failed;
  json::parse_options options;
  options.max_depth = 8;
  auto value = json::parse(text, failed, {}, options);
  if (failed) return invalid("JSON");
  return value;
}

json::object to_json(const TxtLook& look) {
  return {{"kind", "dns_txt"}, {"name", look.fqdn}, {"domain", look.authorization_domain}, {"value", look.value}};
}
json::object to_json(const WebLook& look) {
  return {{"kind", "web_file"}, {"name", look.fqdn}, {"file", look.file}, {"value", look.value}};
}
json::object to_json(const ContactLook& look) {
  const auto source = std::ranges::find(sources, look.source, &decltype(sources)::value_type::first);
  return {{"kind", "contact"}, {"name", look.fqdn}, {"domain", look.domain}, {"source", source->second}};
}
json::object to_json(const CnameLook& look) { return {{"kind", "cname"}, {"name", look.fqdn}, {"domain", look.domain}}; }
json::object to_json(const CaaLook& look) {
  json::array questions;
  for (const auto& question : look.questions)
    questions.push_back({{"name", question.name},
                         {"account", question.account_uri},
                         {"method", question.method},
                         {"mailbox", question.subject == CaaSubject::mailbox}});
  return {{"kind", "caa"}, {"questions", questions}, {"issuers", json::value_from(look.issuer_domains)}};
}

core::Result<CaaQuestion> parse_question(const json::value& value) {
  auto members = TRY(Members::of(value));
  CaaQuestion question{members.text("name"), members.text("account"), members.text("method")};
  if (members.flag("mailbox")) question.subject = CaaSubject::mailbox;
  TRY(members.finish());
  return question;
}

core::Result<Look> parse_caa_look(Members& members) {
  CaaLook look;
  for (const auto& question : members.list("questions", most_questions)) look.questions.push_back(TRY(parse_question(question)));
  look.issuer_domains = members.texts("issuers", 20);
  return Look(std::move(look));
}

core::Result<Look> parse_contact_look(Members& members) {
  ContactLook look{members.text("name"), members.text("domain"), {}};
  const auto source = std::ranges::find(sources, members.text("source"), &decltype(sources)::value_type::second);
  if (source == sources.end()) return invalid("source");
  look.source = source->first;
  return Look(std::move(look));
}

core::Result<Look> parse_members(Members& members) {
  const auto kind = members.text("kind");
  if (kind == "caa") return parse_caa_look(members);
  if (kind == "contact") return parse_contact_look(members);
  if (kind == "cname") return Look(CnameLook{members.text("name"), members.text("domain")});
  if (kind == "dns_txt") return Look(TxtLook{members.text("name"), members.text("domain"), members.text("value")});
  if (kind != "web_file") return invalid("kind");
  WebLook look{members.text("name"), members.text("file"), members.text("value")};
  return Look(std::move(look));
}

core::Result<Look> parse_look(const json::value& value) {
  auto members = TRY(Members::of(value));
  auto look = TRY(parse_members(members));
  TRY(members.finish());
  return look;
}

core::Result<Sighting> parse_sighting(const json::value& value) {
  auto members = TRY(Members::of(value));
  Sighting sighting{.agrees = members.flag("agrees"),
                    .restricted = members.flag("restricted"),
                    .fresh_for = static_cast<std::uint32_t>(members.number("freshFor", UINT32_MAX)),
                    .result = members.text("result"),
                    .found = members.texts("found", 100),
                    .evidence = members.text("evidence", longest_evidence)};
  TRY(members.finish());
  return sighting;
}

} // namespace

std::string encode(const LookRequest& request) {
  const json::object message{{"version", version},
                             {"perspective", request.perspective},
                             {"nonce", request.nonce},
                             {"at", request.at},
                             {"look", std::visit([](const auto& look) { return to_json(look); }, request.look)}};
  return json::serialize(message);
}

std::string encode(const LookReply& reply) {
  json::array sightings;
  for (const auto& sighting : reply.sightings)
    sightings.push_back({{"agrees", sighting.agrees},
                         {"restricted", sighting.restricted},
                         {"freshFor", sighting.fresh_for},
                         {"result", sighting.result},
                         {"found", json::value_from(sighting.found)},
                         {"evidence", sighting.evidence.substr(0, longest_evidence)}});
  const json::object message{
      {"version", version}, {"perspective", reply.perspective}, {"nonce", reply.nonce}, {"sightings", std::move(sightings)}};
  return json::serialize(message);
}

core::Result<LookRequest> parse_look_request(std::string_view text) {
  const auto value = TRY(parse(text));
  auto members = TRY(Members::of(value));
  if (members.number("version", version) != version) return invalid("version");
  LookRequest request{members.text("perspective"), members.text("nonce", 32), members.number("at", INT64_MAX), {}};
  request.look = TRY(parse_look(members.value("look")));
  TRY(members.finish());
  if (request.nonce.size() != 32 || !core::from_hex(request.nonce)) return invalid("nonce");
  return request;
}

core::Result<LookReply> parse_look_reply(std::string_view text) {
  const auto value = TRY(parse(text));
  auto members = TRY(Members::of(value));
  if (members.number("version", version) != version) return invalid("version");
  LookReply reply{members.text("perspective"), members.text("nonce", 32), {}};
  for (const auto& sighting : members.list("sightings", most_questions)) reply.sightings.push_back(TRY(parse_sighting(sighting)));
  TRY(members.finish());
  return reply;
}

} // namespace outbound
