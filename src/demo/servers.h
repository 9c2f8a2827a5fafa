#pragma once

#include "core/config.h"
#include "support/knot.h"
#include "support/nginx.h"
#include "support/postfix.h"
#include "support/process.h"

namespace demo {

inline constexpr std::string_view demo_domain = "aozora.example.jp";

/// The real servers around the story: DNS for the applicant's domain, and a mail server that receives everything.
struct Servers {
  Servers();
  /// Points an installation's configuration at them.
  void configure(core::Config& config) const;
  /// The applicant puts a TXT record into its zone.
  void publish_txt(const std::string& name, const std::string& value);

  support::Knot dns;
  support::Postfix mail;
};

} // namespace demo
