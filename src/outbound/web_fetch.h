#pragma once

#include "core/result.h"
#include "outbound/guard.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace outbound {

struct FetchLimits {
  std::size_t body_bytes = 64 * 1024;
  std::chrono::milliseconds time{10'000}; ///< for the whole chain of redirects
  int redirects = 10;
};

/// An answer with status 200–299.
struct FetchedPage {
  std::string final_url;
  long status = 0;
  std::string content_type;
  std::string body;
  std::vector<std::string> hops; ///< `http://… → 203.0.113.7 → 301`, one a request, for the evidence
};

/// Guarded HTTP GET over libcurl: no proxy, no cookies, no compression, no address literals; redirects 301, 302,
/// 307 and 308 only, each through the guard again. Server certificates are not judged: what is being proven
/// is control of the name, often before it has a certificate (BR 3.2.2.4.18). Thread-safe; blocks.
class WebFetch {
public:
  explicit WebFetch(Guard& guard, FetchLimits limits = {}) : guard_(guard), limits_(limits) {}

  core::Result<FetchedPage> get(const std::string& url);
  /// `http://<fqdn>/.well-known/pki-validation/<file>` (BR 3.2.2.4.18).
  core::Result<FetchedPage> fetch_validation_file(std::string_view fqdn, std::string_view file);

private:
  Guard& guard_;
  FetchLimits limits_;
};

} // namespace outbound
