#pragma once

#include "core/config.h"
#include "outside/knot.h"
#include "outside/nginx.h"
#include "outside/postfix.h"
#include "outside/process.h"

namespace demo {

inline constexpr std::string_view demo_domain = "aozora.example.jp";

/// The real servers around the story: DNS for the applicant's domain, and a mail server that receives everything.
struct Servers {
  Servers();
  /// Points an installation's configuration at them.
  void configure(core::Config& config) const;
  /// The applicant puts a TXT record into its zone.
  void publish_txt(const std::string& name, const std::string& value);

  outside::Knot dns;
  outside::Postfix mail;
};

} // namespace demo
