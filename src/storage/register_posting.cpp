#include "storage/register_posting.h"

#include "domain/prefecture.h"

#include <charconv>
#include <fmt/format.h>

namespace storage {
namespace {

constexpr unsigned bits_of_prefecture = 6;
constexpr std::uint64_t prefecture_bits = (1U << bits_of_prefecture) - 1;

} // namespace

std::uint64_t posting_of(const RegisterRow& row) {
  std::uint64_t number = 0;
  std::from_chars(row.corporate_number.data(), row.corporate_number.data() + row.corporate_number.size(), number);
  return (number << bits_of_prefecture) | domain::prefecture_code(row.prefecture);
}

std::string number_of(std::uint64_t posting) { return fmt::format("{:013}", posting >> bits_of_prefecture); }

std::uint8_t prefecture_of(std::uint64_t posting) { return static_cast<std::uint8_t>(posting & prefecture_bits); }

std::string_view searched_name(const RegisterRow& row) { return std::string_view(row.name_key).substr(0, row.name_key.find('/')); }

} // namespace storage
