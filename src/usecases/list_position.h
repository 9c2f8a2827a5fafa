#pragma once

#include "core/errors.h"
#include "storage/errors.h"

namespace usecases {

/// A list's answer, where an `after` that no answer of this list gave becomes a refusal of that parameter.
template <class T>
core::Result<T> after_checked(core::Result<T> list) {
  if (list || list.error().code != storage::errors::cursor_invalid) return list;
  return core::fail(core::Error{core::errors::invalid_request, {}, {}, {{"?after", std::string(list.error().code.name), {}}}});
}

} // namespace usecases
