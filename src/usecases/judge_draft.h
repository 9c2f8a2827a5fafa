#pragma once

#include "domain/catalogue.h"
#include "domain/names.h"
#include "storage/accounts.h"
#include "usecases/application.h"
#include "usecases/field_problems.h"

namespace usecases {

/// A draft that passed every check, in normal forms.
struct JudgedDraft {
  core::Bytes csr;
  domain::NamePlan names;
  DraftOrganization organization;
  std::optional<DraftRegistration> registration; ///< EV
  std::vector<std::pair<domain::ContactRole, domain::Person>> contacts;
  bool at_most_ten_members = false;
};

struct DraftToJudge {
  const Draft& draft;
  const domain::Product& product;
  core::Language language;
};
/// Every problem of the draft, each at its field below `/draft`.
core::Result<JudgedDraft> judge_draft(const World& world, const DraftToJudge& judged, const pki::KeyPolicy& policy);

} // namespace usecases
