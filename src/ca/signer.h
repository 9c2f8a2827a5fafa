#pragma once

#include "ca/config.h"
#include "ca/hierarchy.h"
#include "ca/rate_limit.h"
#include "ca/record.h"
#include "core/clock.h"
#include "core/result.h"
#include "pki/signer_protocol.h"
#include "policy/agencies.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

namespace ca {

/// Everything that the signer's threads share: record, keys, hierarchy, clock.
class Signer {
public:
  /// Opens `data`/signer and reads the record, whose lock keeps other signers away; `load_hierarchy` comes next.
  /// `test_clock` is the time to start from with a clock that SetClock moves.
  static core::Result<std::unique_ptr<Signer>> open(const std::filesystem::path& data, std::optional<core::Instant> test_clock);

  /// Opens the keys of the hierarchy, if there is one. Before anything is answered.
  core::Result<void> load_hierarchy();

  core::Instant now() const { return test_clock_ ? test_clock_->now() : system_clock_.now(); }
  const SignerConfig& config() const { return config_; }
  const std::filesystem::path& directory() const { return directory_; }
  /// The operator's list in the data directory, or the built-in one.
  const policy::RegistrationAgencies& agencies() const { return *agencies_; }
  Record& record() { return *record_; }
  RateLimit& rate() { return rate_; }
  /// Null until CreateHierarchy has succeeded; never changes after.
  Hierarchy* hierarchy() const { return hierarchy_.load(); }
  /// `hierarchy_missing` or `issuer_unknown`.
  core::Result<Authority*> authority(std::string_view slug) const;
  Workshop workshop() { return hierarchy()->workshop(*record_, directory_); }

  pki::signer::StatusReply status() const;
  core::Result<pki::signer::IssuersReply> issuers() const;
  core::Result<pki::signer::IssuersReply> create_hierarchy(const pki::signer::CreateHierarchy& plan);
  /// The certificate of a serial; a serial without one is burnt, durably, before the answer says so.
  core::Result<pki::signer::SettleReply> settle(const pki::signer::Settle& request);
  /// `signer_clock_fixed` unless it was opened with a test clock.
  core::Result<pki::signer::StatusReply> set_clock(core::Instant now);

private:
  Signer(std::filesystem::path directory, SignerConfig config);
  core::Result<void> load_agencies(const std::filesystem::path& file);

  std::filesystem::path directory_;
  SignerConfig config_;
  RateLimit rate_;
  std::optional<policy::RegistrationAgencies> own_agencies_;
  const policy::RegistrationAgencies* agencies_ = &policy::RegistrationAgencies::built_in();
  core::SystemClock system_clock_;
  std::optional<core::MovableClock> test_clock_;
  std::unique_ptr<Record> record_;
  std::mutex creating_;
  std::unique_ptr<Hierarchy> owned_hierarchy_;
  std::atomic<Hierarchy*> hierarchy_ = nullptr;
};

} // namespace ca
