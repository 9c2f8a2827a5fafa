#pragma once

#include "usecases/audit_sample.h"

namespace usecases {

struct ZipFile {
  std::string name;
  core::Bytes content;
};

/// A case as one ZIP for an auditor: PDF, records, audit events with the chain's hashes, evidence as stored, SHA256SUMS
/// (docs/formats/case-file.md). The export itself is audited.
core::Result<ZipFile> export_case(World& world, const Actor& actor, const storage::CaseId& id, core::Language language);

/// The case files of a sample with the sample's own list, at most `most_exported` certificates.
core::Result<ZipFile> export_sample(World& world, const Actor& actor, const SampleRequest& request, core::Language language);
inline constexpr std::size_t most_exported = 200;

} // namespace usecases
