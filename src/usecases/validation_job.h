#pragma once

#include <string_view>

namespace usecases {

/// The job that looks for a validation's random value until it is found or has expired; its subject is the validation.
inline constexpr std::string_view validation_job = "validation_check";

} // namespace usecases
