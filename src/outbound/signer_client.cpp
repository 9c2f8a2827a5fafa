#include "outbound/signer_client.h"

#include "outbound/signer_connection.h"
#include "pki/signer_errors.h"

#include <array>
#include <mutex>

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

/// One connection a lane, opened when it is first needed and again when it was lost.
class SignerClient::Pool {
public:
  explicit Pool(std::filesystem::path socket) : socket_(std::move(socket)) {}

  core::Result<std::shared_ptr<SignerConnection>> take(Lane lane) {
    const std::scoped_lock lock(mutex_);
    auto& connection = connections_[static_cast<std::size_t>(lane)];
    if (!connection || !connection->usable()) connection = TRY(SignerConnection::open(socket_));
    return connection;
  }

private:
  std::filesystem::path socket_;
  std::mutex mutex_;
  // Shared, because a call goes on with its connection after the pool has replaced it.
  std::array<std::shared_ptr<SignerConnection>, 2> connections_;
};

SignerClient::SignerClient(std::filesystem::path socket, Options options)
    : pool_(std::make_unique<Pool>(std::move(socket))), options_(options) {}
SignerClient::~SignerClient() = default;

template <class R>
core::Result<R> SignerClient::call(Request request, std::chrono::milliseconds timeout, Lane lane) {
  const auto connection = TRY(pool_->take(lane));
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
core::Result<IssueReply> SignerClient::issue(Issue request) {
  return call<IssueReply>(std::move(request), options_.timeout, Lane::issuing);
}
core::Result<SettleReply> SignerClient::settle(Settle request) { return call<SettleReply>(std::move(request), options_.timeout); }
core::Result<SignCrlReply> SignerClient::sign_crl(SignCrl request) { return call<SignCrlReply>(std::move(request), options_.timeout); }
core::Result<SignOcspReply> SignerClient::sign_ocsp(SignOcsp request) { return call<SignOcspReply>(std::move(request), options_.timeout); }
core::Result<StatusReply> SignerClient::set_clock(core::Instant now) { return call<StatusReply>(SetClock{now}, options_.timeout); }

} // namespace outbound
