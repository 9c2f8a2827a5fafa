#include "domain/prefecture.h"
#include "storage/postings.h"
#include "storage/register.h"
#include "storage/statement.h"

#include <algorithm>

namespace storage {
namespace {

constexpr std::size_t rows_a_look = 20;
constexpr std::size_t most_looked_at = 4'000; ///< entries whose pairs match and whose names do not, or that are in a newer block

/// Entries of a block that have every pair, in that prefecture (0: anywhere).
core::Result<std::vector<std::uint64_t>> find_postings(Transaction& tx, std::int64_t block, const std::vector<std::uint64_t>& grams,
                                                       std::uint8_t prefecture) {
  std::optional<std::vector<std::uint64_t>> found;
  for (const auto gram : grams) {
    const auto entries = TRY(
        tx.one<core::Bytes>("SELECT entries FROM register_grams WHERE block = $1 AND gram = $2", block, static_cast<std::int64_t>(gram)));
    if (!entries) return std::vector<std::uint64_t>();
    auto postings = decode_postings(*entries);
    if (!found) {
      if (prefecture != 0) std::erase_if(postings, [&](std::uint64_t posting) { return prefecture_of(posting) != prefecture; });
      found = std::move(postings);
    } else {
      found = in_both(*found, postings);
    }
    if (found->empty()) break;
  }
  return std::move(found).value_or(std::vector<std::uint64_t>());
}

/// At most `rows_a_look`; entries that were imported again since have other numbers and are not there.
core::Result<std::vector<RegisterRow>> load_entries(Transaction& tx, std::span<const std::uint64_t> postings) {
  static const std::string sql = [] {
    auto text = "SELECT " + columns<RegisterRow>() + " FROM register_entries WHERE entry IN ($1";
    for (std::size_t n = 2; n <= rows_a_look; ++n) text += ", $" + std::to_string(n);
    return text + ")";
  }();
  std::vector<Parameter> parameters;
  for (const auto posting : postings) parameters.emplace_back(entry_of(posting));
  parameters.resize(rows_a_look, Parameter(std::int64_t{0})); // no entry has it
  std::vector<RegisterRow> rows;
  (void)TRY(tx.run(sql, parameters, [&](const Cells& cells) { rows.push_back(detail::RowReader<RegisterRow>::read(cells)); }));
  return rows;
}

} // namespace

core::Result<std::vector<RegisterRow>> search_register(Transaction& tx, const RegisterQuery& query) {
  std::vector<RegisterRow> found;
  const auto grams = domain::grams_of_query(query.text, query.match);
  const auto prefecture = domain::prefecture_code(query.prefecture);
  if (grams.empty() || (prefecture == 0 && !query.prefecture.empty())) return found;
  std::size_t looked_at = 0;
  const auto enough = [&] { return std::ssize(found) >= query.limit || looked_at >= most_looked_at; };
  for (const auto block : TRY(tx.query<std::int64_t>(
           "SELECT first_entry FROM register_blocks WHERE source = $1 AND complete = $2 ORDER BY first_entry DESC", query.source, true))) {
    const auto postings = TRY(find_postings(tx, block, grams, prefecture));
    for (std::span<const std::uint64_t> rest(postings); !rest.empty() && !enough();) {
      const auto piece = rest.first(std::min(rest.size(), rows_a_look));
      for (auto& row : TRY(load_entries(tx, piece)))
        if (domain::matches(searched_names(row), query.text, query.match)) found.push_back(std::move(row));
      looked_at += piece.size();
      rest = rest.subspan(piece.size());
    }
    if (enough()) break;
  }
  std::ranges::sort(found, {}, [](const RegisterRow& row) { return std::tie(row.name_key, row.number); });
  if (std::ssize(found) > query.limit) found.erase(found.begin() + query.limit, found.end());
  return found;
}

} // namespace storage
