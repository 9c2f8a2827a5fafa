#pragma once

#include "core/clock.h"
#include "core/i18n.h"
#include "core/id.h"
#include "core/result.h"
#include "core/time.h"
#include "http/dto_reader.h"
#include "http/dto_shape.h"
#include "http/dto_traits.h"
#include "http/dto_writer.h"

/// A DTO is a plain struct with one field list, from which parsing, printing and the schema come:
///
///     struct Recipient {
///       std::string display_name;                 // "displayName" on the wire
///       std::optional<std::string> email;         // may be absent or null in a request; null in an answer
///       static constexpr std::array rules{http::Rule{.field = "display_name", .min_length = 1, .max_length = 80}};
///     };
///     BOOST_DESCRIBE_STRUCT(Recipient, (), (display_name, email))
///
/// Members may be text, integers, bool, described enums, core::Instant (RFC 3339), dates, core::Id, core::Language,
/// std::optional, std::vector, std::map<std::string, T>, boost::json::value/object and other DTOs.
namespace http {

/// Reads a DTO from JSON text. The error is `json_malformed`, or `invalid_request` with all of its fields' errors.
template <class T>
core::Result<T> parse(std::string_view text) {
  auto document = TRY(parse_json(text));
  T value{};
  FieldErrors errors;
  read(document, value, Place{}, Rule{}, errors);
  if (!errors.empty()) return std::move(errors).failure();
  return value;
}

/// Reads a DTO of scalars, optionals and lists from a query string; fields are reported as `?name`.
template <class T>
core::Result<T> parse_query(std::string_view query) {
  auto document = TRY(query_document(query, shape<T>()));
  T value{};
  FieldErrors errors;
  read(boost::json::value(std::move(document)), value, Place{.separator = '?'}, Rule{}, errors);
  if (!errors.empty()) return std::move(errors).failure();
  return value;
}

/// Prints a DTO as compact JSON.
template <class T>
std::string to_json(const T& value) {
  std::string out;
  out.reserve(512);
  write(out, value);
  return out;
}

/// A page of a list.
template <class T>
struct Page {
  std::vector<T> items{};
  std::optional<std::int64_t> total{};
  std::optional<std::int64_t> total_at_least{};
  std::optional<std::string> next{};
  static constexpr std::array rules{Rule{.field = "items", .max_items = 1'000'000}, Rule{.field = "total", .omit_empty = true},
                                    Rule{.field = "total_at_least", .omit_empty = true}, Rule{.field = "next", .omit_empty = true}};
  static std::string dto_name() { return http::dto_name<T>() + "Page"; }
  BOOST_DESCRIBE_CLASS(Page, (), (items, total, total_at_least, next), (), ())
};

} // namespace http
