#include "cli/init.h"

#include "cli/console.h"
#include "cli/errors.h"
#include "cli/signer_child.h"
#include "core/errors.h"
#include "core/time.h"
#include "domain/catalogue.h"
#include "outbound/signer_client.h"
#include "pki/certificate.h"
#include "storage/issuance.h"
#include "storage/migrations.h"
#include "usecases/audit.h"
#include "usecases/secrets.h"

#include <fstream>

namespace cli {
namespace {

namespace fs = std::filesystem;

core::Result<void> write_file(const fs::path& path, std::string_view text, fs::perms permissions) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) return core::fail(core::errors::file_unreadable, {{"path", path.string()}});
  fs::permissions(path, permissions);
  return {};
}

core::Result<void> prepare_directory(const InitOptions& options) {
  if (options.force_empty) fs::remove_all(options.data);
  if (fs::exists(options.data) && !fs::is_empty(options.data))
    return core::fail(errors::data_directory_in_use, {{"path", options.data.string()}});
  fs::create_directories(options.data / "signer");
  fs::permissions(options.data, fs::perms::owner_all);
  return write_file(options.data / "shomei.toml", core::print_config(options.config), fs::perms::owner_read | fs::perms::owner_write);
}

/// `rsa4096` → 4096; the default of 3072 where the text names a curve.
std::uint64_t rsa_bits(std::string_view text) { return text.starts_with("rsa") ? std::stoull(std::string(text.substr(3))) : 3072; }

pki::KeyAlgorithm key_algorithm(std::string_view text) {
  if (text.starts_with("rsa")) return pki::KeyAlgorithm::rsa;
  return text == "p384" ? pki::KeyAlgorithm::p384 : pki::KeyAlgorithm::p256;
}

pki::signer::IssuerPlan issuer_plan(const core::Config& config, const domain::Product& product) {
  const bool ev = product.level == domain::ValidationLevel::ev;
  std::vector<std::string> policy_oids{ev ? "2.23.140.1.1" : "2.23.140.1.2.2"};
  std::ranges::copy(ev ? config.ca.ev_policy_oids : config.ca.policy_oids, std::back_inserter(policy_oids));
  return {.slug = product.profile + "-g1",
          .purpose = product.profile,
          .common_name = config.ca.name + (ev ? " TLS EV CA G1" : " TLS OV CA G1"),
          .algorithm = key_algorithm(config.keys.issuer_key),
          .rsa_bits = rsa_bits(config.keys.issuer_key),
          .policy_oids = std::move(policy_oids),
          .validity_days = 3650};
}

/// One issuer for each use that the catalogue sells (A08).
core::Result<pki::signer::CreateHierarchy> hierarchy_of(const core::Config& config, core::Instant now) {
  const auto catalogue = TRY(domain::Catalogue::built_in());
  pki::signer::CreateHierarchy plan;
  plan.ca_name = config.ca.name;
  plan.country = config.ca.country;
  plan.base_url = config.ca.base_url;
  plan.rules = config.ca.rules;
  plan.root_slug = "root-r1";
  plan.root_common_name = config.ca.name + " Root R1";
  plan.root_algorithm = key_algorithm(config.keys.root_key);
  plan.root_rsa_bits = rsa_bits(config.keys.root_key);
  plan.key_store = config.keys.store;
  plan.now = now;
  for (const auto& product : catalogue.products()) {
    const auto known = [&](const pki::signer::IssuerPlan& issuer) { return issuer.purpose == product.profile; };
    if (std::ranges::any_of(plan.issuers, known)) continue;
    plan.issuers.push_back(issuer_plan(config, product));
  }
  return plan;
}

storage::IssuerRow issuer_row(const pki::signer::IssuerEntry& entry, const pki::Certificate& certificate, const InitOptions& options,
                              const std::vector<storage::IssuerRow>& earlier, core::Instant now) {
  std::optional<storage::IssuerId> parent;
  for (const auto& row : earlier)
    if (row.slug == entry.parent_slug) parent = row.id;
  return {storage::IssuerId::make(), entry.slug, entry.purpose, parent, options.config.ca.rules, entry.der, certificate.not_after(), now};
}

core::Result<std::vector<MadeIssuer>> make_hierarchy(const InitOptions& options, storage::Database& database, core::Instant now) {
  auto child = TRY(SignerChild::start(options.data, options.now));
  TRY(child.wait());
  outbound::SignerClient signer(SignerChild::socket_of(options.data));
  const auto made = TRY(signer.create_hierarchy(TRY(hierarchy_of(options.config, now))));
  std::vector<storage::IssuerRow> rows;
  std::vector<MadeIssuer> report;
  for (const auto& entry : made.issuers) {
    const auto certificate = TRY(pki::Certificate::parse(entry.der));
    rows.push_back(issuer_row(entry, certificate, options, rows, now));
    report.push_back({entry.slug, certificate.subject().to_rfc4514(), core::to_rfc3339(certificate.not_after()), certificate.sha256_hex()});
  }
  TRY(database.write([&](storage::Transaction& tx) -> core::Result<void> {
    for (const auto& row : rows) {
      TRY(storage::insert_issuer(tx, row));
      usecases::audit(tx, usecases::system_actor("init"), {"issuer_created", row.id.str(), "", {{"slug", row.slug}}}, now);
    }
    return {};
  }));
  return report;
}

struct FirstUser {
  std::string_view role;
  std::string_view name_ja;
  std::string_view name_en;
};
constexpr std::array<FirstUser, 6> first_staff{{{"specialist", "審査 担当", "Vetting Specialist"},
                                                {"approving_specialist", "承認 担当", "Approving Specialist"},
                                                {"finance", "経理 担当", "Finance"},
                                                {"support", "サポート 担当", "Support"},
                                                {"officer", "CA 責任者", "CA Officer"},
                                                {"staff_auditor", "監査 担当", "Auditor"}}};

core::Result<std::vector<usecases::CreatedUser>> make_staff(const InitOptions& options, storage::Database& database, core::Instant now) {
  std::vector<usecases::CreatedUser> staff;
  const auto actor = usecases::system_actor("init");
  for (const auto& user : first_staff) {
    std::string local(user.role);
    std::ranges::replace(local, '_', '-');
    const auto name = options.language == core::Language::ja ? user.name_ja : user.name_en;
    staff.push_back(TRY(usecases::create_user(
        database, actor, {std::string(user.role), local + "@desk.example", std::string(name), "", options.language}, now)));
  }
  return staff;
}

core::Result<InitReport> fill(const InitOptions& options) {
  const auto now = options.now.value_or(core::SystemClock{}.now());
  static_cast<void>(TRY(usecases::Secrets::load_or_make(options.data)));
  auto config = TRY(core::load_config(fs::absolute(options.data)));
  auto database = TRY(storage::Database::open(config.database_url()));
  static_cast<void>(TRY(storage::migrate(database)));
  InitReport report;
  report.issuers = TRY(make_hierarchy(options, database, now));
  report.staff = TRY(make_staff(options, database, now));
  return report;
}

} // namespace

core::Result<InitReport> init(const InitOptions& options) {
  TRY(prepare_directory(options));
  auto report = fill(options);
  if (!report) fs::remove_all(options.data);
  return report;
}

void print_report(const InitReport& report, core::Language language) {
  for (const auto& issuer : report.issuers)
    say(language, "issuer_made",
        {{"slug", issuer.slug}, {"subject", issuer.subject}, {"not_after", issuer.not_after}, {"sha256", issuer.sha256}});
  say(language, "staff_made");
  for (const auto& user : report.staff) fmt::print("  {:<32} {:<22} {}\n", user.email, user.role, user.one_time_password);
}

} // namespace cli
