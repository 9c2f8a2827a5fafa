#pragma once

#include "core/config.h"
#include "outside/knot.h"
#include "outside/nginx.h"
#include "outside/postfix.h"
#include "outside/process.h"

namespace demo {

inline constexpr std::string_view demo_domain = "aozora.example.jp";

/// DNS for the domains of the demo's companies.
class NameServer {
public:
  NameServer();
  /// Points an installation's configuration at it.
  void configure(core::Config& config) const;
  /// The applicant puts a TXT record into its zone.
  void publish_txt(const std::string& name, const std::string& value);

private:
  outside::Knot knot_;
};

/// The real servers around the story: DNS, and a mail server that receives everything.
struct Servers {
  /// Points an installation's configuration at them.
  void configure(core::Config& config) const;

  NameServer names;
  outside::Postfix mail;
};

} // namespace demo
