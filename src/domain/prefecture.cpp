#include "domain/prefecture.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace domain {
namespace {

constexpr std::array<std::string_view, 47> prefectures{
    "北海道", "青森県",   "岩手県", "宮城県", "秋田県", "山形県",   "福島県", "茨城県", "栃木県", "群馬県",   "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",   "山梨県", "長野県", "岐阜県", "静岡県",   "愛知県", "三重県",
    "滋賀県", "京都府",   "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県",   "山口県", "徳島県",
    "香川県", "愛媛県",   "高知県", "福岡県", "佐賀県", "長崎県",   "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"};

constexpr std::array<std::string_view, prefectures.size()> latin_names{
    "HOKKAIDO", "AOMORI",   "IWATE",    "MIYAGI",    "AKITA",     "YAMAGATA",  "FUKUSHIMA", "IBARAKI", "TOCHIGI",   "GUNMA",
    "SAITAMA",  "CHIBA",    "TOKYO",    "KANAGAWA",  "NIIGATA",   "TOYAMA",    "ISHIKAWA",  "FUKUI",   "YAMANASHI", "NAGANO",
    "GIFU",     "SHIZUOKA", "AICHI",    "MIE",       "SHIGA",     "KYOTO",     "OSAKA",     "HYOGO",   "NARA",      "WAKAYAMA",
    "TOTTORI",  "SHIMANE",  "OKAYAMA",  "HIROSHIMA", "YAMAGUCHI", "TOKUSHIMA", "KAGAWA",    "EHIME",   "KOCHI",     "FUKUOKA",
    "SAGA",     "NAGASAKI", "KUMAMOTO", "OITA",      "MIYAZAKI",  "KAGOSHIMA", "OKINAWA"};

} // namespace

std::uint8_t prefecture_code(std::string_view name) {
  const auto found = std::ranges::find(prefectures, name);
  return found == prefectures.end() ? 0 : static_cast<std::uint8_t>(found - prefectures.begin() + 1);
}

std::string_view prefecture_latin(std::string_view name) {
  const auto code = prefecture_code(name);
  return code == 0 ? std::string_view() : latin_names[code - 1U];
}

std::string_view prefecture_name(std::string_view iso_code) {
  constexpr std::string_view country = "JP-";
  if (iso_code.size() != country.size() + 2 || !iso_code.starts_with(country)) return {};
  std::size_t number = 0;
  const auto* end = iso_code.data() + iso_code.size();
  const auto read = std::from_chars(iso_code.data() + country.size(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number == 0 || number > prefectures.size()) return {};
  return prefectures[number - 1];
}

} // namespace domain
