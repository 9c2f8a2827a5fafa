#pragma once

#include "outside/process.h"

#include <cstdint>
#include <string>

namespace outside {

/// A real nginx on a free loopback port that serves the files put into it.
///
/// ```
/// outside::Nginx nginx;                                        // running
/// nginx.put("/.well-known/pki-validation/shomei.txt", "value");
/// nginx.location("= /moved { return 301 http://other.test/; }");  // extra location block; reloads
/// settings.map["www.aozora.test:80"] = nginx.port();
/// ```
class Nginx {
public:
  Nginx();
  /// A web server with TLS: `certificate` and `key` are PEM files (full chain first).
  Nginx(const std::string& certificate, const std::string& key);
  void put(const std::string& path, const std::string& content);
  void remove(const std::string& path);
  /// Adds a `location` (the text after the word) and restarts.
  void location(const std::string& block);
  std::uint16_t port() const { return port_; }
  std::string access_log() const;

private:
  void restart();

  TemporaryDirectory directory_;
  std::uint16_t port_;
  std::string tls_;
  std::string locations_;
  ChildProcess process_;
};

} // namespace outside
