#pragma once

#include "storage/samples.h"
#include "usecases/world.h"

#include <chrono>

namespace usecases {

/// Which certificates a sample is drawn from, and how.
struct SampleRequest {
  std::chrono::year_month_day from{};  ///< in Japan
  std::chrono::year_month_day until{}; ///< the last day
  int percent = 3;
  std::string seed;
  std::string level; ///< `ov` | `ev`; empty: both
};

struct SampledCertificate {
  storage::IssuedRow row;
  std::string level;
  std::string case_id; ///< that it rests on; empty where none is known
};

/// A certificate that could have been drawn.
struct SampleMember {
  std::string id;
  core::Instant issued_at{};
  std::string level;
};

struct AuditSample {
  SampleRequest request;
  std::vector<SampleMember> population;         ///< as they were issued
  std::vector<SampledCertificate> certificates; ///< in the order that they were drawn
};
/// Draws a sample that whoever has seed and period draws again (BR 8.7, EVG 8.1.1; docs/formats/audit-sample.md).
core::Result<AuditSample> draw_audit_sample(World& world, const SampleRequest& request);
core::Result<AuditSample> load_audit_sample(const World& world, storage::Transaction& tx, const SampleRequest& request);

} // namespace usecases
