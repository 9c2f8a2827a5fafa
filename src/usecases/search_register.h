#pragma once

#include "storage/register.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

struct RegisterSearch {
  std::string source; ///< a name of domain/register_source.h
  std::string number; ///< a corporate number; an LEI or the number in the register of a country; then nothing else is looked at
  std::string name;   ///< a name or a part of it, or the beginning of its kana, in any spelling
  std::string prefecture;
  std::int64_t limit = 20;
};
/// C07: for anybody; at most `limit` entries: those of that name, that begin so, that hold it, and whose kana begins so.
core::Result<std::vector<storage::RegisterRow>> search_register(World& world, const RegisterSearch& search);

} // namespace usecases
