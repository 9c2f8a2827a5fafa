#include "usecases/search_register.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/corporate_number.h"
#include "usecases/field_problems.h"

#include <algorithm>

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
  const auto kana = core::to_katakana(core::fold_width(core::trim(search.name)));
  using enum domain::NameMatch;
  std::vector<storage::RegisterRow> rows;
  for (const auto match : {whole_name, beginning_of_name, part_of_name, beginning_of_kana}) {
    if (std::ssize(rows) >= search.limit) break;
    const auto& text = match == beginning_of_kana ? kana : key;
    for (auto& row : TRY(storage::search_register(tx, {text, match, search.prefecture, search.limit})))
      if (std::ranges::find(rows, row.corporate_number, &storage::RegisterRow::corporate_number) == rows.end()) rows.push_back(std::move(row));
  }
  if (std::ssize(rows) > search.limit) rows.resize(static_cast<std::size_t>(search.limit));
  return rows;
}

} // namespace

core::Result<std::vector<storage::RegisterRow>> search_register(World& world, const RegisterSearch& search) {
  return world.database.read([&](storage::Transaction& tx) { return find(tx, search); });
}

} // namespace usecases
