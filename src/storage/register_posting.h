#pragma once

#include "storage/register.h"

namespace storage {

/// What a posting list keeps of an entry: its corporate number, then six bits of its prefecture.
std::uint64_t posting_of(const RegisterRow& row);
std::string number_of(std::uint64_t posting);
std::uint8_t prefecture_of(std::uint64_t posting);
/// The name that is searched: a key without the legal form at its end.
std::string_view searched_name(const RegisterRow& row);

} // namespace storage
