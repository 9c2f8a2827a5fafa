#include "usecases/search_register.h"

#include "core/text.h"
#include "domain/company_name.h"
#include "domain/corporate_number.h"
#include "domain/lei.h"
#include "domain/register_source.h"
#include "usecases/field_problems.h"

#include <algorithm>

namespace usecases {
namespace {

using Rows = std::vector<storage::RegisterRow>;

constexpr std::size_t lei_size = 20;

/// Keeps what is not among the rows yet, up to the limit.
void append(Rows& rows, Rows more, std::int64_t limit) {
  for (auto& row : more)
    if (std::ssize(rows) < limit && std::ranges::find(rows, row.number, &storage::RegisterRow::number) == rows.end())
      rows.push_back(std::move(row));
}

core::Result<Rows> find_one(storage::Transaction& tx, std::string_view number) {
  auto row = TRY(storage::find_register_entry(tx, number));
  return row ? Rows{std::move(*row)} : Rows{};
}

core::Result<Rows> find_corporate_number(storage::Transaction& tx, const RegisterSearch& search) {
  FieldProblems problems;
  const auto number = problems.keep("?number", domain::CorporateNumber::parse(search.number));
  TRY(problems.finish());
  return find_one(tx, number->str());
}

/// Japan's commercial register numbers a company by its corporate number without the check digit in front.
core::Result<Rows> find_lei(storage::Transaction& tx, const RegisterSearch& search) {
  const auto key = domain::registered_number_key(search.number);
  if (key.empty() || key.size() == lei_size) {
    FieldProblems problems;
    const auto lei = problems.keep("?number", domain::Lei::parse(search.number));
    TRY(problems.finish());
    return find_one(tx, lei->str());
  }
  auto rows = TRY(storage::list_register_entries(tx, key, search.limit));
  if (domain::CorporateNumber::parse(key)) append(rows, TRY(storage::list_register_entries(tx, key.substr(1), search.limit)), search.limit);
  return rows;
}

core::Result<Rows> find_name(storage::Transaction& tx, const RegisterSearch& search) {
  const auto name = domain::company_name_core(search.name);
  const auto kana = core::to_katakana(core::fold_width(core::trim(search.name)));
  FieldProblems problems;
  problems.require("?name", name);
  TRY(problems.finish());
  using enum domain::NameMatch;
  Rows rows;
  for (const auto match : {whole_name, beginning_of_name, part_of_name, beginning_of_kana}) {
    if (std::ssize(rows) >= search.limit) break;
    const auto& text = match == beginning_of_kana ? kana : name;
    append(rows, TRY(storage::search_register(tx, {search.source, text, match, search.prefecture, search.limit})), search.limit);
  }
  return rows;
}

core::Result<Rows> find(storage::Transaction& tx, const RegisterSearch& search) {
  if (search.number.empty()) return find_name(tx, search);
  return search.source == domain::register_source::lei ? find_lei(tx, search) : find_corporate_number(tx, search);
}

} // namespace

core::Result<std::vector<storage::RegisterRow>> search_register(World& world, const RegisterSearch& search) {
  return world.database.read([&](storage::Transaction& tx) { return find(tx, search); });
}

} // namespace usecases
