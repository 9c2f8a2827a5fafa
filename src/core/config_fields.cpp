#include "core/config_fields.h"

#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "core/toml.h"

#include <fmt/format.h>

#include <array>

#include <algorithm>

namespace core {
namespace {

const std::string& text_of(const ConfigField& field) { return *std::get<std::string*>(field.target); }

bool is_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

bool is_port(std::string_view text) { return is_digits(text) && text.size() <= 5 && std::stoi(std::string(text)) <= 65535; }

bool is_address(std::string_view text, char separator) {
  const auto at = text.rfind(separator);
  return at != std::string_view::npos && at > 0 && is_port(text.substr(at + 1));
}

bool is_choice(const ConfigField& field) { return std::ranges::find(field.choices, text_of(field)) != field.choices.end(); }

bool is_in_range(const ConfigField& field) {
  const auto value = *std::get<std::int64_t*>(field.target);
  return value >= field.least && value <= field.most;
}

bool is_http_url(const ConfigField& field) {
  return text_of(field).starts_with("http://") && text_of(field).size() > 7 && !text_of(field).ends_with('/');
}

bool is_web_url(const ConfigField& field) {
  return (text_of(field).starts_with("https://") && text_of(field).size() > 8 && !text_of(field).ends_with('/')) || is_http_url(field);
}

bool is_listen(const ConfigField& field) { return is_address(text_of(field), ':'); }

bool is_database(const ConfigField& field) {
  const auto& url = text_of(field);
  return url.empty() || url.starts_with("sqlite:") || url.starts_with("postgresql:") || url.starts_with("postgres:");
}

bool is_resolver(const ConfigField& field) { return text_of(field).empty() || is_address(text_of(field), '@'); }

bool is_registration_number(const ConfigField& field) {
  const auto& text = text_of(field);
  return text.empty() || (text.size() == 14 && text[0] == 'T' && is_digits(text.substr(1)));
}

bool is_clock_time(const ConfigField& field) {
  const auto& text = text_of(field);
  return text.size() == 5 && text[2] == ':' && is_digits(text.substr(0, 2)) && is_digits(text.substr(3)) && text.substr(0, 2) < "24" &&
         text.substr(3) < "60";
}

bool is_zone(const ConfigField& field) { return TimeZone::named(text_of(field)).has_value(); }

bool is_smtp_url(const ConfigField& field) { return text_of(field).starts_with("smtp://") || text_of(field).starts_with("smtps://"); }

bool is_mailbox(const ConfigField& field) {
  const auto at = text_of(field).find('@');
  return at != std::string::npos && at > 0 && at + 1 < text_of(field).size() && !has_control_characters(text_of(field));
}

bool is_key_store(const ConfigField& field) { return text_of(field) == "file" || text_of(field).starts_with("pkcs11:/"); }

bool is_destination_map(const ConfigField& field) {
  const auto& map = *std::get<std::map<std::string, std::string>*>(field.target);
  return std::ranges::all_of(map, [](const auto& entry) {
    return is_address(entry.first, ':') && entry.second.starts_with("127.0.0.1:") && is_address(entry.second, ':');
  });
}

bool is_stub_list(const ConfigField& field) {
  return std::ranges::all_of(*std::get<std::vector<std::string>*>(field.target), [](const std::string& stub) {
    const auto equals = stub.find('=');
    return equals != std::string::npos && equals > 0 && is_address(std::string_view(stub).substr(equals + 1), '@');
  });
}

bool is_country(const ConfigField& field) {
  return text_of(field).size() == 2 && std::ranges::all_of(text_of(field), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_oid(std::string_view text) {
  const bool is_known_arc = text.size() > 2 && text[0] >= '0' && text[0] <= '2' && text[1] == '.';
  return is_known_arc && text.back() != '.' && !text.contains("..") && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_oid_list(const ConfigField& field) { return std::ranges::all_of(*std::get<std::vector<std::string>*>(field.target), is_oid); }

bool is_location(const ConfigField& field) { return text_of(field).empty() || parse_location(text_of(field)); }

bool is_not_empty(const ConfigField& field) { return !trim(text_of(field)).empty(); }

using Fields = std::vector<ConfigField>;

ConfigField& add(Fields& out, std::string key, decltype(ConfigField::target) target, std::string help) {
  ConfigField field;
  field.key = std::move(key);
  field.target = target;
  field.help = std::move(help);
  return out.emplace_back(std::move(field));
}

void add_choice(Fields& out, std::string key, std::string* target, std::string help, std::vector<std::string> choices) {
  auto& field = add(out, std::move(key), target, std::move(help));
  field.must_be(is_choice, join(choices, " | "));
  field.choices = std::move(choices);
}

void add_number(Fields& out, std::string key, std::int64_t* target, std::string help, std::pair<std::int64_t, std::int64_t> range) {
  auto& field = add(out, std::move(key), target, std::move(help));
  field.must_be(is_in_range, fmt::format("{} to {}", range.first, range.second));
  field.least = range.first;
  field.most = range.second;
}

void add_ca(Config& c, Fields& out) {
  add_choice(out, "log_level", &c.log_level, "debug, info, warn or error", {"debug", "info", "warn", "error"});
  add(out, "ca.name", &c.ca.name, "The authority's name in its own certificates").must_be(is_not_empty, "a name");
  add(out, "ca.country", &c.ca.country, "The country in those certificates").must_be(is_country, "two capital letters");
  add(out, "ca.policy_oids", &c.ca.policy_oids, "Policy OIDs of the authority's own, in certificates behind those of the CA/Browser Forum")
      .must_be(is_oid_list, "OIDs like 1.3.6.1.4.1.99999.1");
  add(out, "ca.ev_policy_oids", &c.ca.ev_policy_oids, "The same in EV certificates").must_be(is_oid_list, "OIDs like 1.3.6.1.4.1.99999.1");
  add_choice(out, "ca.rules", &c.ca.rules, "The rule set of the issuers: private or cabf", {"private", "cabf"});
  add(out, "ca.base_url", &c.ca.base_url, "http address put into certificates (AIA, CRL, CPS), without a slash at the end")
      .must_be(is_http_url, "an http:// address without a slash at the end");
}

void add_server(Config& c, Fields& out) {
  const std::string url = "an http:// or https:// address without a slash at the end";
  const std::string address = "address:port";
  add(out, "server.public_url", &c.server.public_url, "The address customers use").must_be(is_web_url, url);
  add(out, "server.desk_url", &c.server.desk_url, "The address staff use").must_be(is_web_url, url);
  add(out, "server.listen", &c.server.listen, "Where the public listener binds").must_be(is_listen, address);
  add(out, "server.desk_listen", &c.server.desk_listen, "Where the desk's listener binds").must_be(is_listen, address);
  add(out, "server.tls_certificate", &c.server.tls_certificate, "PEM chain for --tls-listen; empty = plain HTTP behind a proxy");
  add(out, "server.tls_key", &c.server.tls_key, "Its private key");
  add_number(out, "server.workers", &c.server.workers, "Threads for requests; 0 = by the number of cores", {0, 1024});
  add(out, "database.url", &c.database.url, "sqlite:PATH or postgresql://…; empty = shomei.db in this directory")
      .must_be(is_database, "sqlite:PATH or postgresql://…");
}

void add_mail(Config& c, Fields& out) {
  add(out, "mail.smtp_url", &c.mail.smtp_url, "smtp:// or smtps:// of the relay").must_be(is_smtp_url, "an smtp:// or smtps:// address");
  add(out, "mail.smtp_user", &c.mail.smtp_user, "User at the relay; empty = none");
  add(out, "mail.smtp_password_file", &c.mail.smtp_password_file, "File with the password");
  add(out, "mail.from", &c.mail.from, "Sender address").must_be(is_mailbox, "a mail address");
  add(out, "mail.from_name", &c.mail.from_name, "Sender name");
  add(out, "mail.sender_name", &c.mail.sender_name, "Company name under each mail");
  add(out, "mail.phone", &c.mail.phone, "Telephone under each mail");
  add(out, "mail.hours", &c.mail.hours, "Desk hours under each mail");
}

void add_network(Config& c, Fields& out) {
  add(out, "dns.resolver", &c.dns.resolver, "address@port of a resolver; empty = from the root servers")
      .must_be(is_resolver, "address@port");
  add(out, "dns.trust_anchor", &c.dns.trust_anchor, "DNSSEC trust anchor");
  add(out, "dns.stubs", &c.dns.stubs, "Zones asked at a server of their own, zone=address@port").must_be(is_stub_list, "zone=address@port");
  add(out, "dns.location", &c.dns.location, "Where this server stands, for its distance to the perspectives: latitude, longitude")
      .must_be(is_location, "degrees like 35.68, 139.77");
  add_choice(out, "caa.report_prevented", &c.caa.report_prevented,
             "Mails to a domain's iodef address when its CAA record prevented a certificate: daily or never", {"daily", "never"});
  add(out, "outbound.map", &c.outbound.map, "host:port to 127.0.0.1:port, honoured only with a test clock")
      .must_be(is_destination_map, "\"host:port\" = \"127.0.0.1:port\"");
  add(out, "outbound.ca_file", &c.outbound.ca_file, "PEM roots for the mail relay's TLS; empty = the system's");
}

void add_seller(Config& c, Fields& out) {
  add(out, "seller.name", &c.seller.name, "The seller on quotes and invoices").must_be(is_not_empty, "a name");
  add(out, "seller.registration_number", &c.seller.registration_number, "T and 13 digits of the qualified invoice issuer")
      .must_be(is_registration_number, "T and 13 digits");
  add(out, "seller.postal_code", &c.seller.postal_code, "Postal code");
  add(out, "seller.address", &c.seller.address, "Address");
  add(out, "seller.phone", &c.seller.phone, "Telephone");
  add_number(out, "seller.tax_rate", &c.seller.tax_rate, "Consumption tax in percent", {0, 30});
  add_choice(out, "seller.rounding", &c.seller.rounding, "Rounding of the tax, once per rate: floor, round or ceil",
             {"floor", "round", "ceil"});
  add_number(out, "seller.payment_days", &c.seller.payment_days, "Days until an invoice is due", {1, 365});
  add_number(out, "seller.quote_days", &c.seller.quote_days, "Days a quote is valid", {1, 365});
  add(out, "seller.bank.bank", &c.seller.bank.bank, "Bank");
  add(out, "seller.bank.branch", &c.seller.bank.branch, "Branch");
  add_choice(out, "seller.bank.kind", &c.seller.bank.kind, "普通 or 当座", {"普通", "当座"});
  add(out, "seller.bank.number", &c.seller.bank.number, "Account number");
  add(out, "seller.bank.holder", &c.seller.bank.holder, "Account holder in kana");
}

void add_operation(Config& c, Fields& out) {
  add(out, "desk.time_zone", &c.desk.time_zone, "Zone of the vetting desk").must_be(is_zone, "an IANA time zone");
  add(out, "desk.open", &c.desk.open, "The desk opens").must_be(is_clock_time, "HH:MM");
  add(out, "desk.close", &c.desk.close, "The desk closes").must_be(is_clock_time, "HH:MM");
  add_number(out, "desk.calls_at_once", &c.desk.calls_at_once, "Calls that may be booked for one time; 0 = one for each specialist",
             {0, 100});
  add_number(out, "desk.call_days_ahead", &c.desk.call_days_ahead, "Days ahead for which a call can be booked", {1, 3650});
  add(out, "desk.holidays", &c.desk.holidays, "The Cabinet Office's CSV of holidays; empty = by formula");
  add_number(out, "desk.reminder_days", &c.desk.reminder_days, "Business days until an applicant who is awaited is reminded", {1, 100});
  add_number(out, "desk.second_reminder_days", &c.desk.second_reminder_days, "Business days until the second reminder", {2, 200});
  add_number(out, "desk.lapse_days", &c.desk.lapse_days, "Days of waiting for the applicant after which an application lapses", {14, 730});
  add_number(out, "desk.unassigned_days", &c.desk.unassigned_days, "Business days after which a case without a specialist is flagged",
             {0, 100});
  add_number(out, "desk.retention_years", &c.desk.retention_years,
             "Years that vetting records are kept after what relies on them; at least those that the rules of the day ask for", {2, 50});
  add(out, "csr.bad_keys_file", &c.csr.bad_keys_file, "Fingerprints of known bad keys (docs/formats/bad-keys.md)");
  add(out, "keys.store", &c.keys.store, "file, or pkcs11:/path/to/module.so").must_be(is_key_store, "file or pkcs11:/path/to/module.so");
  add_choice(out, "keys.root_key", &c.keys.root_key, "Key of a new root: rsa4096 or p384", {"rsa4096", "p384"});
  add_choice(out, "keys.issuer_key", &c.keys.issuer_key, "Key of a new issuer: rsa2048, rsa3072, p256 or p384",
             {"rsa2048", "rsa3072", "p256", "p384"});
  add_number(out, "limits.logins_per_quarter_hour", &c.limits.logins_per_quarter_hour, "Failed logins before a pause", {1, 1000});
  add_number(out, "limits.access_code_days", &c.limits.access_code_days, "Days an access code lives", {1, 366});
  add_number(out, "limits.download_link_days", &c.limits.download_link_days, "Days a download page lives", {1, 366});
  add_number(out, "limits.session_idle_minutes", &c.limits.session_idle_minutes, "Minutes until an idle session ends", {1, 1440});
  add_number(out, "limits.evidence_mebibytes", &c.limits.evidence_mebibytes, "Size of one document of a vetting case, in MiB", {1, 10});
}

bool is_name(const ConfigField& field) {
  const auto& text = text_of(field);
  return !text.empty() && text.size() <= 40 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

bool is_https_url(const ConfigField& field) { return text_of(field).starts_with("https://") && is_web_url(field); }

bool is_pin(const ConfigField& field) {
  const auto& text = text_of(field);
  constexpr std::string_view scheme = "sha256//";
  const auto hash = text.starts_with(scheme) ? from_base64(std::string_view(text).substr(scheme.size())) : Bytes{};
  return hash && hash->size() == 32;
}

std::string map_text(const std::map<std::string, std::string>& map) {
  std::vector<std::string> parts;
  parts.reserve(map.size());
  for (const auto& [key, value] : map) parts.push_back(toml_quote(key) + " = " + toml_quote(value));
  return parts.empty() ? "{}" : "{ " + join(parts, ", ") + " }";
}

std::string list_text(const std::vector<std::string>& list) {
  std::vector<std::string> parts;
  parts.reserve(list.size());
  for (const auto& value : list) parts.push_back(toml_quote(value));
  return "[" + join(parts, ", ") + "]";
}

} // namespace

std::vector<ConfigField> config_fields(Config& config) {
  Fields out;
  add_ca(config, out);
  add_server(config, out);
  add_mail(config, out);
  add_network(config, out);
  add_seller(config, out);
  add_operation(config, out);
  return out;
}

std::vector<ConfigField> perspective_fields(Config::Perspective& p) {
  Fields out;
  add(out, "perspectives.name", &p.name, "Its name in evidence and audit log").must_be(is_name, "small letters, digits and hyphens");
  add(out, "perspectives.url", &p.url, "Where it listens").must_be(is_https_url, "an https:// address without a slash at the end");
  add_choice(out, "perspectives.region", &p.region, "The region of its regional internet registry",
             {"ARIN", "RIPE", "APNIC", "LACNIC", "AFRINIC"});
  add(out, "perspectives.pin", &p.pin, "The SHA-256 of its public key, as it prints it").must_be(is_pin, "sha256// and 44 characters");
  add(out, "perspectives.key_file", &p.key_file, "The file with the key that both share").must_be(is_not_empty, "a path");
  add(out, "perspectives.location", &p.location, "Where it stands: latitude, longitude").must_be(is_location, "degrees like 35.68, 139.77");
  return out;
}

Result<void> check(const ConfigField& field) {
  if (field.valid == nullptr || field.valid(field)) return {};
  return fail(errors::config_invalid_value, {{"key", field.key}, {"value", value_text(field)}, {"expected", field.expected}});
}

std::string_view kind_of(const ConfigField& field) {
  constexpr std::array<std::string_view, 4> kinds{"string", "integer", "array of strings", "table of strings"};
  return kinds[field.target.index()];
}

std::string value_text(const ConfigField& field) {
  if (auto* const* text = std::get_if<std::string*>(&field.target)) return toml_quote(**text);
  if (auto* const* number = std::get_if<std::int64_t*>(&field.target)) return std::to_string(**number);
  if (auto* const* list = std::get_if<std::vector<std::string>*>(&field.target)) return list_text(**list);
  return map_text(*std::get<std::map<std::string, std::string>*>(field.target));
}

} // namespace core
