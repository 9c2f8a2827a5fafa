#pragma once

#include "outbound/perspective_look.h"

#include <map>
#include <mutex>
#include <string>

namespace outbound {

/// A reply and its MAC.
struct SignedReply {
  std::string body;
  std::string mac;
};

/// A remote network perspective's side of the protocol (docs/formats/perspective.md): answers only whoever has the key, each question
/// once, and only while it is new. Thread-safe.
class PerspectiveWitness {
public:
  PerspectiveWitness(std::string name, core::Bytes key, const Eyes& eyes) : name_(std::move(name)), key_(std::move(key)), eyes_(eyes) {}

  /// `perspective_refused` where the MAC, the name, the time or the nonce is not right.
  core::Result<SignedReply> answer(std::string_view body, std::string_view mac);

private:
  core::Result<void> take_nonce(const std::string& nonce, std::int64_t now);

  std::string name_;
  core::Bytes key_;
  Eyes eyes_;
  std::mutex mutex_;
  std::map<std::string, std::int64_t> seen_; ///< nonces, and when they came
};

} // namespace outbound
