#pragma once

#include "http/message.h"
#include "http/router.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace http {

/// One file of the web front end, inside the binary. `br` and `gz` are empty where compression does not help.
struct Asset {
  std::string_view path; ///< `/assets/index-0a1b2c3d.js`, `/order.html`
  std::string_view mime;
  std::string_view etag; ///< strong, with its quotation marks
  std::span<const std::uint8_t> raw;
  std::span<const std::uint8_t> br;
  std::span<const std::uint8_t> gz;
  bool immutable = false; ///< its name contains a hash of its content
};

/// The embedded front end, sorted by path; web/embed.mjs writes the definition.
std::span<const Asset> web_assets();

/// Pages below `prefix` are answered with `html`.
struct PageEntry {
  std::string prefix; ///< `/cms`; `/` for all others
  std::string html;   ///< `/cms.html`
};

struct StaticSiteOptions {
  std::vector<PageEntry> entries;
  std::string web_root = {}; ///< serve files from this folder instead (development)
  bool https_only = false;   ///< add Strict-Transport-Security
};

/// The pages and files of one listener, with a strict Content-Security-Policy (portal headers).
class StaticSite {
public:
  StaticSite(std::span<const Asset> assets, StaticSiteOptions options);

  /// A file by its path; for an unknown path with a dot or below `/assets` 404; for others the entry's HTML with a
  /// fresh nonce.
  Response serve(const Request& request) const;

private:
  Response file(const Asset& asset, const Request& request) const;
  Response page(std::string_view path) const;
  std::string html_of(std::string_view path) const;
  const Asset* find(std::string_view path) const;

  std::span<const Asset> assets_;
  StaticSiteOptions options_;
};

/// The Content-Security-Policy of pages with that nonce.
std::string content_security_policy(std::string_view nonce);

/// `POST /api/csp`: what browsers report about the policy, up to 16 KiB, handed on as it came.
void add_csp_reports(Router& router, std::function<void(std::string_view report)> received);

} // namespace http
