#include "storage/register.h"

#include "storage/statement.h"

#include <algorithm>
#include <unordered_map>

namespace storage {
namespace {

constexpr std::size_t rows_a_statement = 100;
constexpr std::size_t rows_a_batch = 2'000;
constexpr auto column_count = detail::member_count<RegisterRow>;

/// `INSERT … VALUES (…), (…) … ON CONFLICT`: one statement for many rows is what makes an import of millions fast.
std::string upsert_sql(std::size_t rows) {
  std::string sql = "INSERT INTO register_entries (" + columns<RegisterRow>() + ") VALUES ";
  std::size_t number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < column_count; ++column) sql += (column == 0 ? "$" : ", $") + std::to_string(++number);
    sql += ")";
  }
  sql += " ON CONFLICT (corporate_number) DO UPDATE SET ";
  std::string assignments;
  boost::mp11::mp_for_each<detail::Members<RegisterRow>>([&](auto described) {
    const std::string name = described.name;
    if (name == "corporate_number") return;
    assignments += (assignments.empty() ? "" : ", ") + name + " = excluded." + name;
  });
  return sql + assignments;
}

core::Result<void> upsert(Transaction& tx, std::span<const RegisterRow> rows) {
  static const std::string full = upsert_sql(rows_a_statement);
  std::vector<Parameter> parameters;
  parameters.reserve(rows.size() * column_count);
  for (const auto& row : rows)
    boost::mp11::mp_for_each<detail::Members<RegisterRow>>(
        [&](auto described) { parameters.push_back(to_parameter(row.*described.pointer)); });
  return done(tx.run(rows.size() == rows_a_statement ? full : upsert_sql(rows.size()), parameters, [](const Cells&) {}));
}

/// PostgreSQL refuses to touch a row twice in one statement, so the last row of a number stands.
void keep_last_of_each_number(std::vector<RegisterRow>& rows) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<RegisterRow> kept;
  kept.reserve(rows.size());
  for (auto& row : rows) {
    const auto [place, is_new] = places.emplace(row.corporate_number, kept.size());
    if (is_new)
      kept.push_back(std::move(row));
    else
      kept[place->second] = std::move(row);
  }
  rows = std::move(kept);
}

/// The range of texts that begin with the prefix: U+10FFFF sorts after every character in use.
std::string end_of(std::string_view prefix) { return std::string(prefix) + "\U0010FFFF"; }

} // namespace

core::Result<void> RegisterImport::add(RegisterRow row) {
  batch_.push_back(std::move(row));
  ++taken_;
  if (batch_.size() < rows_a_batch) return {};
  return flush();
}

core::Result<std::int64_t> RegisterImport::finish() {
  TRY(flush());
  return taken_;
}

core::Result<void> RegisterImport::flush() {
  if (batch_.empty()) return {};
  keep_last_of_each_number(batch_);
  TRY(db_.write([&](Transaction& tx) -> core::Result<void> {
    for (std::span<const RegisterRow> rest(batch_); !rest.empty();) {
      const auto count = std::min(rest.size(), rows_a_statement);
      TRY(upsert(tx, rest.first(count)));
      rest = rest.subspan(count);
    }
    return {};
  }));
  batch_.clear();
  return {};
}

core::Result<void> insert_import(Transaction& tx, const ImportRow& import) { return insert<"register_imports">(tx, import); }

core::Result<std::vector<ImportRow>> list_imports(Transaction& tx) {
  return list<ImportRow, "FROM register_imports ORDER BY imported_at DESC, id DESC">(tx);
}

core::Result<void> delete_register_entry(Transaction& tx, std::string_view corporate_number) {
  return done(tx.exec("DELETE FROM register_entries WHERE corporate_number = $1", corporate_number));
}

core::Result<std::optional<RegisterRow>> find_register_entry(Transaction& tx, std::string_view corporate_number) {
  return find<RegisterRow, "FROM register_entries WHERE corporate_number = $1">(tx, corporate_number);
}

core::Result<std::vector<RegisterRow>> search_register(Transaction& tx, const RegisterQuery& query) {
  std::string where;
  if (!query.name_key_prefix.empty()) where = "(name_key >= $1 AND name_key < $2)";
  if (!query.kana_prefix.empty()) where += std::string(where.empty() ? "" : " OR ") + "(name_kana >= $3 AND name_kana < $4)";
  if (where.empty()) return std::vector<RegisterRow>();
  const auto sql = "SELECT " + columns<RegisterRow>() + " FROM register_entries WHERE (" + where +
                   ") AND ($5 = '' OR prefecture = $5) ORDER BY name_key, corporate_number LIMIT $6";
  return tx.query<RegisterRow>(sql, query.name_key_prefix, end_of(query.name_key_prefix), query.kana_prefix, end_of(query.kana_prefix),
                               query.prefecture, query.limit);
}

} // namespace storage
