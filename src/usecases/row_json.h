#pragma once

#include "core/bytes.h"
#include "core/time.h"
#include "storage/row.h"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <vector>

/// Stored rows as JSON for an export: members under the columns' names, times in RFC 3339, bytes in hexadecimal.
namespace usecases {

template <class T>
boost::json::value cell_json(const T& value) {
  if constexpr (requires { value.has_value(); }) {
    return value ? cell_json(*value) : boost::json::value(nullptr);
  } else if constexpr (requires { value.str(); }) {
    return boost::json::value(value.str());
  } else if constexpr (std::same_as<T, core::Instant>) {
    return boost::json::value(core::to_rfc3339(value));
  } else if constexpr (std::same_as<T, core::Bytes>) {
    return boost::json::value(core::to_hex(value));
  } else if constexpr (std::same_as<T, storage::List>) {
    boost::json::array items;
    for (const auto& item : value) items.emplace_back(item);
    return items;
  } else {
    return boost::json::value(value);
  }
}

template <class Row>
boost::json::object row_json(const Row& row) {
  boost::json::object object;
  boost::mp11::mp_for_each<boost::describe::describe_members<Row, boost::describe::mod_public>>(
      [&](auto member) { object.emplace(member.name, cell_json(row.*member.pointer)); });
  return object;
}

template <class Row>
boost::json::array rows_json(const std::vector<Row>& rows) {
  boost::json::array out;
  for (const auto& row : rows) out.push_back(row_json(row));
  return out;
}

} // namespace usecases
