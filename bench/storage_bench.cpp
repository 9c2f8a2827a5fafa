#include "storage/accounts.h"
#include "storage/audit.h"
#include "storage/certificates.h"
#include "storage/issuance.h"
#include "storage/licences.h"
#include "storage/migrations.h"
#include "storage/settings.h"

#include <atomic>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <sys/resource.h>
#include <thread>

/// The writes of one issuance, as `usecases/issue_certificate` makes them, and what the server reads at start.
/// SQLite in a file of /var/tmp; PostgreSQL where SHOMEI_BENCH_POSTGRESQL gives the URL of an empty database.
namespace {

using storage::Transaction;
const auto now = core::from_unix(1'790'000'000);

template <class T>
T must(core::Result<T> result) {
  if (!result) throw std::runtime_error(std::string(result.error().code.name) + ": " + result.error().cause);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct World {
  explicit World(const std::string& url) : db(must(storage::Database::open(url))) {
    must(storage::migrate(db));
    must(db.write([&](Transaction& tx) -> core::Result<void> {
      TRY(storage::insert_account(tx, {account, "non_pooling", "株式会社青空商事", "ja", "Asia/Tokyo", now}));
      return storage::insert_issuer(tx, {issuer, "ov-" + issuer.str(), "ov", {}, "private", {1}, now, now});
    }));
  }
  void buy(int count) {
    for (int i = 0; i < count; i += 1'000)
      must(db.write([&](Transaction& tx) -> core::Result<void> {
        for (int unit = 0; unit < 1'000; ++unit)
          TRY(storage::purchase_licence(
              tx,
              {storage::LicenceId::make(), account, {}, "advantage", "non_pooling", "available", now, now + std::chrono::hours{8'760}, {}},
              "ord_1"));
        return {};
      }));
  }
  storage::CertificateRow certificate() {
    const auto name = "host" + std::to_string(++number) + ".aozora.example.jp";
    return {storage::CertificateId::make(),
            account,
            issuer,
            core::random_bytes(16),
            {},
            {},
            "advantage",
            "ov_tls",
            name,
            {name, "www." + name},
            "Aozora Shoji K.K.",
            "ec",
            256,
            core::random_bytes(32),
            core::random_bytes(32),
            now,
            now + std::chrono::hours{9'528},
            now,
            "active",
            {},
            {},
            0,
            core::Bytes(900, 0x30)};
  }
  void issue() {
    auto row = certificate();
    const storage::IntentRow intent{storage::IntentId::make(), issuer,     row.serial, account, {},          {},
                                    core::Bytes(400, 1),       "reserved", "policy",   now,     "advantage", {}};
    must(db.write([&](Transaction& tx) { return storage::insert_intent(tx, intent); }));
    must(db.write([&](Transaction& tx) -> core::Result<void> {
      (void)TRY(storage::consume_licence(tx, account, "advantage", row.id, now));
      static_cast<void>(TRY(storage::insert_certificate(tx, row)));
      TRY(storage::close_intent(tx, intent.id, "completed"));
      storage::append_audit(
          tx, {now, "key_1", "192.0.2.1", "issue_certificate", row.id.str(), account.str(), R"({"names":["aozora.example.jp"]})"});
      return storage::insert_idempotent_answer(tx, {"key_1", row.id.str(), std::string(64, 'a'), 201, std::string(2'500, 'b'), now});
    }));
  }
  void append_audit_only() {
    must(db.write([&](Transaction& tx) -> core::Result<void> {
      storage::append_audit(tx,
                            {now, "key_1", "192.0.2.1", "issue_certificate", "crt_1", account.str(), R"({"names":["aozora.example.jp"]})"});
      return {};
    }));
  }
  storage::Database db;
  storage::AccountId account = storage::AccountId::make();
  storage::IssuerId issuer = storage::IssuerId::make();
  std::atomic<int> number{0};
};

std::string sqlite_url() {
  const char* folder = std::getenv("SHOMEI_BENCH_DIRECTORY");
  const std::filesystem::path path = std::filesystem::path(folder == nullptr ? "/var/tmp" : folder) / "shomei_storage_bench.db";
  for (const auto* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
  return "sqlite:" + path.string();
}

template <class Work>
void with_producers(benchmark::State& state, World& world, int writes_each, Work&& work) {
  const auto producers = state.range(0);
  const auto before = world.db.statistics();
  double cpu = 0;
  std::int64_t items = 0;
  for (auto _ : state) {
    const double start = cpu_seconds();
    std::atomic<int> left{4'000};
    std::vector<std::thread> threads;
    for (std::int64_t i = 0; i < producers; ++i)
      threads.emplace_back([&] {
        while (left.fetch_sub(1) > 0) work();
      });
    for (auto& thread : threads) thread.join();
    cpu += cpu_seconds() - start;
    items += 4'000;
  }
  const auto after = world.db.statistics();
  state.SetItemsProcessed(items * writes_each);
  state.counters["cpu_us_per_item"] = cpu * 1e6 / static_cast<double>(items);
  state.counters["writes_per_commit"] =
      static_cast<double>(after.writes - before.writes) / static_cast<double>(after.commits - before.commits);
}

void issuance(benchmark::State& state, const std::string& url) {
  World world(url);
  world.buy(30'000);
  with_producers(state, world, 2, [&] { world.issue(); });
}

void sqlite_issuance(benchmark::State& state) { issuance(state, sqlite_url()); }
BENCHMARK(sqlite_issuance)->Arg(1)->Arg(4)->Arg(16)->Arg(32)->Arg(64)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(2);

void sqlite_audit_event(benchmark::State& state) {
  World world(sqlite_url());
  with_producers(state, world, 1, [&] { world.append_audit_only(); });
}
BENCHMARK(sqlite_audit_event)->Arg(1)->Arg(32)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(2);

/// Audit events inside one transaction: what the chain itself costs.
void audit_chain(benchmark::State& state) {
  World world(sqlite_url());
  for (auto _ : state)
    must(world.db.write([&](Transaction& tx) -> core::Result<void> {
      for (int i = 0; i < 1'000; ++i)
        storage::append_audit(
            tx, {now, "key_1", "192.0.2.1", "issue_certificate", "crt_1", world.account.str(), R"({"names":["aozora.example.jp"]})"});
      return {};
    }));
  state.SetItemsProcessed(state.iterations() * 1'000);
}
BENCHMARK(audit_chain)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(20);

void postgresql_issuance(benchmark::State& state) {
  const char* url = std::getenv("SHOMEI_BENCH_POSTGRESQL");
  if (url == nullptr) return state.SkipWithError("set SHOMEI_BENCH_POSTGRESQL");
  issuance(state, url);
}
BENCHMARK(postgresql_issuance)->Arg(1)->Arg(16)->Arg(32)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(1);

/// One database with 100,000 certificates for what follows.
World& large() {
  static std::unique_ptr<World> world;
  if (world) return *world;
  world = std::make_unique<World>(sqlite_url());
  for (int i = 0; i < 100; ++i)
    must(world->db.write([&](Transaction& tx) -> core::Result<void> {
      for (int row = 0; row < 1'000; ++row) static_cast<void>(TRY(storage::insert_certificate(tx, world->certificate())));
      return {};
    }));
  return *world;
}

/// Open, check the schema, read every status: what the server does before it answers.
void start_with_100000(benchmark::State& state) {
  (void)large();
  const auto path =
      (std::filesystem::path(std::getenv("SHOMEI_BENCH_DIRECTORY") == nullptr ? "/var/tmp" : std::getenv("SHOMEI_BENCH_DIRECTORY")) /
       "shomei_storage_bench.db")
          .string();
  for (auto _ : state) {
    auto db = must(storage::Database::open("sqlite:" + path));
    must(storage::migrate(db));
    std::int64_t bytes = 0;
    const auto rows = must(db.read([&](Transaction& tx) {
      return storage::each_certificate_status(
          tx, 0, [&](const storage::CertificateStatusView& view) { bytes += static_cast<std::int64_t>(view.serial.size()); });
    }));
    if (rows != 100'000 || bytes != 1'600'000) state.SkipWithError("not every certificate was read");
  }
}
BENCHMARK(start_with_100000)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(5);

void list_of_100000(benchmark::State& state, const char* q) {
  auto& world = large();
  for (auto _ : state)
    must(world.db.read([&](Transaction& tx) -> core::Result<void> {
      const storage::CertificateQuery query{.tenant = storage::Tenant::of(world.account), .now = now, .q = q};
      (void)TRY(storage::list_certificates(tx, query));
      (void)TRY(storage::count_certificates(tx, query));
      return {};
    }));
}
BENCHMARK_CAPTURE(list_of_100000, first_page, "")->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(list_of_100000, search, "host99999.")->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
