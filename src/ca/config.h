#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace ca {

/// What an operator may set for the signer: `DIR/signer/signer.toml`; the file may be absent.
struct SignerConfig {
  std::uint64_t certificates_per_hour = 1'000'000; ///< what a portal in strange hands could make at most
  std::vector<uid_t> allowed_uids;                 ///< besides the signer's own
};

/// `signer_config_invalid` names an unknown key or a value of the wrong kind.
core::Result<SignerConfig> load_signer_config(const std::filesystem::path& file);

} // namespace ca
