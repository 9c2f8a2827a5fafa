#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace core {

/// Reads a JSON object that this program stored itself; what is absent or of another type reads as empty.
class JsonText {
public:
  static JsonText parse(std::string_view text) {
    boost::system::error_code failed;
    auto value = boost::json::parse(text, failed);
    return JsonText(failed || !value.is_object() ? boost::json::object{} : std::move(value.as_object()));
  }
  std::string text(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
  }
  bool boolean(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    return value != nullptr && value->is_bool() && value->as_bool();
  }
  std::vector<std::string> strings(std::string_view key) const {
    std::vector<std::string> items;
    const auto* value = object_.if_contains(key);
    if (value == nullptr || !value->is_array()) return items;
    for (const auto& item : value->as_array())
      if (item.is_string()) items.emplace_back(item.as_string());
    return items;
  }
  const boost::json::object& object() const { return object_; }

private:
  explicit JsonText(boost::json::object object) : object_(std::move(object)) {}
  boost::json::object object_;
};

} // namespace core
