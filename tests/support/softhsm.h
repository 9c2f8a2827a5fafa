#pragma once

#include "outside/process.h"

#include <string>
#include <vector>

namespace support {

using namespace outside;

/// A SoftHSM2 token of its own; programs find it by the environment.
class SoftHsmToken {
public:
  /// Kept below `folder`.
  explicit SoftHsmToken(const std::filesystem::path& folder);
  /// For `init --keys`.
  std::string location() const;
  /// `NAME=value`: where the token is, and the PIN that opens it.
  std::vector<std::string> environment(const std::string& pin = "1234") const;
  /// What pkcs11-tool lists of the private keys.
  std::string objects() const;

private:
  std::string configuration_;
};

} // namespace support
