#pragma once

#include "core/result.h"
#include "http/dto_traits.h"

#include <string>
#include <string_view>
#include <vector>

namespace http {

struct Shape;
using ShapeOf = const Shape& (*)();

struct FieldShape {
  std::string name;
  ShapeOf shape;
  Rule rule;
  bool optional = false;
};

/// The structure of a DTO as data, from which the schema is printed (dto_schema.h).
struct Shape {
  enum class Kind : std::uint8_t { text, integer, boolean, enumeration, list, map, document, object };
  Kind kind = Kind::text;
  std::string name = {};                ///< of an object
  std::string_view format = {};         ///< of text
  std::vector<std::string> values = {}; ///< of an enumeration
  ShapeOf element = nullptr;            ///< of a list or map
  std::vector<FieldShape> fields = {};  ///< of an object
};

template <class T>
const Shape& shape();

namespace detail {

template <class T>
Shape object_shape() {
  Shape object{.kind = Shape::Kind::object, .name = dto_name<T>()};
  for_each_member<T>([&](auto descriptor, const std::string& name, const Rule& rule) {
    using M = std::remove_cvref_t<decltype(std::declval<T&>().*descriptor.pointer)>;
    if constexpr (is_optional<M>)
      object.fields.push_back({name, &shape<typename M::value_type>, rule, true});
    else
      object.fields.push_back({name, &shape<M>, rule, false});
  });
  return object;
}

template <class T>
Shape make_shape() {
  if constexpr (std::same_as<T, std::string>) {
    return {.kind = Shape::Kind::text};
  } else if constexpr (std::same_as<T, bool>) {
    return {.kind = Shape::Kind::boolean};
  } else if constexpr (Integer<T>) {
    return {.kind = Shape::Kind::integer};
  } else if constexpr (WireEnum<T>) {
    Shape choice{.kind = Shape::Kind::enumeration};
    for (const auto& [name, value] : enum_values<T>()) choice.values.emplace_back(name);
    return choice;
  } else if constexpr (HasTextForm<T>) {
    return {.kind = Shape::Kind::text, .format = TextForm<T>::format};
  } else if constexpr (is_list<T>) {
    return {.kind = Shape::Kind::list, .element = &shape<typename T::value_type>};
  } else if constexpr (is_map<T>) {
    return {.kind = Shape::Kind::map, .element = &shape<typename T::mapped_type>};
  } else if constexpr (JsonDocument<T>) {
    return {.kind = Shape::Kind::document};
  } else {
    return object_shape<T>();
  }
}

} // namespace detail

/// The one shape of a type.
template <class T>
const Shape& shape() {
  static const Shape made = detail::make_shape<T>();
  return made;
}

/// A query string as a JSON object of the kinds that the shape's fields want (`limit=5` → 5, `names=a&names=b` → list).
core::Result<boost::json::object> query_document(std::string_view query, const Shape& shape);

} // namespace http
