#pragma once

#include "core/bytes.h"
#include "core/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace usecases {

/// Wraps what must be stored and read back (TOTP secrets, mails that carry a code): AES-256-GCM under the
/// installation's key, bound to a context such as the row's id. Nothing here can read the CA's keys.
class Secrets {
public:
  /// Reads `directory/secret.key` (32 bytes, 0600), or makes it.
  static core::Result<Secrets> load_or_make(const std::filesystem::path& directory);
  explicit Secrets(core::Bytes key) : key_(std::move(key)) {}

  core::Bytes seal(core::ByteView plaintext, std::string_view context) const;
  core::Result<core::Bytes> open(core::ByteView sealed, std::string_view context) const;
  /// A token that only this installation can make, the same each time for the same context.
  std::string token(std::string_view context) const;

private:
  core::Bytes key_;
};

} // namespace usecases
