#include "outbound/perspective_witness.h"

#include "core/clock.h"
#include "outbound/errors.h"

namespace outbound {
namespace {

constexpr std::int64_t most_skew = 120; // seconds between both clocks
constexpr std::size_t most_nonces = 100'000;

core::Failure refuse(const char* why) { return core::fail(errors::perspective_refused, {{"why", why}}); }

} // namespace

/// A nonce is remembered for as long as a request that bears it would be new enough.
core::Result<void> PerspectiveWitness::take_nonce(const std::string& nonce, std::int64_t now) {
  const std::lock_guard lock(mutex_);
  std::erase_if(seen_, [&](const auto& entry) { return now - entry.second > 2 * most_skew; });
  if (seen_.size() >= most_nonces) return refuse("busy");
  if (!seen_.emplace(nonce, now).second) return refuse("nonce");
  return {};
}

core::Result<SignedReply> PerspectiveWitness::answer(std::string_view body, std::string_view mac) {
  if (!mac_matches(request_mac(key_, body), mac)) return refuse("mac");
  const auto request = TRY(parse_look_request(body));
  if (request.perspective != name_) return refuse("name");
  const auto now = core::to_unix(eyes_.clock.now());
  if (request.at > now + most_skew || request.at < now - most_skew) return refuse("time");
  TRY(take_nonce(request.nonce, now));
  SignedReply reply{.body = encode(LookReply{name_, request.nonce, perform(request.look, eyes_)}), .mac = {}};
  reply.mac = reply_mac(key_, request.nonce, reply.body);
  return reply;
}

} // namespace outbound
