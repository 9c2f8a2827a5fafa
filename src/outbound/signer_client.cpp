#include "outbound/signer_client.h"

#include "core/semaphore.h"
#include "outbound/signer_connection.h"
#include "pki/signer_errors.h"

#include <array>
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

template <class R>
core::Result<R> typed(core::Result<Reply> reply) {
  if (!reply) return core::Failure(std::move(reply).error());
  if (const auto* refusal = std::get_if<Refusal>(&*reply)) return refused(*refusal);
  auto* expected = std::get_if<R>(&*reply);
  if (expected == nullptr) return core::fail(errors::signer_refused, {{"code", "reply"}}, "a reply to another request");
  return std::move(*expected);
}

} // namespace

/// One connection a lane, opened when it is first needed and again when it was lost.
class SignerClient::Pool {
public:
  explicit Pool(std::filesystem::path socket) : socket_(std::move(socket)) {}

  core::Result<std::shared_ptr<SignerConnection>> take(Lane lane) {
    const std::scoped_lock lock(mutex_);
    auto& connection = connections_[static_cast<std::size_t>(lane)];
    if (connection && connection->usable()) return connection;
    std::erase_if(lost_, [](const auto& earlier) { return earlier->idle(); });
    if (connection) lost_.push_back(std::move(connection)); // replies may still come
    connection = TRY(SignerConnection::open(socket_));
    return connection;
  }

private:
  std::filesystem::path socket_;
  std::mutex mutex_;
  std::array<std::shared_ptr<SignerConnection>, 2> connections_;
  std::vector<std::shared_ptr<SignerConnection>> lost_;
};

SignerClient::SignerClient(std::filesystem::path socket, Options options)
    : pool_(std::make_unique<Pool>(std::move(socket))), options_(options) {}
SignerClient::~SignerClient() = default;

template <class R, class Then>
void SignerClient::ask(core::Result<core::Bytes> frame, std::chrono::milliseconds timeout, Lane lane, Then then) {
  if (!frame) return then(core::Result<R>(core::fail(std::move(frame).error())));
  const auto connection = pool_->take(lane);
  if (!connection) return then(core::Result<R>(core::fail(connection.error())));
  (*connection)->ask(std::move(*frame), timeout, [then = std::move(then)](core::Result<Reply> reply) mutable {
    then(typed<R>(std::move(reply)));
  });
}

template <class R>
core::Result<R> SignerClient::call(const Request& request, std::chrono::milliseconds timeout, Lane lane) {
  core::Semaphore answered;
  core::Result<R> reply = core::fail(errors::signer_unavailable);
  ask<R>(encode(0, request), timeout, lane, [&](core::Result<R> came) {
    reply = std::move(came);
    answered.release();
  });
  answered.acquire();
  return reply;
}

core::Result<StatusReply> SignerClient::status() { return call<StatusReply>(StatusRequest{}, options_.timeout); }
core::Result<IssuersReply> SignerClient::create_hierarchy(const CreateHierarchy& plan) {
  return call<IssuersReply>(plan, options_.ceremony_timeout);
}
core::Result<IssuersReply> SignerClient::issuers() { return call<IssuersReply>(IssuersRequest{}, options_.timeout); }
core::Result<IssueReply> SignerClient::issue(Issue request) {
  return call<IssueReply>(std::move(request), options_.timeout, Lane::issuing);
}
void SignerClient::issue_then(core::Bytes frame, std::move_only_function<void(core::Result<IssueReply>)> then) {
  ask<IssueReply>(std::move(frame), options_.timeout, Lane::issuing, std::move(then));
}
core::Result<SettleReply> SignerClient::settle(Settle request) { return call<SettleReply>(std::move(request), options_.timeout); }
core::Result<SignCrlReply> SignerClient::sign_crl(SignCrl request) { return call<SignCrlReply>(std::move(request), options_.timeout); }
core::Result<SignOcspReply> SignerClient::sign_ocsp(SignOcsp request) { return call<SignOcspReply>(std::move(request), options_.timeout); }
core::Result<StatusReply> SignerClient::set_clock(core::Instant now) { return call<StatusReply>(SetClock{now}, options_.timeout); }

} // namespace outbound
