#include "storage/parameter.h"

namespace storage::detail {

std::string join(const List& items) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += ' ';
    text += item;
  }
  return text;
}

List split(std::string_view text) {
  List items;
  while (!text.empty()) {
    const auto end = text.find(' ');
    if (end != 0) items.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return items;
}

} // namespace storage::detail
