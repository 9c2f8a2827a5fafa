#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace usecases {

/// Something that the caller could do with an object, and whether it may now; so that no client re-implements a rule.
struct Action {
  std::string name;
  bool allowed = false;
  std::optional<std::string> reason_code;
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(Action, (), (name, allowed, reason_code, reason))

/// An action with the outcome of its rule.
inline Action make_action(std::string_view name, const core::Result<void>& may, core::Language language) {
  if (may) return {std::string(name), true, std::nullopt, std::nullopt};
  return {std::string(name), false, std::string(may.error().code.name), core::describe(may.error(), language)};
}

} // namespace usecases
