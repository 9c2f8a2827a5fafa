#pragma once

#include "http/dto_traits.h"

#include <string>
#include <string_view>

namespace http {

/// Appends text as a JSON string.
void write_text(std::string& out, std::string_view text);
void write_integer(std::string& out, std::int64_t number);
void write_unsigned(std::string& out, std::uint64_t number);
void write_document(std::string& out, const boost::json::value& document);

/// Appends a DTO or one of its members as JSON.
template <class T>
void write(std::string& out, const T& value);

namespace detail {

void write_list(std::string& out, const auto& items) {
  out += '[';
  for (bool first = true; const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write(out, item);
  }
  out += ']';
}

void write_map(std::string& out, const auto& members) {
  out += '{';
  for (bool first = true; const auto& [key, value] : members) {
    if (!first) out += ',';
    first = false;
    write_text(out, key);
    out += ':';
    write(out, value);
  }
  out += '}';
}

template <class T>
void write_struct(std::string& out, const T& value) {
  out += '{';
  bool first = true;
  for_each_member<T>([&](auto descriptor, const std::string& name, const Rule& rule) {
    const auto& member = value.*descriptor.pointer;
    using M = std::remove_cvref_t<decltype(member)>;
    if constexpr (is_optional<M>) {
      if (!member && rule.omit_empty) return;
    }
    if (!first) out += ',';
    first = false;
    out += '"';
    out += name;
    out += "\":";
    write(out, member);
  });
  out += '}';
}

} // namespace detail

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (is_optional<T>) {
    if (value)
      write(out, *value);
    else
      out += "null";
  } else if constexpr (std::same_as<T, std::string>) {
    write_text(out, value);
  } else if constexpr (std::same_as<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (Integer<T>) {
    if constexpr (std::is_signed_v<T>)
      write_integer(out, value);
    else
      write_unsigned(out, value);
  } else if constexpr (WireEnum<T>) {
    write_text(out, enum_name(value));
  } else if constexpr (HasTextForm<T>) {
    write_text(out, TextForm<T>::print(value));
  } else if constexpr (is_list<T>) {
    detail::write_list(out, value);
  } else if constexpr (is_map<T>) {
    detail::write_map(out, value);
  } else if constexpr (JsonDocument<T>) {
    write_document(out, value);
  } else {
    static_assert(DescribedStruct<T>, "a DTO member's type needs BOOST_DESCRIBE_STRUCT, BOOST_DESCRIBE_ENUM or http::TextForm");
    detail::write_struct(out, value);
  }
}

} // namespace http
