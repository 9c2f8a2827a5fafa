#pragma once

#include "core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

/// One page of a list; `next` continues after its last row and is absent on the last page.
template <class Row>
struct Page {
  std::vector<Row> items;
  std::optional<std::string> next;
};

/// A position in a sorted list: the sort value and id of the last row seen, as an opaque text.
struct Cursor {
  std::string value;
  std::string id;
};
std::string to_text(const Cursor& cursor);
/// `cursor_invalid` for anything that to_text did not make; an empty text is no cursor.
core::Result<std::optional<Cursor>> parse_cursor(std::string_view text);

/// The cursor's value where the list is sorted by a number or time.
core::Result<std::int64_t> cursor_number(const Cursor& cursor);

/// `%text%` for LIKE … ESCAPE '\', in lower case, with its own % _ \ taken literally.
std::string containing(std::string_view text);

/// Cuts the row that was asked for beyond the limit and makes the cursor from the last one kept.
template <class Row, class Value>
Page<Row> make_page(std::vector<Row> rows, std::int64_t limit, Value&& sort_value) {
  Page<Row> page{std::move(rows), std::nullopt};
  const auto size = static_cast<std::size_t>(limit);
  if (page.items.size() <= size) return page;
  page.items.erase(page.items.begin() + static_cast<std::ptrdiff_t>(size), page.items.end());
  if (!page.items.empty()) page.next = to_text({sort_value(page.items.back()), page.items.back().id.str()});
  return page;
}

} // namespace storage
