#pragma once

#include "usecases/world.h"

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace usecases {

/// What an account writes into its CAA records so that only this CA, only for this account and only by its methods may issue (RFC 8657).
struct CaaAdvice {
  std::string issuer_domain;
  std::string account_uri;
  std::vector<std::string> methods; ///< labels of those that the rules allow today
  std::string record;               ///< all of it, ready: `0 issue "ca.example; accounturi=…; validationmethods=…"`
};
BOOST_DESCRIBE_STRUCT(CaaAdvice, (), (issuer_domain, account_uri, methods, record))

/// The labels of the methods that the rules of a profile allow today.
std::vector<std::string> caa_methods(const World& world, std::string_view profile);
CaaAdvice make_caa_advice(const World& world, std::string_view account_id, std::string_view profile);

} // namespace usecases
