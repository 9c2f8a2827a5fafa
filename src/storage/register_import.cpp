#include "storage/register.h"

#include "storage/postings.h"
#include "storage/register_posting.h"
#include "storage/settings.h"
#include "storage/statement.h"

#include <algorithm>
#include <unordered_map>

namespace storage {
namespace {

constexpr std::size_t rows_a_statement = 100;
constexpr std::size_t rows_a_batch = 2'000;
constexpr std::size_t postings_a_block = 8'000'000; // 128 MB
constexpr std::size_t postings_a_batch = 200'000;
constexpr auto column_count = detail::member_count<RegisterRow>;

/// `INSERT … VALUES (…), (…)`: one statement for many rows is what makes an import of millions fast.
std::string insert_sql(std::string_view table, const std::string& column_names, std::size_t columns_a_row, std::size_t rows) {
  auto sql = "INSERT INTO " + std::string(table) + " (" + column_names + ") VALUES ";
  std::size_t number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < columns_a_row; ++column) sql += (column == 0 ? "$" : ", $") + std::to_string(++number);
    sql += ")";
  }
  return sql;
}

std::string upsert_sql(std::size_t rows) {
  std::string assignments;
  boost::mp11::mp_for_each<detail::Members<RegisterRow>>([&](auto described) {
    const std::string name = described.name;
    if (name == "corporate_number") return;
    assignments += (assignments.empty() ? "" : ", ") + name + " = excluded." + name;
  });
  return insert_sql("register_entries", columns<RegisterRow>(), column_count, rows) +
         " ON CONFLICT (corporate_number) DO UPDATE SET " + assignments;
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

struct GramRow {
  std::int64_t block;
  std::int64_t gram;
  core::Bytes entries;
};
BOOST_DESCRIBE_STRUCT(GramRow, (), (block, gram, entries))

core::Result<void> insert_grams(Transaction& tx, std::span<const GramRow> rows) {
  constexpr auto columns_a_row = detail::member_count<GramRow>;
  static const std::string full = insert_sql("register_grams", columns<GramRow>(), columns_a_row, rows_a_statement);
  std::vector<Parameter> parameters;
  for (const auto& row : rows) {
    parameters.push_back(to_parameter(row.block));
    parameters.push_back(to_parameter(row.gram));
    parameters.push_back(to_parameter(row.entries));
  }
  return done(tx.run(rows.size() == rows_a_statement ? full
                                                     : insert_sql("register_grams", columns<GramRow>(), columns_a_row, rows.size()),
                     parameters, [](const Cells&) {}));
}

} // namespace

core::Result<void> RegisterImport::add(RegisterRow row) {
  const auto entry = posting_of(row);
  for (const auto gram : domain::grams_of_entry(searched_name(row), row.name_kana)) postings_.push_back({gram, entry});
  batch_.push_back(std::move(row));
  ++taken_;
  if (batch_.size() >= rows_a_batch) TRY(write_rows());
  if (postings_.size() >= postings_a_block) TRY(write_names());
  return {};
}

core::Result<void> RegisterImport::remove(const std::string& corporate_number) {
  TRY(write_rows());
  return db_.write([&](Transaction& tx) { return done(tx.exec("DELETE FROM register_entries WHERE corporate_number = $1", corporate_number)); });
}

core::Result<std::int64_t> RegisterImport::finish() {
  TRY(write_names());
  TRY(remove_old_blocks());
  return taken_;
}

core::Result<void> RegisterImport::write_rows() {
  if (batch_.empty()) return {};
  keep_last_of_each_number(batch_);
  TRY(db_.write([&](Transaction& tx) -> core::Result<void> {
    if (!block_) block_ = TRY(next_count(tx, "register_block"));
    for (auto& row : batch_) row.block = *block_;
    for (std::span<const RegisterRow> rest(batch_); !rest.empty();) {
      const auto count = std::min(rest.size(), rows_a_statement);
      TRY(upsert(tx, rest.first(count)));
      rest = rest.subspan(count);
    }
    return {};
  }));
  if (!first_block_) first_block_ = block_;
  batch_.clear();
  return {};
}

core::Result<void> RegisterImport::write_names() {
  TRY(write_rows());
  if (!block_) return {};
  std::ranges::sort(postings_);
  for (std::span<const Posting> rest(postings_); !rest.empty();) {
    auto count = std::min(rest.size(), postings_a_batch);
    while (count < rest.size() && rest[count].gram == rest[count - 1].gram) ++count;
    TRY(write_postings(rest.first(count)));
    rest = rest.subspan(count);
  }
  TRY(db_.write([&](Transaction& tx) { return done(tx.exec("INSERT INTO register_blocks (block) VALUES ($1)", *block_)); }));
  postings_.clear();
  block_.reset();
  return {};
}

core::Result<void> RegisterImport::write_postings(std::span<const Posting> postings) {
  std::vector<GramRow> rows;
  std::vector<std::uint64_t> entries;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (entries.empty() || entries.back() != postings[i].entry) entries.push_back(postings[i].entry);
    if (i + 1 < postings.size() && postings[i + 1].gram == postings[i].gram) continue;
    rows.push_back({*block_, static_cast<std::int64_t>(postings[i].gram), encode_postings(entries)});
    entries.clear();
  }
  return db_.write([&](Transaction& tx) -> core::Result<void> {
    for (std::span<const GramRow> rest(rows); !rest.empty();) {
      const auto count = std::min(rest.size(), rows_a_statement);
      TRY(insert_grams(tx, rest.first(count)));
      rest = rest.subspan(count);
    }
    return {};
  });
}

core::Result<void> RegisterImport::remove_old_blocks() {
  if (!first_block_) return {};
  const auto old = TRY(db_.read([&](Transaction& tx) -> core::Result<std::vector<std::int64_t>> {
    if (TRY(tx.one<std::int64_t>("SELECT block FROM register_entries WHERE block < $1 LIMIT 1", *first_block_)))
      return std::vector<std::int64_t>();
    return tx.query<std::int64_t>("SELECT block FROM register_blocks WHERE block < $1", *first_block_);
  }));
  for (const auto block : old)
    TRY(db_.write([&](Transaction& tx) -> core::Result<void> {
      TRY(tx.exec("DELETE FROM register_grams WHERE block = $1", block));
      return done(tx.exec("DELETE FROM register_blocks WHERE block = $1", block));
    }));
  return {};
}

} // namespace storage
