#pragma once

#include "cli/installation.h"
#include "core/clock.h"
#include "core/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cli {

struct ServeOptions {
  std::filesystem::path data;
  std::string listen;      ///< empty: the configuration's
  std::string desk_listen; ///< empty: the configuration's
  std::string tls_listen;  ///< empty: none
  std::vector<std::string> roles{"web", "acme", "status", "jobs"};
  std::string signer_socket;
  std::optional<core::Instant> test_clock;
  std::string web_root; ///< serve pages from this folder (development)
};

/// Runs a node until SIGTERM or SIGINT, then drains. The first line on standard output is the ready line:
/// `{"ready":true,"listen":["http://127.0.0.1:8080",…],"pid":…}`.
core::Result<void> serve(const ServeOptions& options);

/// Waits for SIGTERM or SIGINT; meanwhile a signer that died is started again.
void wait_for_end(Installation& installation);

/// Leaves SIGTERM and SIGINT to whoever waits for them; call before starting threads.
void block_ending_signals();
/// Waits for one of them.
void wait_for_ending_signal();

} // namespace cli
