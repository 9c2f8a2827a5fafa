#include "core/config_fields.h"

#include "core/errors.h"
#include "core/text.h"
#include "core/time.h"
#include "core/toml.h"

#include <fmt/format.h>

#include <algorithm>

namespace core {
namespace {

using Check = std::function<bool(const ConfigField&)>;

const std::string& text_of(const ConfigField& field) { return *std::get<std::string*>(field.target); }

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_port(std::string_view text) {
  return is_digits(text) && text.size() <= 5 && std::stoi(std::string(text)) <= 65535;
}

bool is_address(std::string_view text, char separator) {
  const auto at = text.rfind(separator);
  return at != std::string_view::npos && at > 0 && is_port(text.substr(at + 1));
}

Check one_of(std::vector<std::string> choices) {
  return [choices = std::move(choices)](const ConfigField& field) {
    return std::ranges::find(choices, text_of(field)) != choices.end();
  };
}

Check between(std::int64_t least, std::int64_t most) {
  return [=](const ConfigField& field) {
    const auto value = *std::get<std::int64_t*>(field.target);
    return value >= least && value <= most;
  };
}

bool is_http_url(const ConfigField& field) {
  return text_of(field).starts_with("http://") && text_of(field).size() > 7 && !text_of(field).ends_with('/');
}

bool is_web_url(const ConfigField& field) {
  return (text_of(field).starts_with("https://") && text_of(field).size() > 8 && !text_of(field).ends_with('/')) ||
         is_http_url(field);
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
  return text.size() == 5 && text[2] == ':' && is_digits(text.substr(0, 2)) && is_digits(text.substr(3)) &&
         text.substr(0, 2) < "24" && text.substr(3) < "60";
}

bool is_zone(const ConfigField& field) { return TimeZone::named(text_of(field)).has_value(); }

bool is_smtp_url(const ConfigField& field) {
  return text_of(field).starts_with("smtp://") || text_of(field).starts_with("smtps://");
}

bool is_mailbox(const ConfigField& field) {
  const auto at = text_of(field).find('@');
  return at != std::string::npos && at > 0 && at + 1 < text_of(field).size() && !has_control_characters(text_of(field));
}

bool is_key_store(const ConfigField& field) {
  return text_of(field) == "file" || text_of(field).starts_with("pkcs11:/");
}

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

bool is_not_empty(const ConfigField& field) { return !trim(text_of(field)).empty(); }

using Fields = std::vector<ConfigField>;

void add_ca(Config& c, Fields& out) {
  out.push_back({"log_level", &c.log_level, "debug, info, warn or error", one_of({"debug", "info", "warn", "error"}),
                 "debug, info, warn or error"});
  out.push_back({"ca.name", &c.ca.name, "The authority's name in its own certificates", is_not_empty, "a name"});
  out.push_back({"ca.rules", &c.ca.rules, "The rule set of the issuers: private or cabf", one_of({"private", "cabf"}),
                 "private or cabf"});
  out.push_back({"ca.base_url", &c.ca.base_url,
                 "http address put into certificates (AIA, CRL, CPS), without a slash at the end", is_http_url,
                 "an http:// address without a slash at the end"});
}

void add_server(Config& c, Fields& out) {
  const std::string url = "an http:// or https:// address without a slash at the end";
  const std::string address = "address:port";
  out.push_back({"server.public_url", &c.server.public_url, "The address customers use", is_web_url, url});
  out.push_back({"server.desk_url", &c.server.desk_url, "The address staff use", is_web_url, url});
  out.push_back({"server.listen", &c.server.listen, "Where the public listener binds", is_listen, address});
  out.push_back({"server.desk_listen", &c.server.desk_listen, "Where the desk's listener binds", is_listen, address});
  out.push_back({"server.tls_certificate",
                 &c.server.tls_certificate,
                 "PEM chain for both listeners; empty = plain HTTP behind a proxy",
                 {},
                 {}});
  out.push_back({"server.tls_key", &c.server.tls_key, "Its private key", {}, {}});
  out.push_back({"server.workers", &c.server.workers, "Threads for requests; 0 = by the number of cores",
                 between(0, 1024), "0 to 1024"});
  out.push_back({"database.url", &c.database.url, "sqlite:PATH or postgresql://…; empty = shomei.db in this directory",
                 is_database, "sqlite:PATH or postgresql://…"});
}

void add_mail(Config& c, Fields& out) {
  out.push_back({"mail.smtp_url", &c.mail.smtp_url, "smtp:// or smtps:// of the relay", is_smtp_url,
                 "an smtp:// or smtps:// address"});
  out.push_back({"mail.smtp_user", &c.mail.smtp_user, "User at the relay; empty = none", {}, {}});
  out.push_back({"mail.smtp_password_file", &c.mail.smtp_password_file, "File with the password", {}, {}});
  out.push_back({"mail.from", &c.mail.from, "Sender address", is_mailbox, "a mail address"});
  out.push_back({"mail.from_name", &c.mail.from_name, "Sender name", {}, {}});
  out.push_back({"mail.sender_name", &c.mail.sender_name, "Company name under each mail", {}, {}});
  out.push_back({"mail.phone", &c.mail.phone, "Telephone under each mail", {}, {}});
  out.push_back({"mail.hours", &c.mail.hours, "Desk hours under each mail", {}, {}});
}

void add_network(Config& c, Fields& out) {
  out.push_back({"dns.resolver", &c.dns.resolver, "address@port of a resolver; empty = from the root servers",
                 is_resolver, "address@port"});
  out.push_back({"dns.trust_anchor", &c.dns.trust_anchor, "DNSSEC trust anchor", {}, {}});
  out.push_back({"dns.stubs", &c.dns.stubs, "Zones asked at a server of their own, zone=address@port", is_stub_list,
                 "zone=address@port"});
  out.push_back({"outbound.map", &c.outbound.map, "host:port to 127.0.0.1:port, honoured only with a test clock",
                 is_destination_map, "\"host:port\" = \"127.0.0.1:port\""});
  out.push_back(
      {"outbound.ca_file", &c.outbound.ca_file, "Trusted roots for outgoing TLS; empty = the system's", {}, {}});
}

void add_seller(Config& c, Fields& out) {
  out.push_back({"seller.name", &c.seller.name, "The seller on quotes and invoices", is_not_empty, "a name"});
  out.push_back({"seller.registration_number", &c.seller.registration_number,
                 "T and 13 digits of the qualified invoice issuer", is_registration_number, "T and 13 digits"});
  out.push_back({"seller.postal_code", &c.seller.postal_code, "Postal code", {}, {}});
  out.push_back({"seller.address", &c.seller.address, "Address", {}, {}});
  out.push_back({"seller.phone", &c.seller.phone, "Telephone", {}, {}});
  out.push_back({"seller.tax_rate", &c.seller.tax_rate, "Consumption tax in percent", between(0, 30), "0 to 30"});
  out.push_back({"seller.rounding", &c.seller.rounding, "Rounding of the tax, once per rate: floor, round or ceil",
                 one_of({"floor", "round", "ceil"}), "floor, round or ceil"});
  out.push_back(
      {"seller.payment_days", &c.seller.payment_days, "Days until an invoice is due", between(1, 120), "1 to 120"});
  out.push_back({"seller.quote_days", &c.seller.quote_days, "Days a quote is valid", between(1, 365), "1 to 365"});
  out.push_back({"seller.bank.bank", &c.seller.bank.bank, "Bank", {}, {}});
  out.push_back({"seller.bank.branch", &c.seller.bank.branch, "Branch", {}, {}});
  out.push_back({"seller.bank.kind", &c.seller.bank.kind, "普通 or 当座", one_of({"普通", "当座"}), "普通 or 当座"});
  out.push_back({"seller.bank.number", &c.seller.bank.number, "Account number", {}, {}});
  out.push_back({"seller.bank.holder", &c.seller.bank.holder, "Account holder in kana", {}, {}});
}

void add_operation(Config& c, Fields& out) {
  out.push_back({"desk.time_zone", &c.desk.time_zone, "Zone of the vetting desk", is_zone, "an IANA time zone"});
  out.push_back({"desk.open", &c.desk.open, "The desk opens", is_clock_time, "HH:MM"});
  out.push_back({"desk.close", &c.desk.close, "The desk closes", is_clock_time, "HH:MM"});
  out.push_back(
      {"desk.holidays", &c.desk.holidays, "The Cabinet Office's syukujitsu.csv; empty = holidays by formula", {}, {}});
  out.push_back({"keys.store", &c.keys.store, "file, or pkcs11:/path/to/module.so", is_key_store,
                 "file or pkcs11:/path/to/module.so"});
  out.push_back({"keys.root_key", &c.keys.root_key, "Key of a new root: rsa4096 or p384", one_of({"rsa4096", "p384"}),
                 "rsa4096 or p384"});
  out.push_back({"keys.issuer_key", &c.keys.issuer_key, "Key of a new issuer: rsa2048, rsa3072, p256 or p384",
                 one_of({"rsa2048", "rsa3072", "p256", "p384"}), "rsa2048, rsa3072, p256 or p384"});
  out.push_back(
      {"csr.bad_keys_file", &c.csr.bad_keys_file, "Fingerprints of known bad keys (docs/formats/bad-keys.md)", {}, {}});
  out.push_back({"limits.request_bytes", &c.limits.request_bytes, "Largest request body", between(1024, 64 << 20),
                 "1024 to 67108864"});
  out.push_back({"limits.requests_per_minute", &c.limits.requests_per_minute, "Requests a minute and client",
                 between(1, 1'000'000), "1 to 1000000"});
  out.push_back({"limits.logins_per_quarter_hour", &c.limits.logins_per_quarter_hour, "Failed logins before a pause",
                 between(1, 1000), "1 to 1000"});
  out.push_back({"limits.access_code_days", &c.limits.access_code_days, "Days an access code lives", between(1, 366),
                 "1 to 366"});
  out.push_back({"limits.download_link_days", &c.limits.download_link_days, "Days a download page lives",
                 between(1, 366), "1 to 366"});
  out.push_back({"limits.session_idle_minutes", &c.limits.session_idle_minutes, "Minutes until an idle session ends",
                 between(1, 1440), "1 to 1440"});
}

std::string map_text(const std::map<std::string, std::string>& map) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : map) parts.push_back(toml_quote(key) + " = " + toml_quote(value));
  return parts.empty() ? "{}" : "{ " + join(parts, ", ") + " }";
}

std::string list_text(const std::vector<std::string>& list) {
  std::vector<std::string> parts;
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

Result<void> check(const ConfigField& field) {
  if (!field.valid || field.valid(field)) return {};
  return fail(errors::config_invalid_value,
              {{"key", field.key}, {"value", value_text(field)}, {"expected", field.expected}});
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
