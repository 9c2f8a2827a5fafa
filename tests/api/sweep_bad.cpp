#include "sweep.h"

#include "core/bytes.h"
#include "http/url.h"

namespace sweep {
namespace {

namespace json = boost::json;
using http::Rule;
using Kind = Shape::Kind;

std::string_view type_code(const Shape& shape) {
  switch (shape.kind) {
  case Kind::text:
  case Kind::enumeration:
    return "field_not_text";
  case Kind::integer:
    return "field_not_integer";
  case Kind::boolean:
    return "field_not_boolean";
  case Kind::list:
    return "field_not_list";
  case Kind::map:
  case Kind::object:
    return "field_not_object";
  case Kind::document:
    break;
  }
  return "";
}

/// One value of each JSON type but the shape's own.
std::vector<json::value> other_types(const Shape& shape) {
  std::vector<json::value> values;
  if (shape.kind != Kind::text && shape.kind != Kind::enumeration) values.emplace_back("7");
  if (shape.kind != Kind::integer) values.emplace_back(7);
  if (shape.kind == Kind::integer) values.emplace_back(1.5);
  if (shape.kind != Kind::boolean) values.emplace_back(true);
  if (shape.kind != Kind::list) values.emplace_back(json::array{});
  if (shape.kind != Kind::object && shape.kind != Kind::map) values.emplace_back(json::object{});
  return values;
}

/// What the pointer leads to; a member that its object does not have yet is made.
json::value& member(json::value& root, const std::string& pointer) {
  const auto slash = pointer.rfind('/');
  auto& parent = slash == 0 ? root : root.at_pointer(pointer.substr(0, slash));
  const auto name = pointer.substr(slash + 1);
  return parent.is_array() ? parent.get_array().at(std::stoul(name)) : parent.as_object()[name];
}

class Mutations {
public:
  explicit Mutations(const Shape& shape) : good_(sample(shape, {}, true)) { spoil(shape, {}, false, ""); }
  std::vector<BadBody> take() && { return std::move(made_); }

private:
  void put(const std::string& what, const std::string& pointer, json::value value, std::string_view code,
           const std::string& reported = {}) {
    auto body = good_;
    if (pointer.empty())
      body = std::move(value);
    else
      member(body, pointer) = std::move(value);
    made_.push_back({what, json::serialize(body), reported.empty() ? pointer : reported, std::string(code)});
  }
  void leave_out(const std::string& parent, const std::string& name) {
    auto body = good_;
    (parent.empty() ? body : body.at_pointer(parent)).as_object().erase(name);
    made_.push_back({"missing", json::serialize(body), parent + "/" + name, "field_required"});
  }
  void spoil(const Shape& shape, const Rule& rule, bool optional, const std::string& at) {
    if (shape.kind == Kind::document) return;
    for (auto& value : other_types(shape)) put("wrong type", at, value, type_code(shape));
    if (!optional) put("null", at, nullptr, type_code(shape));
    if (shape.kind == Kind::text) spoil_text(shape, rule, at);
    if (shape.kind == Kind::enumeration) put("not one of", at, "surely not", "field_not_one_of");
    if (shape.kind == Kind::integer) spoil_integer(rule, at);
    if (shape.kind == Kind::list) spoil_list(shape, rule, at);
    if (shape.kind == Kind::object) spoil_object(shape, at);
  }
  void spoil_text(const Shape& shape, const Rule& rule, const std::string& at) {
    put("oversized", at, json::string(rule.max_length + 1, 'a'), "field_too_long");
    auto unprintable = json::string(std::max<std::size_t>(rule.min_length, 2) - 1, 'a');
    unprintable += '\x01';
    put("control character", at, unprintable, "field_wrong_characters");
    if (rule.min_length > 0)
      for (const auto* blank : {"", " ", "　\u00a0\u200b"}) put("blank", at, blank, "field_empty");
    if (rule.min_length > 1) put("too short", at, json::string(rule.min_length - 1, 'a'), "field_too_short");
    if (!rule.one_of.empty()) put("not one of", at, "surely not", "field_not_one_of");
    if (!shape.format.empty()) put("wrong form", at, "yesterday", "");
  }
  void spoil_integer(const Rule& rule, const std::string& at) {
    put("beyond 64 bits", at, std::numeric_limits<std::uint64_t>::max(), "field_too_large");
    if (rule.minimum != Rule{}.minimum) put("too small", at, rule.minimum - 1, "field_too_small");
    if (rule.maximum != Rule{}.maximum) put("too large", at, rule.maximum + 1, "field_too_large");
  }
  void spoil_list(const Shape& shape, const Rule& rule, const std::string& at) {
    put("too many", at, json::array(rule.max_items + 1, sample(shape.element(), rule, true)), "field_too_many");
    if (rule.min_items > 0) put("too few", at, json::array{}, "field_too_few");
    spoil(shape.element(), rule, false, at + "/0");
  }
  void spoil_object(const Shape& shape, const std::string& at) {
    put("unknown", at + "/surprise", 1, "field_unknown");
    for (const auto& field : shape.fields) {
      if (!field.optional && !field.rule.has_default) leave_out(at, field.name);
      spoil(field.shape(), field.rule, field.optional, at + "/" + field.name);
    }
  }

  json::value good_;
  std::vector<BadBody> made_;
};

void spoil_parameter(const http::FieldShape& field, std::vector<BadBody>& made) {
  const auto add = [&](const std::string& what, const std::string& value, std::string_view code) {
    made.push_back({what, field.name + "=" + http::percent_encode(value), "?" + field.name, std::string(code)});
  };
  const auto& shape = field.shape();
  const auto& rule = field.rule;
  if (shape.kind == Kind::integer) {
    for (const std::string text : {"many", "1.5", "0x10", "99999999999999999999", "1e3", " 1", "%"})
      add("no number", text, "field_not_integer");
    if (rule.minimum != Rule{}.minimum) add("too small", std::to_string(rule.minimum - 1), "field_too_small");
    if (rule.maximum != Rule{}.maximum) add("too large", std::to_string(rule.maximum + 1), "field_too_large");
  } else if (shape.kind == Kind::text) {
    add("oversized", std::string(rule.max_length + 1, 'a'), "field_too_long");
    if (!rule.one_of.empty()) add("not one of", "surely not", "field_not_one_of");
    if (!shape.format.empty()) add("wrong form", "yesterday", "");
    if (field.name == "after")
      for (const auto* bytes : {"x", "12", "12\nord_\n", "no-number\n\xff\xfe"})
        for (const auto& cursor : {std::string(bytes), core::to_base64url(core::as_bytes(std::string_view(bytes)))}) {
          if (cursor.find_first_of("\n\xff") == std::string::npos) add("no cursor", cursor, "cursor_invalid");
        }
  }
  if (shape.kind != Kind::list) made.push_back({"twice", field.name + "=1&" + field.name + "=1", "?" + field.name, "field_duplicate"});
}

} // namespace

std::vector<BadBody> bad_bodies(const Shape& shape) { return Mutations(shape).take(); }

std::vector<BadBody> bad_queries(const Shape* shape) {
  std::vector<BadBody> made{{"unknown", "surprise=1", "?surprise", "field_unknown"}};
  if (shape != nullptr)
    for (const auto& field : shape->fields) spoil_parameter(field, made);
  return made;
}

} // namespace sweep
