#include "demo/seed.h"

#include "cli/installation.h"
#include "core/crypto.h"
#include "domain/look_alike.h"
#include "outside/process.h"
#include "storage/accounts.h"
#include "storage/evidence.h"
#include "storage/licences.h"
#include "storage/users.h"
#include "storage/validations.h"
#include "usecases/api_keys.h"
#include "usecases/create_user.h"
#include "usecases/issue_certificate.h"
#include "usecases/revoke_certificate.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace demo {
namespace {

constexpr std::string_view seed_domain = "midori.example.jp";
constexpr auto history = std::chrono::days{430};
constexpr int batches = 10;
constexpr auto yearly = std::chrono::days{365};

/// An account with everything that immediate issuance asks for (F01), made directly: its story lies before the demo's.
class Seeder {
public:
  Seeder(cli::Installation& installation, std::int64_t certificates)
      : installation_(installation), world_(installation.world()), certificates_(certificates) {}

  core::Result<SeededAccount> run() {
    TRY(make_account());
    TRY(make_requests());
    for (int batch = 0; batch < batches; ++batch) TRY(issue_batch(batch));
    return make_user();
  }

private:
  core::Result<void> make_account() {
    const auto now = world_.clock.now();
    return world_.database.write([&](storage::Transaction& tx) -> core::Result<void> {
      TRY(storage::insert_account(tx, {account_, "non_pooling", "みどり電機株式会社", "ja", "Asia/Tokyo", now}));
      const auto client = storage::ClientId::make();
      TRY(storage::insert_client(tx, {client, account_, "みどり電機株式会社", true, now}));
      return storage::insert_organization(tx, {.id = organization_,
                                               .account_id = account_,
                                               .client_id = client,
                                               .name = "みどり電機株式会社",
                                               .name_kana = "ミドリデンキ",
                                               .name_latin = "Midori Electric Co., Ltd.",
                                               .corporate_number = "8010001999002",
                                               .country = "JP",
                                               .state = "大阪府",
                                               .locality = "大阪市北区",
                                               .street = "梅田八丁目8番8号",
                                               .postal_code = "5309999",
                                               .phone = "06-0000-0001",
                                               .certificate_organization = "Midori Electric Co., Ltd.",
                                               .certificate_state = "Osaka",
                                               .certificate_locality = "Osaka-shi",
                                               .at_most_ten_members = false,
                                               .status = "vetted",
                                               .version = 1,
                                               .created_at = now});
    });
  }

  /// A few keys made by OpenSSL serve many names.
  core::Result<void> make_requests() {
    const outside::TemporaryDirectory folder;
    for (int i = 0; i < 6; ++i) {
      const auto file = folder / fmt::format("{}.csr", i);
      std::vector<std::string> command{"openssl",          "req",  "-new", "-nodes", "-keyout",
                                       folder / "key.pem", "-out", file,   "-subj",  "/CN=" + std::string(seed_domain)};
      const std::vector<std::string> key = i < 4 ? std::vector<std::string>{"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"}
                                                 : std::vector<std::string>{"-newkey", "rsa:2048"};
      command.insert(command.end(), key.begin(), key.end());
      outside::run_or_throw(command);
      requests_.push_back(outside::read_file(file));
    }
    return {};
  }

  storage::RecordRow record(std::string step, std::string kind, core::Instant now) const {
    const std::string facts = R"({"active":true,"undecidedDifferences":[]})";
    return {.id = storage::RecordId::make(),
            .account_id = account_,
            .organization_id = organization_,
            .case_id = std::nullopt,
            .step = std::move(step),
            .kind = std::move(kind),
            .subject = "みどり電機株式会社",
            .source = "demo",
            .method = "demo",
            .outcome = "passed",
            .facts = facts,
            .evidence = std::nullopt,
            .evidence_sha256 = core::sha256_hex(core::as_bytes(facts)),
            .collected_by = "demo",
            .collected_at = now};
  }

  /// Fresh evidence and enough licences, as of the batch's day.
  core::Result<void> prepare(std::int64_t count, core::Instant now) {
    return world_.database.write([&](storage::Transaction& tx) -> core::Result<void> {
      TRY(storage::insert_record(tx, record("organization", "register", now)));
      TRY(storage::insert_record(tx, record("authorization_call", "call", now)));
      TRY(storage::insert_validation(tx, {.id = storage::ValidationId::make(),
                                          .account_id = account_,
                                          .application_id = std::nullopt,
                                          .fqdn = std::string(seed_domain),
                                          .authorization_domain = std::string(seed_domain),
                                          .method = "dns_txt",
                                          .random_value = core::random_token(128),
                                          .status = "valid",
                                          .created_at = now,
                                          .value_expires_at = now + std::chrono::days{30},
                                          .completed_at = now,
                                          .next_try_at = std::nullopt,
                                          .attempts = 1,
                                          .last_found = "",
                                          .last_error = "",
                                          .look = domain::look_key(domain::DomainName::stored(std::string(seed_domain))),
                                          .proven_domain = std::string(seed_domain)}));
      for (std::int64_t i = 0; i < count; ++i)
        TRY(storage::purchase_licence(
            tx,
            {storage::LicenceId::make(), account_, std::nullopt, "advantage", "non_pooling", "available", now, now + yearly, std::nullopt},
            "demo"));
      return {};
    });
  }

  core::Result<void> move_clock(core::Instant now) {
    installation_.test_clock()->set(now);
    static_cast<void>(TRY(world_.signer.set_clock(now)));
    return {};
  }

  core::Result<void> issue_batch(int batch) {
    const auto real_now = core::SystemClock{}.now();
    const auto now = batch + 1 == batches ? real_now : seed_start() + std::chrono::days{1} + history * batch / batches;
    TRY(move_clock(now));
    const auto first = certificates_ * batch / batches;
    const auto last = certificates_ * (batch + 1) / batches;
    TRY(prepare(last - first, now));
    const usecases::Actor actor{.id = "system", .origin = "demo", .account_id = account_.str()};
    for (auto i = first; i < last; ++i) {
      const auto name = fmt::format("{}{:03}.{}", kinds[static_cast<std::size_t>(i) % kinds.size()], i, seed_domain);
      const auto issued = TRY(usecases::issue_certificate(
          world_, actor, {requests_[static_cast<std::size_t>(i) % requests_.size()], {name, "www." + name}, "advantage", ""}));
      if (i % 17 == 3) TRY(revoke(issued.row.id));
    }
    return {};
  }

  core::Result<void> revoke(const storage::CertificateId& id) {
    const usecases::Actor staff{.id = "system", .origin = "demo", .is_staff = true};
    static_cast<void>(
        TRY(usecases::revoke_certificate(world_, staff, {id, domain::RevocationReason::superseded, "demo", domain::RevokingParty::staff})));
    return {};
  }

  core::Result<SeededAccount> make_user() {
    const auto now = world_.clock.now();
    const auto user =
        TRY(usecases::create_user(world_.database, usecases::system_actor("demo"),
                                  {"super_admin", "admin@midori.example.jp", "緑川 翠", account_.str(), core::Language::ja}, now));
    const usecases::Actor actor{.id = user.id, .origin = "demo", .account_id = account_.str(), .user_id = user.id};
    const auto key = TRY(usecases::create_api_key(world_, actor, {"demo", {"certificates:read", "certificates:issue"}}));
    return SeededAccount{account_.str(), user.email, user.one_time_password, key.key};
  }

  static constexpr std::array<std::string_view, 5> kinds{"web", "api", "shop", "mail", "vpn"};
  cli::Installation& installation_;
  usecases::World& world_;
  std::int64_t certificates_;
  storage::AccountId account_ = storage::AccountId::make();
  storage::OrganizationId organization_ = storage::OrganizationId::make();
  std::vector<std::string> requests_;
};

} // namespace

core::Instant seed_start() { return std::chrono::floor<std::chrono::days>(core::SystemClock{}.now() - history - std::chrono::days{2}); }

core::Result<SeededAccount> seed_account(const std::filesystem::path& data, std::int64_t certificates) {
  const auto installation = TRY(cli::Installation::open({data, seed_start(), {}}));
  return Seeder(*installation, certificates).run();
}

} // namespace demo
