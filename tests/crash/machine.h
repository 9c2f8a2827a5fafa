#pragma once

#include "support/database.h"
#include "support/house.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace crash_tests {

using namespace support;

/// One request for a certificate, as its client knows it.
struct Sent {
  std::string name; ///< the certificate's common name; nobody else asks for it
  int status = 0;   ///< 0: the connection broke
  std::string code;
  std::string id, serial; ///< where it was issued
};

/// An approved customer's installation on which the real programs `shomei serve` and `shomei-signer` are started, killed and started
/// again, with kill -9 at a named point or at any moment. DNS and mail are real servers; the clock is the test's.
class Machine {
public:
  explicit Machine(storage::Engine engine);
  ~Machine();
  /// One for all tests of an engine, since what must hold holds after any number of crashes.
  static Machine& on(storage::Engine engine);

  struct Start {
    std::string fault = {};       ///< `point:N`, for the server and the signer that it starts
    bool separate_signer = false; ///< the server uses the one that `start_signer` started
  };
  /// Starts the server and waits until it listens; false where it died before. Nothing is waited for before: a signer that the last
  /// server left may still be ending.
  bool start(const Start& how);
  void start() { ASSERT_TRUE(start(Start{})) << log(); }
  void start_signer(const std::string& fault = {});
  void kill_server();
  void kill_signer(int signal);
  void stop();
  bool server_runs() { return server_.running(); }
  bool signer_runs() { return signer_.running(); }
  /// Whether a process died at the point that the last start named.
  bool died_at_fault() const { return std::filesystem::exists(mark_); }
  std::string log() const { return read_file(log_); }

  /// Clients at work until the server is gone or each has sent so many requests.
  std::vector<Sent> issue(int clients, int each);
  void ask(Sent& request) const;
  void advance(std::chrono::seconds time);

  HttpClient visitor() const { return HttpClient(address_); }
  HttpClient customer() const;
  HttpClient desk(const std::string& role) const;
  std::string url(const std::string& path) const { return "http://" + address_ + path; }
  std::string root_file() const { return (folder_.path() / "root.pem").string(); }
  std::string issuer_pem() const { return issuer_pem_; }
  std::filesystem::path data() const { return data_; }
  /// A case that waits for the second specialist.
  Filed take_recommended();
  /// The server's clock: it runs on from where it was moved to, over every restart.
  core::Instant now() const { return core::SystemClock{}.now() + ahead_; }
  std::string new_name();

  /// What the database says.
  template <class T, class... Args>
  T one(const std::string& sql, const Args&... args) const {
    return must(database().read([&](storage::Transaction& tx) { return tx.one<T>(sql, args...); })).value();
  }
  std::int64_t count(const std::string& from) const { return one<std::int64_t>("SELECT count(*) FROM " + from); }
  storage::Database database() const { return must(storage::Database::open(url_, {.readers = 1, .connections = 1})); }

private:
  void prepare();

  TemporaryDirectory folder_;
  std::unique_ptr<House> house_;
  std::filesystem::path data_;
  std::string url_, address_, desk_address_, issuer_pem_, domain_, csr_, bearer_, log_, mark_;
  std::map<std::string, HttpClient> staff_;
  std::vector<Filed> recommended_;
  std::chrono::seconds ahead_{0};
  int names_ = 0, starts_ = 0;
  std::mutex naming_;
  outside::ChildProcess signer_, server_;
};

/// What the openssl program says by OCSP: `good`, `revoked`, or everything it printed. The machine's clock may be ahead of openssl's.
std::string status_of(Machine& machine, const std::string& pem);
/// Everything that must be true whenever a server listens again, whatever happened before (G02).
void expect_whole(Machine& machine, const std::vector<Sent>& sent);
/// … and every request, sent again with its key, gets the certificate that it got, or would have got, once.
void expect_once_each(Machine& machine, std::vector<Sent> sent);

} // namespace crash_tests
