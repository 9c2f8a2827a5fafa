#pragma once

#include "core/result.h"
#include "policy/limit.h"
#include "policy/table.h"

#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace policy {

/// What a rule says about doing something: the strictest active row decides (docs/policy.md).
enum class Verdict : std::uint8_t { allowed, warned, refused };
struct Permission {
  Verdict verdict = Verdict::refused;
  const Rule* rule = nullptr;                  ///< the row that decides; null when no row allows it
  std::optional<core::Instant> forbidden_from; ///< when a known later row refuses it
};

/// A limit together with the row it comes from.
struct AppliedLimit {
  Limit limit;
  const Rule* rule = nullptr;
};

/// What multi-perspective corroboration must reach (BR 3.2.2.9); `remotes` 0 means none is asked for.
struct MpicRequirement {
  int remotes = 0;
  int rir_regions = 0;
  bool blocking = false;
};
struct MpicResult {
  int remotes = 0;       ///< perspectives asked
  int corroborating = 0; ///< of these, agreeing with the primary
  int rir_regions = 0;   ///< distinct regions among the corroborating ones
};

/// Data about an applicant, each with an age limit of its own.
enum class IdentityDatum : std::uint8_t { organization, name_and_title };

/// The rules an issuer is bound to: `private` (the numbers of the product) or `cabf` (CA/Browser Forum and root
/// programs).
class RuleSet {
public:
  /// `private` | `cabf`, from the tables inside the program.
  static core::Result<RuleSet> named(std::string_view name);
  /// From an operator's table or a test's.
  static core::Result<RuleSet> from_tsv(std::string name, std::string_view tsv, std::string_view file_name);

  const std::string& name() const { return name_; }
  const RuleTable& table() const { return *table_; }
  /// Stamped into every issuance record.
  const std::string& sha256() const { return table_->sha256(); }

  /// Rows of `id` for a profile, active at `at`, without drafts; `ref` rows are followed.
  std::vector<const Rule*> matching(std::string_view profile, std::string_view id, core::Instant at) const;
  /// The smallest active `max` / largest active `min` of `id` among MUST, PLATFORM and PRODUCT rows.
  std::optional<AppliedLimit> max_limit(std::string_view profile, std::string_view id, core::Instant at) const;
  std::optional<std::int64_t> max_number(std::string_view profile, std::string_view id, core::Instant at) const;
  std::optional<std::int64_t> min_number(std::string_view profile, std::string_view id, core::Instant at) const;
  /// Intersection of the comma lists of `in` rows.
  std::optional<std::set<std::string>> allowed_values(std::string_view profile, std::string_view id, core::Instant at) const;
  /// Whether an active MUSTNOT/forbid row of `id` exists.
  bool forbids(std::string_view profile, std::string_view id, core::Instant at) const;

  // --- Validity (A12, BR 6.3.2) ---
  /// The most seconds a certificate issued at `issue` may live, counted inclusively; nothing means no certificate may
  /// be issued.
  std::optional<std::chrono::seconds> max_validity(std::string_view profile, core::Instant issue) const;
  /// The length to choose: a day below the maximum, where the rules recommend one.
  std::optional<std::chrono::seconds> recommended_validity(std::string_view profile, core::Instant issue) const;
  /// `validity_too_long` when `not_after - not_before + 1 s` exceeds the maximum.
  core::Result<void> check_validity(std::string_view profile, core::Instant issue, core::Instant not_before, core::Instant not_after) const;
  /// How far notBefore may lie from signing.
  std::chrono::seconds not_before_skew(std::string_view profile, core::Instant issue) const;

  // --- Domain validation (C06, C12, BR 3.2.2.4, 4.2.1) ---
  /// `method` by number of BR 3.2.2.4: `m7`, `m18`, `m4`. A new use at `at`.
  Permission dcv_method(std::string_view profile, std::string_view method, core::Instant at) const;
  /// How old a completed validation may be at issuance.
  std::optional<AppliedLimit> domain_reuse(std::string_view profile, core::Instant issue, std::string_view method = {}) const;
  /// Tested at the instant of issuance; never stored as an expiry. False also where the method or its old data are
  /// forbidden.
  bool domain_reuse_fresh(std::string_view profile, core::Instant completed, core::Instant issue, std::string_view method) const;
  /// The earliest instant at which a validation stops being usable: walks the dated rows ahead.
  std::optional<core::Instant> domain_reuse_ends(std::string_view profile, core::Instant completed, std::string_view method) const;
  /// How long a random value lives (C06).
  std::chrono::seconds random_value_life(std::string_view profile, core::Instant at) const;
  std::int64_t random_value_bits(std::string_view profile, core::Instant at) const;

  // --- Identity (BR 4.2.1, EVG 3.2.2.14.3) ---
  std::optional<AppliedLimit> identity_reuse(std::string_view profile, core::Instant issue,
                                             IdentityDatum datum = IdentityDatum::organization) const;
  bool identity_reuse_fresh(std::string_view profile, core::Instant collected, core::Instant issue,
                            IdentityDatum datum = IdentityDatum::organization) const;
  std::optional<core::Instant> identity_reuse_ends(std::string_view profile, core::Instant collected,
                                                   IdentityDatum datum = IdentityDatum::organization) const;

  // --- Other typed look-ups ---
  /// Years that vetting records are kept after what relies on them (BR 5.4.3, 5.5.2).
  std::int64_t retention_years(core::Instant at) const;
  MpicRequirement mpic(std::string_view profile, core::Instant at) const;
  bool mpic_passes(std::string_view profile, const MpicResult& result, core::Instant at) const;
  std::int64_t min_rsa_bits(std::string_view profile, core::Instant at) const;
  /// `P-256`, `P-384`, `P-521`.
  std::set<std::string> ec_curves(std::string_view profile, core::Instant at) const;
  Permission client_auth(std::string_view profile, core::Instant issue) const;
  std::int64_t max_names(std::string_view profile, core::Instant issue) const;
  std::int64_t serial_entropy_bits(std::string_view profile, core::Instant issue) const;
  /// SCTs to embed for a certificate of this length (CT policies); 0 where none are asked for.
  std::int64_t sct_count(std::chrono::seconds period, core::Instant issue) const;
  /// The longest time between CRLs of a leaf issuer.
  std::chrono::seconds crl_interval(bool certificates_name_ocsp, core::Instant at) const;
  std::chrono::seconds crl_next_update(core::Instant at) const;
  std::chrono::seconds ocsp_interval(core::Instant at) const;
  /// CRL reason numbers that a CA, or a subscriber by self-service, may give (D08).
  std::set<int> revocation_reasons(bool self_service, core::Instant at) const;

  /// The rows active at an instant, for GET /policies; drafts are left out.
  std::vector<const Rule*> active(core::Instant at) const;
  /// Every instant at which some row begins or ends, sorted.
  std::vector<core::Instant> boundaries() const;

private:
  RuleSet(std::string name, RuleTable table);
  Permission permission(std::string_view profile, std::string_view id, core::Instant validated, core::Instant issue) const;
  std::optional<AppliedLimit> tightest(std::string_view profile, const std::vector<std::string_view>& ids, core::Instant at,
                                       bool recommended) const;

  std::string name_;
  std::shared_ptr<const RuleTable> table_; ///< shared because copies of a RuleSet hand out pointers to the same immutable rows
};

/// The full name of an authority for people: `CA/Browser Forum Baseline Requirements`.
std::string authority_name(std::string_view authority);
/// One line a row, tab-separated, as `shomei policy print` shows it.
std::string print(const std::vector<const Rule*>& rules);

} // namespace policy
