#pragma once

#include "domain/lei_csv.h"
#include "domain/nta_csv.h"
#include "storage/register.h"

/// A row of a register's file as it is stored, and back.
namespace usecases {

storage::RegisterRow to_storage(domain::RegisterRow row);
storage::RegisterRow to_storage(domain::LeiRow row);
/// As far as a comparison needs it.
domain::RegisterRow to_nta_row(const storage::RegisterRow& row);
domain::LeiRow to_lei_row(const storage::RegisterRow& row);
/// Whether the entry's last change was one of its name, as far as its register tells it (処理区分 11).
bool is_renamed(const storage::RegisterRow& row);

} // namespace usecases
