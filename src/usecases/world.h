#pragma once

#include "core/calendar.h"
#include "core/clock.h"
#include "core/config.h"
#include "domain/catalogue.h"
#include "outbound/caa.h"
#include "outbound/perspectives.h"
#include "outbound/resolver.h"
#include "outbound/signer_client.h"
#include "outbound/web_fetch.h"
#include "pki/key_check.h"
#include "policy/agencies.h"
#include "policy/rule_set.h"
#include "storage/database.h"
#include "usecases/actor.h"
#include "usecases/issuer_directory.h"
#include "usecases/known_keys.h"
#include "usecases/secrets.h"
#include "usecases/throttle.h"

#include <string>

namespace usecases {

/// The parts that a use case works with; made once by the composition root and shared by all threads.
struct World {
  storage::Database& database;
  const core::Clock& clock;
  const core::Config& config;
  const domain::Catalogue& catalogue;
  const policy::RuleSet& rules;
  const core::BusinessCalendar& calendar;
  const pki::BadKeys& bad_keys;
  const Secrets& secrets;
  const IssuerDirectory& issuers;
  outbound::Resolver& resolver;
  outbound::CaaChecker& caa;
  outbound::WebFetch& web;
  outbound::SignerClient& signer;
  Throttle& throttle; ///< wrong passwords and codes: `config.limits.logins_per_quarter_hour` in 15 minutes
  Throttle& mailings; ///< mails that anybody may have sent: `mailings_per_day` of a kind to a mailbox
  KnownKeys& known_keys;
  std::string node = {}; ///< the name under which this process issues; no other that lives has it
  const policy::RegistrationAgencies* agencies = &policy::RegistrationAgencies::built_in(); ///< whose registrations EV may name
  outbound::Perspectives* perspectives = nullptr;                                           ///< none are configured
};

} // namespace usecases
