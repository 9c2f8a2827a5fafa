#pragma once

#include "pki/name.h"
#include "usecases/field_problems.h"

namespace usecases {

/// A text of the subject as it will stand in the certificate, trimmed: legible, and one that can be written (BR 7.1.4.2).
void judge_attribute(std::string_view at, pki::AttributeType type, std::string& text, FieldProblems& problems);

} // namespace usecases
