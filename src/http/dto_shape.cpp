#include "http/dto_shape.h"

#include "core/errors.h"
#include "http/dto_reader.h"
#include "http/url.h"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

/// The text as the JSON value that a field of that kind wants; text that does not fit stays text, which the reader
/// refuses.
boost::json::value coerce(const std::string& text, const Shape& shape) {
  const auto* end = text.data() + text.size();
  if (shape.kind == Shape::Kind::integer) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr == end) return number;
  } else if (shape.kind == Shape::Kind::boolean && (text == "true" || text == "false")) {
    return text == "true";
  }
  return boost::json::value(text);
}

} // namespace

std::string wire_field_name(std::string_view member) {
  if (member.ends_with('_')) member.remove_suffix(1);
  std::string out;
  bool upper = false;
  for (const char c : member) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return out;
}

core::Result<boost::json::object> query_document(std::string_view query, const Shape& shape) {
  const auto pairs = parse_query_pairs(query);
  if (!pairs) return core::fail(core::errors::malformed_request, {}, "query string");
  boost::json::object document;
  FieldErrors errors;
  const Place root{.separator = '?'};
  for (const auto& [name, text] : *pairs) {
    const auto field = std::ranges::find(shape.fields, name, &FieldShape::name);
    if (field != shape.fields.end() && text.empty()) continue; // a form's empty field says nothing
    if (field != shape.fields.end() && field->shape().kind == Shape::Kind::list) {
      auto& list = document.emplace(name, boost::json::array()).first->value().get_array();
      list.push_back(coerce(text, field->shape().element()));
    } else if (document.contains(name)) {
      errors.add(Place{.parent = &root, .key = name}, field_errors::duplicate);
    } else {
      document.emplace(name, field == shape.fields.end() ? boost::json::value(text) : coerce(text, field->shape()));
    }
  }
  if (!errors.empty()) return std::move(errors).failure();
  return document;
}

} // namespace http
