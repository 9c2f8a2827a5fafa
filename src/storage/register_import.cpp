#include "domain/prefecture.h"
#include "storage/postings.h"
#include "storage/register.h"
#include "storage/statement.h"

#include <algorithm>
#include <unordered_map>

namespace storage {
namespace {

constexpr std::size_t rows_a_statement = 100;
constexpr std::size_t rows_a_batch = 2'000;
constexpr std::size_t postings_a_block = 8'000'000; // 128 MB
constexpr std::size_t postings_a_batch = 50'000;
constexpr std::int64_t grams_a_removal = 20'000;
constexpr std::int64_t rows_of_a_small_block = 100'000;

/// `INSERT … VALUES (…), (…)`: one statement for many rows is what makes an import of millions fast.
template <class Row>
std::string insert_sql(std::string_view table, std::size_t rows) {
  auto sql = "INSERT INTO " + std::string(table) + " (" + columns<Row>() + ") VALUES ";
  std::size_t number = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    sql += row == 0 ? "(" : ", (";
    for (std::size_t column = 0; column < detail::member_count<Row>; ++column)
      sql += (column == 0 ? "$" : ", $") + std::to_string(++number);
    sql += ")";
  }
  return sql;
}

/// Runs the statement that `sql_for(rows)` makes over all rows.
/// Returns how many rows were written.
template <class Row>
core::Result<std::int64_t> insert_many(Transaction& tx, std::span<const Row> rows, std::string (*sql_for)(std::size_t)) {
  static const std::string full = sql_for(rows_a_statement);
  std::vector<Parameter> parameters;
  std::int64_t written = 0;
  for (; !rows.empty(); rows = rows.subspan(std::min(rows.size(), rows_a_statement))) {
    const auto count = std::min(rows.size(), rows_a_statement);
    parameters.clear();
    for (const auto& row : rows.first(count))
      boost::mp11::mp_for_each<detail::Members<Row>>([&](auto described) { parameters.push_back(to_parameter(row.*described.pointer)); });
    written += TRY(tx.run(count == rows_a_statement ? full : sql_for(count), parameters, [](const Cells&) {}));
  }
  return written;
}

std::string upsert_entries_sql(std::size_t rows) {
  std::string assignments;
  boost::mp11::mp_for_each<detail::Members<RegisterRow>>([&](auto described) {
    const std::string name = described.name;
    if (name == "number") return;
    assignments += (assignments.empty() ? "" : ", ") + name + " = excluded." + name;
  });
  return insert_sql<RegisterRow>("register_entries", rows) + " ON CONFLICT (number) DO UPDATE SET " + assignments +
         " WHERE register_entries.updated_on <= excluded.updated_on";
}

/// PostgreSQL refuses to touch a row twice in one statement, so the newest row of a number stands, and of two alike the last.
void keep_newest_of_each_number(std::vector<RegisterRow>& rows) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<RegisterRow> kept;
  kept.reserve(rows.size());
  for (auto& row : rows) {
    const auto [place, is_new] = places.emplace(row.number, kept.size());
    if (is_new)
      kept.push_back(std::move(row));
    else if (kept[place->second].updated_on <= row.updated_on)
      kept[place->second] = std::move(row);
  }
  rows = std::move(kept);
}

/// The first of `count` entry numbers that nobody else gets.
core::Result<std::int64_t> reserve_entries(Transaction& tx, std::int64_t count) {
  TRY(done(tx.exec("INSERT INTO counters (name, value) VALUES ('register_entry', $1) "
                   "ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value",
                   count)));
  const auto last = TRY(tx.one<std::int64_t>("SELECT value FROM counters WHERE name = 'register_entry'"));
  return TRY(core::require(last, errors::database_failed)) - count + 1;
}

struct GramRow {
  std::int64_t block;
  std::int64_t gram;
  core::Bytes entries;
};
BOOST_DESCRIBE_STRUCT(GramRow, (), (block, gram, entries))

std::string insert_grams_sql(std::size_t rows) { return insert_sql<GramRow>("register_grams", rows); }

} // namespace

core::Result<void> RegisterImport::load_removals() {
  if (removals_) return {};
  const auto rows = TRY(db_.read([](Transaction& tx) { return tx.query<Removal>("SELECT number, removed_on FROM register_removals"); }));
  removals_.emplace();
  for (const auto& row : rows) removals_->emplace(row.number, row.removed_on);
  return {};
}

core::Result<void> RegisterImport::add(RegisterRow row) {
  TRY(load_removals());
  ++taken_;
  const auto removed = removals_->find(row.number);
  if (removed == removals_->end() || removed->second <= row.updated_on) return put(std::move(row));
  ++older_;
  return {};
}

core::Result<void> RegisterImport::remove(std::string_view number, std::string_view updated_on) {
  TRY(load_removals());
  TRY(write_rows());
  auto& known = (*removals_)[std::string(number)];
  known = std::max(known, std::string(updated_on));
  return db_.write([&](Transaction& tx) -> core::Result<void> {
    TRY(done(tx.exec("INSERT INTO register_removals (number, removed_on) VALUES ($1, $2) "
                     "ON CONFLICT (number) DO UPDATE SET removed_on = excluded.removed_on",
                     number, known)));
    return done(tx.exec("DELETE FROM register_entries WHERE number = $1 AND updated_on <= $2", number, updated_on));
  });
}

core::Result<std::int64_t> RegisterImport::finish() {
  TRY(write_rows());
  const auto taken = taken_ - older_;
  if (!first_block_) return taken;
  const auto emptied = TRY(take_over_small_blocks());
  TRY(write_names());
  for (const auto& block : emptied) TRY(remove_block(block));
  return taken;
}

core::Result<void> RegisterImport::put(RegisterRow row) {
  row.source = source_;
  batch_.push_back(std::move(row));
  return batch_.size() < rows_a_batch ? core::Result<void>() : write_rows();
}

core::Result<void> RegisterImport::write_rows() {
  if (batch_.empty()) return {};
  keep_newest_of_each_number(batch_);
  TRY(db_.write([&](Transaction& tx) { return write_batch(tx); }));
  if (!block_) block_ = batch_.front().entry;
  if (!first_block_) first_block_ = block_;
  for (const auto& row : batch_) {
    const auto posting = make_posting(row.entry, domain::prefecture_code(row.prefecture));
    for (const auto gram : domain::grams_of_entry(searched_names(row))) postings_.push_back({gram, posting});
  }
  batch_.clear();
  return postings_.size() < postings_a_block ? core::Result<void>() : write_names();
}

core::Result<void> RegisterImport::write_batch(Transaction& tx) {
  const auto first = TRY(reserve_entries(tx, std::ssize(batch_)));
  for (std::size_t i = 0; i < batch_.size(); ++i) batch_[i].entry = first + static_cast<std::int64_t>(i);
  older_ += std::ssize(batch_) - TRY(insert_many<RegisterRow>(tx, batch_, upsert_entries_sql));
  return done(tx.exec("INSERT INTO register_blocks (first_entry, last_entry, source, complete) VALUES ($1, $2, $3, $4) "
                      "ON CONFLICT (first_entry) DO UPDATE SET last_entry = excluded.last_entry",
                      block_.value_or(first), batch_.back().entry, source_, false));
}

core::Result<void> RegisterImport::write_names() {
  if (!block_) return {};
  std::ranges::sort(postings_);
  for (std::span<const Posting> rest(postings_); !rest.empty();) {
    auto count = std::min(rest.size(), postings_a_batch);
    while (count < rest.size() && rest[count].gram == rest[count - 1].gram) ++count;
    TRY(write_postings(rest.first(count)));
    rest = rest.subspan(count);
  }
  TRY(db_.write(
      [&](Transaction& tx) { return done(tx.exec("UPDATE register_blocks SET complete = $1 WHERE first_entry = $2", true, *block_)); }));
  postings_.clear();
  block_.reset();
  return {};
}

core::Result<void> RegisterImport::write_postings(std::span<const Posting> postings) {
  std::vector<GramRow> rows;
  std::vector<std::uint64_t> entries;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    entries.push_back(postings[i].entry);
    if (i + 1 < postings.size() && postings[i + 1].gram == postings[i].gram) continue;
    rows.push_back({*block_, static_cast<std::int64_t>(postings[i].gram), encode_postings(entries)});
    entries.clear();
  }
  return db_.write([&](Transaction& tx) { return done(insert_many<GramRow>(tx, rows, insert_grams_sql)); });
}

core::Result<std::vector<RegisterImport::Block>> RegisterImport::take_over_small_blocks() {
  std::vector<Block> emptied;
  const auto older = TRY(db_.read([&](Transaction& tx) {
    return tx.query<Block>("SELECT first_entry, last_entry, complete FROM register_blocks WHERE source = $1 AND first_entry < $2", source_,
                           *first_block_);
  }));
  for (const auto& block : older) {
    if (block.complete && !TRY(is_small(block))) continue;
    TRY(take_over(block));
    emptied.push_back(block);
  }
  return emptied;
}

core::Result<bool> RegisterImport::is_small(const Block& block) {
  const auto rows = TRY(db_.read([&](Transaction& tx) {
    return tx.one<std::int64_t>("SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT entry FROM register_entries "
                                "WHERE entry BETWEEN $1 AND $2 AND source = $3 LIMIT $4) AS found",
                                block.first_entry, block.last_entry, source_, rows_of_a_small_block + 1);
  }));
  return rows.value_or(0) <= rows_of_a_small_block;
}

core::Result<void> RegisterImport::take_over(const Block& block) {
  for (;;) {
    auto rows = TRY(db_.read([&](Transaction& tx) {
      return list<RegisterRow, "FROM register_entries WHERE entry BETWEEN $1 AND $2 AND source = $3 ORDER BY entry LIMIT $4">(
          tx, block.first_entry, block.last_entry, source_, static_cast<std::int64_t>(rows_a_batch));
    }));
    if (rows.empty()) return {};
    for (auto& row : rows) TRY(put(std::move(row)));
    TRY(write_rows());
  }
}

/// Piece by piece, so that other writers need not wait long.
core::Result<void> RegisterImport::remove_block(const Block& block) {
  for (;;) {
    const auto removed = TRY(db_.write([&](Transaction& tx) {
      return tx.exec("DELETE FROM register_grams WHERE block = $1 AND gram IN "
                     "(SELECT gram FROM register_grams WHERE block = $1 ORDER BY gram LIMIT $2)",
                     block.first_entry, grams_a_removal);
    }));
    if (removed == 0) break;
  }
  return db_.write([&](Transaction& tx) { return done(tx.exec("DELETE FROM register_blocks WHERE first_entry = $1", block.first_entry)); });
}

} // namespace storage
