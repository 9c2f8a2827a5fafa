#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace domain {

/// How a domain's holder proves control (C06).
enum class DcvMethod : std::uint8_t { dns_txt, web_file, email, caa_email, txt_email };

/// A method's row of BR 3.2.2.4 (the table of SC-101).
struct DcvTraits {
  DcvMethod method{};
  std::string_view name;    ///< as stored: `dns_txt`
  std::string_view policy;  ///< as the policy tables write it: `m7`
  std::string_view section; ///< of the Baseline Requirements
  bool wildcard = false;    ///< may prove a wildcard
  bool prune = false;       ///< labels may be taken off, down to the base domain; then every name below is proven
  bool cname = false;       ///< the name may be replaced once by its CNAME's target
  bool mpic = false;        ///< other perspectives must see the same
  bool by_mail = false;     ///< proven by an answer to a mail
};
inline constexpr std::array<DcvTraits, 5> dcv_methods{
    {{DcvMethod::dns_txt, "dns_txt", "m7", "3.2.2.4.7", true, true, true, true, false},
     {DcvMethod::web_file, "web_file", "m18", "3.2.2.4.18", false, false, false, true, false},
     {DcvMethod::email, "email", "m4", "3.2.2.4.4", true, true, true, false, true},
     {DcvMethod::caa_email, "caa_email", "m13", "3.2.2.4.13", true, true, true, true, true},
     {DcvMethod::txt_email, "txt_email", "m14", "3.2.2.4.14", true, true, true, true, true}}};
constexpr const DcvTraits& traits_of(DcvMethod method) { return dcv_methods[static_cast<std::size_t>(method)]; }

std::string_view to_string(DcvMethod method);
std::optional<DcvMethod> parse_dcv_method(std::string_view text);
/// The method's number in BR 3.2.2.4 as the policy tables write it: `m7`, `m18`, `m4`.
std::string_view policy_method(DcvMethod method);

/// The version of the Baseline Requirements whose sections these are, for the evidence.
inline constexpr std::string_view br_version = "2.3.0";
/// Before the `@` of a constructed address (BR 3.2.2.4.4).
inline constexpr std::array<std::string_view, 5> constructed_locals{"admin", "administrator", "webmaster", "hostmaster", "postmaster"};

} // namespace domain
