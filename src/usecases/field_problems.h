#pragma once

#include "core/errors.h"
#include "core/result.h"
#include "core/unicode.h"
#include "usecases/errors.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace usecases {

/// All that is wrong with a request's fields, told at once.
class FieldProblems {
public:
  /// An error with field errors of its own (a list's element) keeps those; otherwise it belongs to `field` as a whole.
  void add(std::string_view field, const core::Error& error) {
    if (error.fields.empty()) fields_.push_back({std::string(field), std::string(error.code.name), error.params});
    for (const auto& inner : error.fields) fields_.push_back(inner);
  }
  void add(std::string_view field, core::ErrorCode code, core::Params params = {}) {
    fields_.push_back({std::string(field), std::string(code.name), std::move(params)});
  }
  /// The value, or nothing and the problem noted.
  template <class T>
  std::optional<T> keep(std::string_view field, core::Result<T> result) {
    if (result) return std::move(*result);
    add(field, result.error());
    return std::nullopt;
  }
  /// Notes a text that holds nothing.
  bool require(std::string_view field, std::string_view text) {
    if (!core::is_blank(text)) return true;
    add(field, errors::field_missing);
    return false;
  }
  bool empty() const { return fields_.empty(); }
  core::Result<void> finish() const {
    if (fields_.empty()) return {};
    return core::fail(core::Error{core::errors::invalid_request, {}, {}, fields_});
  }

private:
  std::vector<core::FieldError> fields_;
};

} // namespace usecases
