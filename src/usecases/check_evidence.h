#pragma once

#include "domain/catalogue.h"
#include "storage/cases.h"
#include "usecases/world.h"

#include <string>

namespace usecases {

core::Result<const domain::Product*> product_of_case(storage::Transaction& tx, const World& world, const storage::CaseRow& row);

/// Whether the case may be recommended as it stands (C05): documents looked at, steps finished, differences decided, evidence of every kind
/// young enough. Hits of the screening are for the second specialist, after this.
core::Result<void> check_evidence(storage::Transaction& tx, const World& world, const storage::CaseRow& row, core::Instant now);

/// Nobody recommends a case over a confirmed hit, nor one on whose hits he decided (C09).
core::Result<void> check_recommender(storage::Transaction& tx, const storage::CaseRow& row, const std::string& user_id);

} // namespace usecases
