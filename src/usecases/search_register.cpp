#include "usecases/search_register.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/corporate_number.h"
#include "usecases/field_problems.h"

namespace usecases {
namespace {

core::Result<std::vector<storage::RegisterRow>> find(storage::Transaction& tx, const RegisterSearch& search) {
  if (!search.number.empty()) {
    FieldProblems problems;
    const auto number = problems.keep("?number", domain::CorporateNumber::parse(search.number));
    TRY(problems.finish());
    auto row = TRY(storage::find_register_entry(tx, number->str()));
    return row ? std::vector{std::move(*row)} : std::vector<storage::RegisterRow>{};
  }
  const auto key = domain::company_name_core(search.name);
  if (key.empty())
    return core::fail(core::Error{core::errors::invalid_request, {}, {}, {{"?name", std::string(errors::field_missing.name), {}}}});
  auto rows = TRY(
      storage::search_register(tx, {.name_key_prefix = key, .kana_prefix = {}, .prefecture = search.prefecture, .limit = search.limit}));
  if (!rows.empty()) return rows;
  const auto kana = core::to_katakana(core::fold_width(core::trim(search.name)));
  return storage::search_register(tx, {.name_key_prefix = {}, .kana_prefix = kana, .prefecture = search.prefecture, .limit = search.limit});
}

} // namespace

core::Result<std::vector<storage::RegisterRow>> search_register(World& world, const RegisterSearch& search) {
  return world.database.read([&](storage::Transaction& tx) { return find(tx, search); });
}

} // namespace usecases
