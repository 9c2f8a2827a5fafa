#include "outbound/signer_client.h"

#include "outbound/signer_connection.h"
#include "pki/signer_errors.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace outbound {
namespace {

using namespace pki::signer;

core::Failure refused(const Refusal& refusal) {
  const auto code = errors::named(refusal.code);
  core::Params params;
  for (const auto& [name, value] : refusal.params) params.emplace_back(name, value);
  if (code == errors::signer_refused) params = {{"code", refusal.code}};
  return core::fail(code, std::move(params), refusal.cause);
}

} // namespace

/// A few connections; a call takes the one with the fewest calls under way.
class SignerClient::Pool {
public:
  Pool(std::filesystem::path socket, std::size_t size) : socket_(std::move(socket)), connections_(std::max<std::size_t>(size, 1)) {}

  core::Result<std::shared_ptr<SignerConnection>> take() {
    const std::scoped_lock lock(mutex_);
    auto least = std::ranges::min_element(connections_, {}, [](const auto& connection) {
      return connection && connection->usable() ? connection->under_way() + 1 : std::size_t{0};
    });
    // An idle live connection is better than opening another one.
    for (auto known = connections_.begin(); known != connections_.end(); ++known)
      if (*known && (*known)->usable() && (*known)->under_way() == 0) least = known;
    if (!*least || !(*least)->usable()) *least = TRY(SignerConnection::open(socket_));
    return *least;
  }

private:
  std::filesystem::path socket_;
  std::mutex mutex_;
  // Shared, because a call goes on with its connection after the pool has replaced it.
  std::vector<std::shared_ptr<SignerConnection>> connections_;
};

SignerClient::SignerClient(std::filesystem::path socket, Options options)
    : pool_(std::make_unique<Pool>(std::move(socket), options.connections)), options_(options) {}
SignerClient::~SignerClient() = default;

template <class R>
core::Result<R> SignerClient::call(Request request, std::chrono::milliseconds timeout) {
  const auto connection = TRY(pool_->take());
  auto reply = TRY(connection->call(request, timeout));
  if (const auto* refusal = std::get_if<Refusal>(&reply)) return refused(*refusal);
  auto* typed = std::get_if<R>(&reply);
  if (typed == nullptr) return core::fail(errors::signer_refused, {{"code", "reply"}}, "a reply to another request");
  return std::move(*typed);
}

core::Result<StatusReply> SignerClient::status() { return call<StatusReply>(StatusRequest{}, options_.timeout); }
core::Result<IssuersReply> SignerClient::create_hierarchy(const CreateHierarchy& plan) {
  return call<IssuersReply>(plan, options_.ceremony_timeout);
}
core::Result<IssuersReply> SignerClient::issuers() { return call<IssuersReply>(IssuersRequest{}, options_.timeout); }
core::Result<IssueReply> SignerClient::issue(Issue request) { return call<IssueReply>(std::move(request), options_.timeout); }
core::Result<LookupReply> SignerClient::lookup(Lookup request) { return call<LookupReply>(std::move(request), options_.timeout); }
core::Result<SignCrlReply> SignerClient::sign_crl(SignCrl request) { return call<SignCrlReply>(std::move(request), options_.timeout); }
core::Result<SignOcspReply> SignerClient::sign_ocsp(SignOcsp request) { return call<SignOcspReply>(std::move(request), options_.timeout); }
core::Result<StatusReply> SignerClient::set_clock(core::Instant now) { return call<StatusReply>(SetClock{now}, options_.timeout); }

} // namespace outbound
