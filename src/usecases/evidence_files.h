#pragma once

#include "domain/vetting.h"
#include "usecases/file_facts.h"
#include "usecases/world.h"

#include <string>

namespace usecases {

/// A file as it arrives.
struct SentFile {
  std::string name;
  std::string base64;
};

struct NewEvidence {
  storage::CaseId case_id;
  domain::Step step{};
  std::string category;
  std::string subject;
  std::string source;
  std::string method;
  std::string note;
  ShownByFile shown;
  SentFile file;
};
/// Puts a specialist's document into the case's file (C05), of a type told by its content.
core::Result<storage::EvidenceFileRow> attach_evidence(World& world, const Actor& actor, const NewEvidence& evidence);

struct NewDocument {
  storage::ApplicationId application;
  std::string question; ///< the id of an open one of this application
  std::string note;
  SentFile file;
};
/// Puts a document of the applicant into the file: unverified, until a specialist has decided on it.
core::Result<storage::EvidenceFileRow> upload_document(World& world, const Actor& actor, const NewDocument& document);

struct EvidenceVerdict {
  storage::FileId file;
  bool accepted = false;
  std::string reason;
  std::string category = {}; ///< what it is; empty: as before
  ShownByFile shown = {};    ///< of a document that is taken over
};
/// A specialist takes the applicant's document over, or refuses it; returns its case.
core::Result<storage::CaseId> decide_on_evidence(World& world, const Actor& actor, const EvidenceVerdict& verdict);

/// A document to look at; who opened it is recorded.
struct OpenedEvidence {
  storage::EvidenceFileRow row;
  core::Bytes content;
};
core::Result<OpenedEvidence> open_evidence(World& world, const Actor& actor, const storage::FileId& id);

} // namespace usecases
