#include "ca/profiles.h"

#include "ca/errors.h"
#include "pki/certificate.h"
#include "pki/public_key.h"

#include <algorithm>
#include <array>

namespace ca {
namespace {

using enum pki::AttributeType;
constexpr std::array ov_required{country, organization};
constexpr std::array ov_optional{state, locality, common_name};
constexpr std::array ev_required{jurisdiction_country, business_category, serial_number, country, organization};
constexpr std::array ev_optional{jurisdiction_state, jurisdiction_locality, state, locality, postal_code, street, common_name};
constexpr std::array profiles{
    Profile{.name = "tls.ov", .purpose = "ov", .required = ov_required, .optional = ov_optional, .wildcards = true},
    Profile{.name = "tls.ev", .purpose = "ev", .required = ev_required, .optional = ev_optional, .wildcards = false},
};

constexpr std::size_t max_rsa_bits = 8192;

core::Failure refused(std::string field, std::string reason) {
  return core::fail(errors::profile_refused, {{"field", std::move(field)}, {"reason", std::move(reason)}});
}

bool contains(std::span<const pki::AttributeType> list, pki::AttributeType type) { return std::ranges::find(list, type) != list.end(); }

core::Result<void> check_serial(core::ByteView serial) {
  const auto magnitude = pki::serial_magnitude(serial);
  const bool fits = magnitude.size() >= 8 && magnitude.size() <= 20 && !(magnitude.size() == 20 && magnitude[0] >= 0x80);
  if (fits) return {};
  return core::fail(errors::serial_invalid, {{"octets", std::to_string(magnitude.size())}});
}

core::Result<void> check_subject(const Profile& profile, const std::vector<pki::SubjectAttribute>& subject) {
  for (const auto& attribute : subject) {
    const std::string name(pki::rule_of(attribute.type).short_name);
    if (!contains(profile.required, attribute.type) && !contains(profile.optional, attribute.type)) return refused("subject", name);
  }
  for (const auto type : profile.required)
    if (std::ranges::find(subject, type, &pki::SubjectAttribute::type) == subject.end())
      return refused("subject", std::string(pki::rule_of(type).short_name));
  return {};
}

core::Result<void> check_names(const IssueRules& rules, const std::vector<std::string>& names) {
  if (names.empty()) return refused("dns_names", "0");
  if (names.size() > rules.limits.max_names) return refused("dns_names", std::to_string(names.size()));
  for (const auto& name : names) {
    if (name.empty() || name.size() > 253) return refused("dns_names", name.substr(0, 64));
    if (!rules.profile.wildcards && name.starts_with('*')) return refused("dns_names", name);
  }
  return {};
}

core::Result<void> check_public_key(const DayLimits& limits, core::ByteView spki) {
  const auto key = pki::PublicKey::parse(spki);
  if (!key) return refused("spki", std::string(key.error().code.name));
  const bool rsa = key->algorithm() == pki::KeyAlgorithm::rsa;
  if (rsa && (key->bits() < limits.min_rsa_bits || key->bits() > max_rsa_bits))
    return refused("spki", "RSA " + std::to_string(key->bits()));
  if (!rsa && !limits.curves.contains(key->algorithm_name())) return refused("spki", key->algorithm_name());
  return {};
}

core::Result<void> check_validity(const IssueRules& rules, const pki::signer::Issue& request) {
  if (request.not_after <= request.not_before) return refused("not_after", "not_before");
  const auto period = request.not_after - request.not_before + std::chrono::seconds(1);
  if (period > rules.limits.max_validity) return refused("not_after", std::to_string(rules.limits.max_validity.count()) + " s");
  const auto skew = request.not_before > rules.now ? request.not_before - rules.now : rules.now - request.not_before;
  if (skew > rules.limits.not_before_skew) return refused("not_before", std::to_string(rules.limits.not_before_skew.count()) + " s");
  return {};
}

bool is_shard_url(std::string_view url, std::string_view prefix) {
  if (!url.starts_with(prefix) || !url.ends_with(".crl")) return false;
  const auto number = url.substr(prefix.size(), url.size() - prefix.size() - 4);
  return !number.empty() && number.size() <= 6 && std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

const Profile* find_profile(std::string_view name) {
  const auto found = std::ranges::find(profiles, name, &Profile::name);
  return found == profiles.end() ? nullptr : &*found;
}

DayLimits limits_on(const policy::RuleSet& rules, std::string_view profile, core::Instant now) {
  DayLimits limits;
  limits.day = std::chrono::floor<std::chrono::days>(now);
  limits.max_validity = rules.max_validity(profile, now).value_or(std::chrono::seconds(0));
  limits.not_before_skew = rules.not_before_skew(profile, now);
  limits.max_names = static_cast<std::size_t>(rules.max_names(profile, now));
  limits.min_rsa_bits = static_cast<std::size_t>(rules.min_rsa_bits(profile, now));
  limits.curves = rules.ec_curves(profile, now);
  return limits;
}

core::Result<void> check_request(const IssueRules& rules, const pki::signer::Issue& request) {
  TRY(check_serial(request.serial));
  TRY(check_subject(rules.profile, request.subject));
  TRY(check_names(rules, request.dns_names));
  TRY(check_public_key(rules.limits, request.spki));
  TRY(check_validity(rules, request));
  if (!request.crl_url.empty() && !is_shard_url(request.crl_url, rules.crl_url_prefix)) return refused("crl_url", request.crl_url);
  if (request.intent_id.size() > 64) return refused("intent_id", "64");
  return {};
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > 40 || text.front() == '-' || text.back() == '-') return false;
  return std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

} // namespace ca
