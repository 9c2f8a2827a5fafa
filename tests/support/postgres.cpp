#include "support/postgres.h"

#include "storage/migrations.h"

#include <csignal>
#include <libpq-fe.h>
#include <stdexcept>
#include <unistd.h>

namespace support {
namespace {

/// PostgreSQL refuses to run as root. A change of users forgets whose death is to end the server, so setpriv says it again.
std::vector<std::string> unprivileged(std::vector<std::string> command) {
  if (::geteuid() == 0)
    command.insert(command.begin(), {"setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=TERM", "--"});
  return command;
}

std::string program(const std::string& name) { return "/usr/lib/postgresql/15/bin/" + name; }

struct Handle {
  explicit Handle(const std::string& url) : connection(PQconnectdb(url.c_str())) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { PQfinish(connection); }
  bool connected() const { return PQstatus(connection) == CONNECTION_OK; }
  PGconn* connection;
};

} // namespace

Postgres::Postgres(Durability durability) : port_(free_port()) {
  if (::geteuid() == 0) run_or_throw({"chown", "postgres", directory_.path().string()});
  run_or_throw(unprivileged({program("initdb"), "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8",
                             "--pgdata=" + directory_ / "data"}));
  std::string settings = "listen_addresses = '127.0.0.1'\nport = " + std::to_string(port_) + "\nunix_socket_directories = '" +
                         directory_.path().string() + "'\nmax_connections = 200\nshared_buffers = 64MB\nlogging_collector = off\n";
  if (durability == Durability::none) settings += "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n";
  write_file(directory_ / "data/postgresql.auto.conf", settings);
  start();
}

Postgres::~Postgres() { stop(); }

Postgres& Postgres::shared() {
  static Postgres postgres;
  return postgres;
}

void Postgres::start() {
  const auto answers = [this] {
    // After a crash a new server is refused while processes of the old one are still going away.
    if (!server_.running()) server_ = ChildProcess(unprivileged({program("postgres"), "-D", directory_ / "data"}), directory_ / "log");
    return Handle(url_of("postgres")).connected();
  };
  if (!wait_until(answers, std::chrono::seconds{30}))
    throw std::runtime_error("PostgreSQL did not start: " + read_file(directory_ / "log"));
}

void Postgres::stop() {
  if (!server_.running()) return;
  server_.kill(SIGINT);
  (void)wait_until([this] { return !server_.running(); });
  server_.stop();
}

void Postgres::crash() {
  server_.kill(SIGKILL);
  (void)wait_until([this] { return !port_accepts(port_); });
  server_.stop();
}

std::string Postgres::url_of(const std::string& database) const {
  return "postgresql://postgres@127.0.0.1:" + std::to_string(port_) + "/" + database;
}

void Postgres::execute(const std::string& sql) const {
  const Handle handle(url_of("postgres"));
  PGresult* result = PQexec(handle.connection, sql.c_str());
  const bool failed = PQresultStatus(result) != PGRES_COMMAND_OK;
  PQclear(result);
  if (failed) throw std::runtime_error(sql + ": " + PQerrorMessage(handle.connection));
}

std::string Postgres::create(const std::string& from) {
  const auto name = "test_" + std::to_string(++databases_);
  execute("CREATE DATABASE " + name + " TEMPLATE " + from);
  return url_of(name);
}

std::string Postgres::empty_database() { return create("template0"); }

std::string Postgres::migrated_database() {
  if (!has_template_) {
    execute("CREATE DATABASE shomei_template TEMPLATE template0");
    auto db = storage::Database::open(url_of("shomei_template"));
    if (!db || !storage::migrate(*db)) throw std::runtime_error("the template database could not be migrated");
    has_template_ = true;
  }
  return create("shomei_template");
}

} // namespace support
