#include "crash/machine.h"

#include "support/postgres.h"
#include "support/story.h"

#include <csignal>
#include <thread>

namespace crash_tests {
namespace {

constexpr int licences = 900;
constexpr int cases_on_sqlite = 3, cases_on_postgresql = 1;
const std::string programs = SHOMEI_BINARY_DIR;

std::vector<std::string> with_fault(const std::string& fault, const std::string& mark, std::vector<std::string> command) {
  std::vector<std::string> all{"env"};
  if (!fault.empty()) all.insert(all.end(), {"SHOMEI_FAULT=" + fault, "SHOMEI_FAULT_ONCE=" + mark});
  all.insert(all.end(), command.begin(), command.end());
  return all;
}

std::uint16_t port_of(const std::string& address) { return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))); }

/// Recommended by the first specialist: the approval is what will be broken off.
Filed file_recommended(House& house) {
  auto filed = file_application(house);
  auto first = house.staff("specialist");
  prove_domains(house, filed);
  EXPECT_EQ(check_register(first, filed).status, 201);
  EXPECT_EQ(call_through(first, filed).status, 200);
  EXPECT_EQ(decide(first, filed, "recommendations").status, 200);
  return filed;
}

} // namespace

Machine::Machine(storage::Engine engine)
    : house_(std::make_unique<House>(
          HouseOptions{.database_url = engine == storage::Engine::postgresql ? Postgres::shared().empty_database() : std::string()})),
      data_(house_->data()), log_(folder_ / "log") {
  url_ = house_->world().config.database_url();
  prepare();
  house_->end();
  // Fewer than there are clients: nothing may depend on a thread that waits for each.
  auto config = read_file(data_ / "shomei.toml");
  config.replace(config.find("workers = 0"), 11, "workers = 2");
  write_file(data_ / "shomei.toml", config);
}

Machine::~Machine() { stop(); }

Machine& Machine::on(storage::Engine engine) {
  static std::map<storage::Engine, std::unique_ptr<Machine>> machines;
  auto& machine = machines[engine];
  if (!machine) machine = std::make_unique<Machine>(engine);
  return *machine;
}

void Machine::prepare() {
  auto& house = *house_;
  house.import_register("nta/extract_utf8.csv");
  auto account = vetted_account(house, licences);
  domain_ = account.domain;
  bearer_ = account.client.bearer;
  csr_ = make_csr({domain_});
  for (int i = 0; i < (url_.starts_with("sqlite") ? cases_on_sqlite : cases_on_postgresql); ++i)
    recommended_.push_back(file_recommended(house));
  for (const auto* role : {"approving_specialist", "officer"}) staff_.emplace(role, house.staff(role));
  // The clock moves by an hour or two in all; nobody is logged out by that.
  must(house.world().database.write([&](storage::Transaction& tx) {
    return tx.exec("UPDATE sessions SET last_seen_at = last_seen_at + 21600, expires_at = expires_at + 86400");
  }));
  write_file(root_file(), read_file(house.root_file()));
  issuer_pem_ = house.world().issuers.by_slug("ov-g1")->certificate.to_pem();
  write_file(folder_.path() / "issuer.pem", issuer_pem_);
  address_ = house.url("").substr(7);
  desk_address_ = "127.0.0.1:" + std::to_string(outside::free_port());
}

bool Machine::start(const Start& how) {
  server_.stop(); // where a test ended early
  mark_ = folder_ / ("died-" + std::to_string(++starts_));
  std::vector<std::string> command{programs + "/shomei", "serve",       "--data",       data_.string(),         "--listen", address_,
                                   "--desk-listen",      desk_address_, "--test-clock", core::to_rfc3339(now())};
  if (how.separate_signer) command.insert(command.end(), {"--signer", (data_ / "signer" / "socket").string()});
  log_ = folder_ / ("log-" + std::to_string(starts_));
  server_ = outside::ChildProcess(with_fault(how.fault, mark_, command), log_);
  const auto listens = [&] { return outside::port_accepts(port_of(address_)) && outside::port_accepts(port_of(desk_address_)); };
  EXPECT_TRUE(outside::wait_until([&] { return !server_.running() || listens(); }, std::chrono::seconds{40})) << log();
  return server_.running();
}

void Machine::start_signer(const std::string& fault) {
  mark_ = folder_ / ("died-" + std::to_string(++starts_));
  signer_ = outside::ChildProcess(
      with_fault(fault, mark_, {programs + "/shomei-signer", "--data", data_.string(), "--test-clock", core::to_rfc3339(now())}), log_);
  outbound::SignerClient client(data_ / "signer" / "socket");
  EXPECT_TRUE(outside::wait_until([&] { return client.status().has_value(); }, std::chrono::seconds{40})) << log();
}

void Machine::kill_server() {
  server_.kill(SIGKILL);
  EXPECT_TRUE(outside::wait_until([&] { return !server_.running(); }));
}

void Machine::kill_signer(int signal) {
  signer_.kill(signal);
  if (signal == SIGKILL) EXPECT_TRUE(outside::wait_until([&] { return !signer_.running(); }));
}

void Machine::stop() {
  server_.stop();
  signer_.stop();
}

std::string Machine::new_name() {
  const std::scoped_lock lock(naming_);
  return "w" + std::to_string(++names_) + "." + domain_;
}

HttpClient Machine::customer() const {
  HttpClient client(address_);
  client.bearer = bearer_;
  return client;
}

HttpClient Machine::desk(const std::string& role) const {
  HttpClient client(desk_address_);
  client.cookies = staff_.at(role).cookies;
  client.csrf_token = staff_.at(role).csrf_token;
  return client;
}

Filed Machine::take_recommended() {
  if (recommended_.empty()) throw std::runtime_error("no case is left; prepare more");
  auto filed = std::move(recommended_.back());
  recommended_.pop_back();
  return filed;
}

void Machine::ask(Sent& request) const {
  auto client = customer();
  const auto reply = client.post(
      "/api/v1/certificates",
      boost::json::serialize(boost::json::object{{"csr", csr_}, {"names", boost::json::array{boost::json::string(request.name)}}}),
      {{"Idempotency-Key", request.name}});
  request.status = reply.status;
  if (reply.status == 201)
    request.id = reply.at("/id"), request.serial = reply.at("/serialNumber");
  else if (reply.status != 0)
    request.code = reply.code();
}

std::vector<Sent> Machine::issue(int clients, int each) {
  std::vector<Sent> all;
  std::mutex collecting;
  std::vector<std::thread> threads;
  for (int i = 0; i < clients; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < each; ++k) {
        Sent request{new_name(), 0, {}, {}, {}};
        ask(request);
        const std::scoped_lock lock(collecting);
        all.push_back(request);
        if (request.status == 0) return;
      }
    });
  for (auto& thread : threads) thread.join();
  return all;
}

void Machine::advance(std::chrono::seconds time) {
  ahead_ += time;
  const auto moved = visitor().post("/test/clock", R"({"now":")" + core::to_rfc3339(now()) + "\"}");
  EXPECT_EQ(moved.status, 200) << moved.body;
}

} // namespace crash_tests
