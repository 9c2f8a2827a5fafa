#include "domain/municipality.h"

#include "core/text.h"
#include "domain/kana_latin.h"
#include "domain/latin_name.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

struct Reading {
  std::string_view japanese;
  std::string_view name;
};

constexpr std::array<Reading, 62> cities{
    {{"札幌市", "SAPPORO"},     {"函館市", "HAKODATE"},     {"旭川市", "ASAHIKAWA"},   {"青森市", "AOMORI"},
     {"盛岡市", "MORIOKA"},     {"仙台市", "SENDAI"},       {"秋田市", "AKITA"},       {"山形市", "YAMAGATA"},
     {"福島市", "FUKUSHIMA"},   {"水戸市", "MITO"},         {"つくば市", "TSUKUBA"},   {"宇都宮市", "UTSUNOMIYA"},
     {"前橋市", "MAEBASHI"},    {"高崎市", "TAKASAKI"},     {"さいたま市", "SAITAMA"}, {"川口市", "KAWAGUCHI"},
     {"千葉市", "CHIBA"},       {"船橋市", "FUNABASHI"},    {"柏市", "KASHIWA"},       {"八王子市", "HACHIOJI"},
     {"立川市", "TACHIKAWA"},   {"武蔵野市", "MUSASHINO"},  {"町田市", "MACHIDA"},     {"横浜市", "YOKOHAMA"},
     {"川崎市", "KAWASAKI"},    {"相模原市", "SAGAMIHARA"}, {"横須賀市", "YOKOSUKA"},  {"藤沢市", "FUJISAWA"},
     {"新潟市", "NIIGATA"},     {"富山市", "TOYAMA"},       {"金沢市", "KANAZAWA"},    {"福井市", "FUKUI"},
     {"甲府市", "KOFU"},        {"長野市", "NAGANO"},       {"松本市", "MATSUMOTO"},   {"岐阜市", "GIFU"},
     {"静岡市", "SHIZUOKA"},    {"浜松市", "HAMAMATSU"},    {"名古屋市", "NAGOYA"},    {"豊田市", "TOYOTA"},
     {"津市", "TSU"},           {"大津市", "OTSU"},         {"京都市", "KYOTO"},       {"大阪市", "OSAKA"},
     {"堺市", "SAKAI"},         {"神戸市", "KOBE"},         {"姫路市", "HIMEJI"},      {"西宮市", "NISHINOMIYA"},
     {"奈良市", "NARA"},        {"和歌山市", "WAKAYAMA"},   {"岡山市", "OKAYAMA"},     {"広島市", "HIROSHIMA"},
     {"高松市", "TAKAMATSU"},   {"松山市", "MATSUYAMA"},    {"高知市", "KOCHI"},       {"北九州市", "KITAKYUSHU"},
     {"福岡市", "FUKUOKA"},     {"長崎市", "NAGASAKI"},     {"熊本市", "KUMAMOTO"},    {"大分市", "OITA"},
     {"鹿児島市", "KAGOSHIMA"}, {"那覇市", "NAHA"}}};

constexpr std::array<Reading, 34> wards{
    {{"千代田区", "CHIYODA"}, {"中央区", "CHUO"},       {"港区", "MINATO"},      {"新宿区", "SHINJUKU"},  {"文京区", "BUNKYO"},
     {"台東区", "TAITO"},     {"墨田区", "SUMIDA"},     {"江東区", "KOTO"},      {"品川区", "SHINAGAWA"}, {"目黒区", "MEGURO"},
     {"大田区", "OTA"},       {"世田谷区", "SETAGAYA"}, {"渋谷区", "SHIBUYA"},   {"中野区", "NAKANO"},    {"杉並区", "SUGINAMI"},
     {"豊島区", "TOSHIMA"},   {"北区", "KITA"},         {"荒川区", "ARAKAWA"},   {"板橋区", "ITABASHI"},  {"練馬区", "NERIMA"},
     {"足立区", "ADACHI"},    {"葛飾区", "KATSUSHIKA"}, {"江戸川区", "EDOGAWA"}, {"東区", "HIGASHI"},     {"西区", "NISHI"},
     {"南区", "MINAMI"},      {"中区", "NAKA"},         {"緑区", "MIDORI"},      {"青葉区", "AOBA"},      {"博多区", "HAKATA"},
     {"左京区", "SAKYO"},     {"下京区", "SHIMOGYO"},   {"中京区", "NAKAGYO"},   {"淀川区", "YODOGAWA"}}};

constexpr std::array<std::string_view, 8> designators{"KU", "SHI", "CHO", "MACHI", "MURA", "SON", "GUN", "TO"};
constexpr std::array<std::string_view, 5> translated{"CITY", "WARD", "TOWN", "VILLAGE", "DISTRICT"};

bool is_designator(std::string_view word) {
  return std::ranges::find(designators, word) != designators.end() || std::ranges::find(translated, word) != translated.end();
}

bool is_translated(std::string_view designator) { return std::ranges::find(translated, designator) != translated.end(); }

const Reading* reading_of(const auto& known, std::string_view japanese) {
  const auto found = std::ranges::find_if(known, [&](const Reading& reading) { return japanese.starts_with(reading.japanese); });
  return found == known.end() ? nullptr : &*found;
}

} // namespace

std::vector<MunicipalPart> municipal_parts(std::string_view latin) {
  std::vector<MunicipalPart> parts;
  for (const auto& piece : core::split(latin, ',')) {
    std::string name;
    for (const auto& word : core::split(latin_name_key(piece), ' ')) {
      if (name.empty() || !is_designator(word)) {
        name += word;
        continue;
      }
      parts.push_back({short_vowels(name), word});
      name.clear();
    }
    if (!name.empty()) parts.push_back({short_vowels(name), ""});
  }
  return parts;
}

std::vector<MunicipalPart> read_municipality(std::string_view japanese) {
  std::vector<MunicipalPart> parts;
  if (const auto* city = reading_of(cities, japanese)) {
    parts.push_back({std::string(city->name), "SHI"});
    japanese.remove_prefix(city->japanese.size());
  }
  if (const auto* ward = reading_of(wards, japanese)) parts.push_back({std::string(ward->name), "KU"});
  return parts;
}

bool may_be_one(const MunicipalPart& said, const MunicipalPart& known) {
  if (said.name != known.name) return false;
  return said.designator.empty() || said.designator == known.designator || is_translated(said.designator);
}

} // namespace domain
