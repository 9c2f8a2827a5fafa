#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace domain {

/// The types of documents that a case takes (C05), told by their content alone.
enum class FileType : std::uint8_t { pdf, png, jpeg, tiff, text };
std::string_view media_type(FileType type);

/// What the bytes are: a whole PDF, PNG, JPEG or TIFF that begins where the file begins, or plain UTF-8 text. Everything else is refused
/// with what it looks like: `evidence_type_refused` (also what is two things at once), `evidence_empty`.
core::Result<FileType> recognize_file(core::ByteView content);

/// A name that is safe in every file system and page: the last part of a path, without control, direction and reserved characters, at most
/// 120 characters, ending as its type does. `evidence_name_differs` where the name claims another type than the content has.
core::Result<std::string> evidence_file_name(std::string_view given, FileType type);

} // namespace domain
