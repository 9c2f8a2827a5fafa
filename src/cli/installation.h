#pragma once

#include "cli/node_name.h"
#include "cli/signer_child.h"
#include "usecases/world.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace cli {

struct OpenOptions {
  std::filesystem::path data;
  std::optional<core::Instant> test_clock; ///< start a clock that tests move; also honours `[outbound.map]`
  std::string signer_socket;               ///< empty: start the signer as a child
  bool warn = true;                        ///< the log says what should not stay as it is
};

/// One data directory, opened: configuration, database, clock, signer and everything that use cases work with. The order of the members is
/// the order in which they depend on each other.
class Installation {
public:
  static core::Result<std::unique_ptr<Installation>> open(const OpenOptions& options);

  usecases::World& world() { return *world_; }
  /// The clock that `/test/clock` moves, if there is one.
  core::MovableClock* test_clock() { return movable_clock_.get(); }
  /// Waits until the signer that is our child has opened its keys; `signer_not_started` where it cannot.
  core::Result<void> wait_for_signer();
  /// Starts the signer again where it died; nothing where it is not our child.
  core::Result<void> revive_signer();

private:
  Installation() = default;
  core::Result<void> load(const OpenOptions& options);
  core::Result<void> connect(const OpenOptions& options);
  core::Result<void> check_issuers() const;
  const policy::RegistrationAgencies* agencies() const { return agencies_ ? &*agencies_ : &policy::RegistrationAgencies::built_in(); }
  const core::Clock& clock() const { return movable_clock_ ? static_cast<const core::Clock&>(*movable_clock_) : system_clock_; }

  core::Config config_;
  std::unique_ptr<core::MovableClock> movable_clock_;
  core::SystemClock system_clock_;
  std::optional<domain::Catalogue> catalogue_;
  std::optional<policy::RuleSet> rules_;
  std::optional<policy::RegistrationAgencies> agencies_; ///< the operator's
  std::optional<core::BusinessCalendar> calendar_;
  pki::BadKeys bad_keys_;
  std::optional<usecases::Secrets> secrets_;
  std::optional<NodeName> node_name_;
  std::optional<storage::Database> database_;
  std::optional<SignerChild> signer_child_;
  std::unique_ptr<outbound::SignerClient> signer_;
  std::optional<usecases::IssuerDirectory> issuers_;
  std::unique_ptr<outbound::Resolver> resolver_;
  std::optional<usecases::Throttle> throttle_;
  usecases::Throttle mailings_{usecases::mailings_per_day, std::chrono::days{1}};
  usecases::KnownKeys known_keys_;
  std::optional<outbound::CaaChecker> caa_;
  std::optional<outbound::Guard> guard_;
  std::optional<outbound::WebFetch> web_;
  std::optional<outbound::Perspectives> perspectives_;
  std::optional<usecases::World> world_;
};

/// Reads the files that a configuration names or that lie beside it; the error is the one that would keep a server from starting.
core::Result<void> check_files(const core::Config& config);

/// Reads a whole file; `file_unreadable` names it.
core::Result<core::Bytes> read_file(const std::filesystem::path& path);

} // namespace cli
