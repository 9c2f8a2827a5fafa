#pragma once

#include "core/clock.h"
#include "core/result.h"

#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

/// Where an entity was incorporated, down to the level of its registering agency (EVG 7.1.4.2.4).
struct Jurisdiction {
  std::string country;  ///< ISO 3166-1
  std::string state;    ///< in full, empty where the agency is national
  std::string locality; ///< in full, empty unless the agency is local
  friend bool operator==(const Jurisdiction&, const Jurisdiction&) = default;
};

/// An agency whose registrations may stand in EV certificates, as one imported register answers for it.
struct RegistrationAgency {
  std::string id;
  Jurisdiction jurisdiction;
  std::string name_ja;
  std::string name_en;
  std::string number_format; ///< the whole of subject:serialNumber, ECMAScript
  std::regex number;
  std::string source;    ///< the register that is imported (C07)
  std::string authority; ///< GLEIF's code of the agency's register; empty where the source has one register only
  std::string website;
  core::Instant from;
  std::optional<core::Instant> until;
  std::string note;

  bool is_listed(core::Instant at) const { return from <= at && (!until || at < *until); }
};

/// The published, versioned list of agencies (EVG 3.2.2.1.3): `policy/registration_agencies.tsv` or an operator's newer one.
class RegistrationAgencies {
public:
  /// `agencies_invalid` names file, line and reason.
  static core::Result<RegistrationAgencies> parse(std::string_view tsv, std::string_view file_name);
  /// The list inside the program; its tests read it.
  static const RegistrationAgencies& built_in();

  const std::vector<RegistrationAgency>& all() const { return agencies_; }
  const std::string& version() const { return version_; }
  /// SHA-256 of the file's bytes, in hexadecimal.
  const std::string& sha256() const { return sha256_; }
  /// The agency for which an entry of a register answers.
  const RegistrationAgency* find(std::string_view source, std::string_view authority, core::Instant at) const;
  /// The agency of that id, if it is listed then.
  const RegistrationAgency* listed(std::string_view id, core::Instant at) const;
  /// Whether some agency registers entities in that jurisdiction, no deeper and no higher, under such numbers.
  bool allows(const Jurisdiction& jurisdiction, const std::string& number, core::Instant at) const;
  bool knows(const Jurisdiction& jurisdiction, core::Instant at) const;

private:
  std::string version_;
  std::string sha256_;
  std::vector<RegistrationAgency> agencies_;
};

/// The operator's list `registration_agencies.tsv` in the data directory has this name.
inline constexpr std::string_view agencies_file = "registration_agencies.tsv";

} // namespace policy
