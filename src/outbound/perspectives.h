#pragma once

#include "core/clock.h"
#include "outbound/perspective.h"

#include <chrono>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace outbound {

/// How one remote network perspective is reached (config `[[perspectives]]`).
struct PerspectiveAddress {
  std::string name;
  std::string region; ///< of its regional internet registry: `APNIC`…
  std::string url;    ///< `https://host:port`
  std::string pin;    ///< `sha256//…`: the SHA-256 of its public key in base64, as `curl --pinnedpubkey` takes it
  core::Bytes key;    ///< shared with it alone
};

/// What one perspective said; an error where it was not reached or its reply was not authentic, which corroborates nothing.
struct Testimony {
  std::string perspective;
  std::string region;
  core::Result<std::vector<Sighting>> sightings;
};

/// What the perspectives said to a CAA question, for as long as the answers are fresh.
struct CaaTestimony {
  struct Word {
    std::string perspective;
    std::string region;
    bool permits = false;
    std::string result;
  };
  std::vector<Word> words; ///< one of each perspective
  int permitting = 0;
  int regions = 0; ///< of those that permit
  CaaQuestion question;
  bool restricted = false; ///< somebody's permission is for this question only
  core::Instant fresh_until;
  std::string evidence; ///< a line for each perspective
};

/// The remote network perspectives of BR 3.2.2.9. They are asked all at once, each over TLS to the pinned key with a MAC of the shared
/// key, and afresh for each attempt. Thread-safe.
class Perspectives {
public:
  Perspectives(std::vector<PerspectiveAddress> addresses, const core::Clock& clock,
               std::chrono::milliseconds timeout = std::chrono::seconds{45});

  const std::vector<PerspectiveAddress>& addresses() const { return addresses_; }
  /// In the order of the addresses. Blocks until all have answered or time is up.
  std::vector<Testimony> ask(const Look& look) const;
  /// Asks about CAA and remembers what was said to each question until it is no longer fresh (BR 4.2.2.1).
  std::vector<std::shared_ptr<const CaaTestimony>> ask_caa(const std::vector<CaaQuestion>& questions,
                                                           const std::vector<std::string>& issuer_domains);
  /// What was said about a name and is fresh; null where nothing was. Costs under 1 µs.
  std::shared_ptr<const CaaTestimony> known_caa(const std::string& name) const;

private:
  std::shared_ptr<const CaaTestimony> to_testimony(const std::vector<Testimony>& said, std::size_t index,
                                                   const CaaQuestion& question) const;

  std::vector<PerspectiveAddress> addresses_;
  const core::Clock& clock_;
  std::chrono::milliseconds timeout_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const CaaTestimony>> caa_;
};

} // namespace outbound
