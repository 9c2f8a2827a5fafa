#pragma once

#include "core/i18n.h"
#include "core/result.h"

#include <string>

namespace cli {

struct CheckOptions {
  std::string target;  ///< `HOST[:PORT]`
  std::string name;    ///< expected in the certificate; empty: the host
  std::string ca_file; ///< roots to trust; empty: the system's
  bool json = false;
  core::Language language = core::Language::en;
};

/// `shomei check`: 0 good, 1 findings, 2 could not connect (D10).
core::Result<int> check(const CheckOptions& options);

} // namespace cli
