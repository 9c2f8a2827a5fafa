#pragma once

#include "cli/node.h"
#include "outside/knot.h"
#include "outside/postfix.h"
#include "outside/process.h"
#include "storage/applications.h"
#include "support/http_client.h"

#include <boost/json.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace support {

using namespace outside;

/// How a house differs from the usual one.
struct HouseOptions {
  std::string database_url = {}; ///< where empty, a new one of the engine that the run asks for
  std::function<void(core::Config&)> configure = {};
  /// Makes the data directory in place of `cli::init`, and starts a signer on it that outlives the house.
  std::function<void(const std::filesystem::path& data, const core::Config& config)> found = {};
};

/// A whole installation as `shomei init` and `shomei serve --test-clock` make it, with a real signer: both listeners, status role, jobs;
/// DNS and mail are real servers. The clock starts at the present, runs on, and is moved by `POST /test/clock`.
class House {
public:
  explicit House(const HouseOptions& options = {});
  House(const House&) = delete;
  House& operator=(const House&) = delete;
  /// One for all tests of a program.
  static House& shared();

  usecases::World& world() { return installation_->world(); }
  core::Instant now() { return world().clock.now(); }
  HttpClient visitor() const { return HttpClient(node_->addresses().at(0)); }
  HttpClient desk_visitor() const { return HttpClient(node_->addresses().at(1)); }
  std::string url(const std::string& path) const { return "http://" + node_->addresses().at(0) + path; }
  /// A member of the staff, logged in with a second factor.
  HttpClient staff(const std::string& role);
  /// A user of an account, logged in.
  HttpClient customer(const std::string& role, const std::string& account_id);
  /// Adds lines to the zone `jp`.
  void publish(const std::string& records);
  ReceivedMail mail(const std::string& to, const std::string& subject_part = {}) const { return postfix_.wait_for(to, subject_part); }
  void import_register(const std::string& vector_file);
  /// The root's certificate in a file, for the openssl program.
  std::string root_file();
  /// Another node on the same database, with the same signer.
  struct SecondNode {
    std::unique_ptr<cli::Installation> installation;
    std::unique_ptr<cli::Node> node;
    HttpClient visitor() const { return HttpClient(node->addresses().at(0)); }
    HttpClient desk_visitor() const { return HttpClient(node->addresses().at(1)); }
    std::string url(const std::string& path) const { return "http://" + node->addresses().at(0) + path; }
  };
  SecondNode second_node();
  /// Ends server and signer and starts both anew on the same data; the public address stays the same.
  void restart();
  std::vector<ReceivedMail> mails() const { return postfix_.mails(); }
  /// Ends server and signer; the data directory stays, for the programs themselves to be run on. DNS and mail go on.
  void end();
  std::filesystem::path data() const { return directory_.path() / "data"; }

private:
  TemporaryDirectory directory_;
  Knot knot_;
  Postfix postfix_;
  std::string records_;
  core::Instant start_;
  std::unique_ptr<cli::Installation> installation_;
  std::unique_ptr<cli::Node> node_;
};

/// An application on its way through the desk.
struct Filed {
  std::string mark;
  std::vector<std::string> names;
  HttpClient applicant;
  std::string application_id;
  std::string case_id;
  std::string path(const std::string& more = {}) const { return "/api/v1/cases/" + case_id + more; }
  std::string technical_mail() const { return mark + "-technical@aozora.test"; }
};
/// The draft of the register's first company, as the register writes it.
boost::json::object registered_draft(const std::string& mark, const std::vector<std::string>& names);
/// Quote, order, payment, access code; one name where none is given.
Filed begin_application(House& house, const std::string& product, std::vector<std::string> names = {});
/// The same for an account that has ordered before.
Filed begin_again(House& house, const std::string& account_id, std::vector<std::string> names = {},
                  const std::string& product = "advantage");
/// Saves the draft and submits it.
HttpReply submit_draft(Filed& filed, const boost::json::object& draft);
/// Looks up the case of a submitted application.
void find_case(House& house, Filed& filed);
/// Redeems the one code mailed for the mark's order that was not tried before; for a client without a session.
HttpReply redeem_newest(House& house, HttpClient& client, const std::string& mark);
/// Quote, order, payment, access code, draft, submission; one name where none is given. `changes` replace what the draft, or its
/// organization, says.
Filed file_application(House& house, const boost::json::object& changes = {}, std::vector<std::string> names = {});
void prove_domains(House& house, Filed& filed);
HttpReply check_register(HttpClient& desk, const Filed& filed, const std::string& number = "6010001999001",
                         const std::string& decisions = "[]");
/// A number in the organization's phone book, by its id; noted where it is not there yet.
std::string phone_number(HttpClient& desk, const std::string& case_path, const std::string& number = "03-0000-0001",
                         const std::string& source = "directory");
/// A call that reaches somebody of that name, on that number, who gives the same answer to everything.
HttpReply call_through(HttpClient& desk, const Filed& filed, const std::string& step = "authorization_call",
                       const std::string& reached = "山田 太郎", const std::string& answer = "yes",
                       const std::string& number = "03-0000-0001");
/// What a reply that shows a case says of a step; `none` where the case has no such step.
std::string step_status(const HttpReply& shown, std::string_view step);
/// With If-Match of the case as it is now.
HttpReply decide(HttpClient& desk, const Filed& filed, const std::string& decision, const std::string& body = {});
/// From proven domains to the approval, whose reply it returns.
HttpReply finish_vetting(House& house, const Filed& filed);
/// The whole way; the reply of the approval.
HttpReply vet(House& house, Filed& filed);

/// An application as the database has it: its account and organization, which no page tells.
storage::ApplicationRow application_row(House& house, const Filed& filed);
void add_licences(House& house, const std::string& account_id, int count);
std::int64_t available_licences(House& house, const std::string& account_id);
/// With an API key that may issue and read.
HttpClient api_client(House& house, const std::string& account_id);
/// Asks for a certificate at once, with a CSR of a fresh key; for one of the account's organizations where `organization_id` names it.
HttpReply issue(HttpClient& client, const std::vector<std::string>& names, const std::string& organization_id = {});

/// A vetted account with an API key that may issue and read, and licences.
struct VettedAccount {
  std::string account_id;
  std::string certificate_id;
  std::string domain;
  HttpClient client;
};
VettedAccount vetted_account(House& house, int licences);

/// What the openssl program says about a certificate: `good`, `revoked`, or everything it printed.
std::string ocsp_status(const std::string& ocsp_url, const std::string& pem, const std::string& issuer_pem, const std::string& root_file);

} // namespace support
