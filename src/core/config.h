#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// Everything an operator may set, from the one file `DIR/shomei.toml`; absent keys keep these defaults.
struct Config {
  struct Ca {
    std::string name = "Shomei";
    std::string country = "JP";                     ///< in the names of root and issuers
    std::vector<std::string> policy_oids;           ///< the authority's own, put behind the CA/Browser Forum's
    std::vector<std::string> ev_policy_oids;        ///< the same, in EV certificates
    std::string rules = "private";                  ///< `private` | `cabf`
    std::string base_url = "http://127.0.0.1:8080"; ///< put into AIA, CRL DP and CPS addresses
  } ca;
  struct Server {
    std::string public_url = "http://127.0.0.1:8080";
    std::string desk_url = "http://127.0.0.1:8081";
    std::string listen = "127.0.0.1:8080";
    std::string desk_listen = "127.0.0.1:8081";
    std::string tls_certificate; ///< PEM chain file; empty = plain HTTP behind a proxy
    std::string tls_key;
    std::int64_t workers = 0; ///< 0 = one per core, at least 4
  } server;
  struct Database {
    std::string url; ///< `sqlite:PATH` | `postgresql://…`; empty = `sqlite:DIR/shomei.db`
  } database;
  struct Mail {
    std::string smtp_url = "smtp://127.0.0.1:25";
    std::string smtp_user;
    std::string smtp_password_file;
    std::string from = "shomei@localhost";
    std::string from_name = "Shomei";
    std::string sender_name; ///< the company's name under a mail (特定電子メール法)
    std::string phone;
    std::string hours;
  } mail;
  struct Dns {
    std::string resolver; ///< `address@port` of a recursive resolver; empty = from the root
    std::string trust_anchor = "/usr/share/dns/root.key";
    std::vector<std::string> stubs; ///< `zone=address@port`, asked authoritatively
    std::string location;           ///< of this server: `latitude, longitude` in degrees
  } dns;
  struct Caa {
    std::string report_prevented = "daily"; ///< `daily` | `never`: mails to `iodef`
  } caa;
  /// One remote network perspective (BR 3.2.2.9), `[[perspectives]]`.
  struct Perspective {
    std::string name;
    std::string url;      ///< `https://host:port`
    std::string region;   ///< `ARIN` | `RIPE` | `APNIC` | `LACNIC` | `AFRINIC`
    std::string pin;      ///< `sha256//…`
    std::string key_file; ///< beside shomei.toml where it is no absolute path
    std::string location; ///< `latitude, longitude` in degrees
  };
  std::vector<Perspective> perspectives;
  struct Outbound {
    std::map<std::string, std::string> map; ///< `host:port` → `127.0.0.1:port`; only honoured with a test clock
    std::string ca_file;
  } outbound;
  struct Bank {
    std::string bank = "青空銀行";
    std::string branch = "本店";
    std::string kind = "普通";
    std::string number = "0000000";
    std::string holder = "シヨウメイ";
  };
  struct Seller {
    std::string name = "Shomei";
    std::string registration_number; ///< `T` + 13 digits (適格請求書発行事業者)
    std::string postal_code;
    std::string address;
    std::string phone;
    Bank bank;
    std::int64_t tax_rate = 10;
    std::string rounding = "floor"; ///< `floor` | `round` | `ceil`, once per rate
    std::int64_t payment_days = 30;
    std::int64_t quote_days = 30;
  } seller;
  struct Desk {
    std::string time_zone = "Asia/Tokyo";
    std::string open = "10:00";
    std::string close = "17:00";
    std::int64_t calls_at_once = 0;         ///< calls that may be booked for the same time; 0 = one for each specialist
    std::int64_t call_days_ahead = 60;      ///< days for which calls can be booked
    std::string holidays;                   ///< the Cabinet Office's CSV; empty = by formula
    std::int64_t reminder_days = 5;         ///< business days until an applicant who is awaited is reminded
    std::int64_t second_reminder_days = 10; ///< and again
    std::int64_t lapse_days = 60;           ///< days of waiting after which an application lapses
    std::int64_t unassigned_days = 1;       ///< business days after which a case without a specialist is flagged
    std::int64_t retention_years = 2;       ///< of vetting records, after the last certificate that may rely on them
  } desk;
  struct Keys {
    std::string store = "file";       ///< `file` | `pkcs11:/path/to/module.so`
    std::string root_key = "rsa4096"; ///< `rsa4096` | `p384`
    std::string issuer_key = "p256";  ///< `rsa2048` | `rsa3072` | `p256` | `p384`
  } keys;
  struct Csr {
    std::string bad_keys_file; ///< SHA-256 fingerprints of known bad keys (A10)
  } csr;
  struct Limits {
    std::int64_t logins_per_quarter_hour = 10;
    std::int64_t access_code_days = 30;
    std::int64_t download_link_days = 30;
    std::int64_t session_idle_minutes = 30;
    std::int64_t evidence_mebibytes = 10; ///< of one document of a vetting case
  } limits;
  std::string log_level = "info";

  /// The directory the file came from; data live below it.
  std::filesystem::path directory;
  /// `database.url`, or the SQLite file of the data directory.
  std::string database_url() const;
};

/// Degrees north and east.
struct Location {
  double latitude = 0;
  double longitude = 0;
};
/// `35.68, 139.77`.
std::optional<Location> parse_location(std::string_view text);
/// Along the Earth's surface.
double kilometres_between(const Location& a, const Location& b);

/// Refuses an unknown key (naming the nearest known one), a wrong type and an impossible value.
Result<Config> parse_config(std::string_view toml, const std::filesystem::path& directory);
/// Reads `directory/shomei.toml`.
Result<Config> load_config(const std::filesystem::path& directory);
/// The file that would give this Config, with a comment for each key: `shomei admin print-config`.
std::string print_config(const Config& config);
/// What works but should not stay so (no bad-key file, no registration number…): error codes' names with words.
std::vector<Error> config_warnings(const Config& config);

} // namespace core
