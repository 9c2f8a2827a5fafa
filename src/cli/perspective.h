#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <string>
#include <vector>

namespace cli {

/// The words of `shomei perspective`.
struct PerspectiveOptions {
  std::string listen;
  std::string name;
  std::string region;
  std::string key_file;
  std::string tls_certificate;
  std::string tls_key;
  std::string resolver;
  std::string trust_anchor;
  std::vector<std::string> stubs;
  std::vector<std::string> test_map; ///< `host:port=port`
};

/// Runs a remote network perspective until it is told to end (docs/operations/perspectives.md).
core::Result<int> run_perspective(const PerspectiveOptions& options);

} // namespace cli
