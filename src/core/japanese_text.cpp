#include "core/text.h"
#include "core/unicode.h"

#include <algorithm>
#include <array>
#include <unordered_map>

// Width, kana and kanji folding. The tables hold what Japanese names and addresses contain in another way than Unicode's NFKC,
// which does the rest.
namespace core {
namespace {

/// U+FF61–U+FF9F in order.
constexpr std::u32string_view full_kana = U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナ"
                                          U"ニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309a";
static_assert(full_kana.size() == 0xff9f - 0xff61 + 1);

constexpr std::u32string_view voiceable = U"かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホうウヽゝ";

/// The kana with a voiced (U+3099) or semi-voiced (U+309A) mark, or 0.
char32_t with_mark(char32_t kana, char32_t mark) {
  if (mark == 0x309a) {
    constexpr std::u32string_view ha = U"はひふへほハヒフヘホ";
    return ha.find(kana) == std::u32string_view::npos ? 0 : kana + 2;
  }
  if (kana == U'う') return U'ゔ';
  if (kana == U'ウ') return U'ヴ';
  if (kana == U'ワ') return U'ヷ';
  return voiceable.find(kana) == std::u32string_view::npos ? 0 : kana + 1;
}

char32_t as_combining_mark(char32_t c) {
  if (c == 0x309b || c == 0x3099) return 0x3099;
  if (c == 0x309c || c == 0x309a) return 0x309a;
  return 0;
}

std::u32string_view spelled_out(char32_t c) {
  switch (c) {
  case U'㈱':
    return U"(株)";
  case U'㈲':
    return U"(有)";
  case U'㈳':
    return U"(社)";
  case U'㈴':
    return U"(名)";
  case U'㈵':
    return U"(特)";
  case U'㈶':
    return U"(財)";
  case U'㈻':
    return U"(学)";
  case U'㈾':
    return U"(資)";
  case U'㈿':
    return U"(協)";
  case U'㍿':
    return U"株式会社";
  case U'№':
    return U"No";
  case U'℡':
    return U"TEL";
  case U'Ⅰ':
  case U'ⅰ':
    return U"I";
  case U'Ⅱ':
  case U'ⅱ':
    return U"II";
  case U'Ⅲ':
  case U'ⅲ':
    return U"III";
  case U'Ⅳ':
  case U'ⅳ':
    return U"IV";
  case U'Ⅴ':
  case U'ⅴ':
    return U"V";
  case U'Ⅵ':
  case U'ⅵ':
    return U"VI";
  case U'Ⅶ':
  case U'ⅶ':
    return U"VII";
  case U'Ⅷ':
  case U'ⅷ':
    return U"VIII";
  case U'Ⅸ':
  case U'ⅸ':
    return U"IX";
  case U'Ⅹ':
  case U'ⅹ':
    return U"X";
  default:
    return {};
  }
}

void append_folded(std::u32string& out, char32_t c) {
  const auto spelled = spelled_out(c);
  if (c >= 0xff01 && c <= 0xff5e) {
    out += static_cast<char32_t>(c - 0xff01 + U'!');
  } else if (c == 0x3000 || c == 0xa0) {
    out += U' ';
  } else if (c >= 0xff61 && c <= 0xff9f) {
    out += full_kana[c - 0xff61];
  } else if (c == 0xffe5) {
    out += U'¥';
  } else if (c >= 0x2460 && c <= 0x2473) { // circled 1 to 20
    const auto digits = std::to_string(c - 0x2460 + 1);
    out.append(digits.begin(), digits.end());
  } else if (!spelled.empty()) {
    out += spelled;
  } else {
    out += c;
  }
}

/// Pairs of a variant and the form in general use.
constexpr std::u32string_view kanji_pairs =
    U"髙高﨑崎嵜崎碕崎濵浜濱浜邊辺邉辺齋斎齊斉澤沢嶋島嶌島廣広國国櫻桜眞真惠恵榮栄龍竜瀧滝靜静德徳彌弥曾曽𠮷吉淵渕學学"
    U"會会"
    U"舘館鐵鉄鉃鉄藝芸傳伝當当圓円實実寶宝壽寿萬万與与爲為豐豊禮礼將将專専應応總総關関顯顕處処區区醫医團団佛仏來来兒児"
    U"兩両"
    U"冨富桒桑桧檜籠篭薗園槇槙遙遥堯尭祿禄晉晋緖緒黑黒綠緑橫横靑青淸清增増敎教硏研縣県驛駅鹽塩發発變変澁渋溪渓莊荘藏蔵"
    U"藥薬"
    U"埜野嶽岳巖巌乘乗亞亜假仮價価條条樂楽權権歐欧歷歴氣気澳沖燈灯獨独畫画盡尽稱称聲声臺台舊旧號号螢蛍觀観譽誉讓譲轉転"
    U"辨弁"
    U"遞逓郞郎都都隆隆﨟臈福福社社神神祥祥精精羽羽諸諸逸逸飯飯館館鶴鶴朗朗凜凛壺壷增増瘦痩絲糸辯弁瓣弁檢検驗験險険劍剣";

const std::unordered_map<char32_t, char32_t>& kanji_table() {
  static const auto table = [] {
    std::unordered_map<char32_t, char32_t> out;
    for (std::size_t i = 0; i + 1 < kanji_pairs.size(); i += 2) out.emplace(kanji_pairs[i], kanji_pairs[i + 1]);
    return out;
  }();
  return table;
}
static_assert(kanji_pairs.size() % 2 == 0);

/// Half-width form of a full-width kana with its mark, or empty.
std::u32string half_width(char32_t kana) {
  for (std::size_t i = 0; i < full_kana.size(); ++i) {
    const auto base = full_kana[i];
    const auto half = static_cast<char32_t>(0xff61 + i);
    if (base == kana) return {half};
    if (with_mark(base, 0x3099) == kana) return {half, 0xff9e};
    if (with_mark(base, 0x309a) == kana) return {half, 0xff9f};
  }
  return {};
}

char32_t large_kana(char32_t c) {
  constexpr std::u32string_view small = U"ァィゥェォッャュョヮヵヶ";
  constexpr std::u32string_view large = U"アイウエオツヤユヨワカケ";
  const auto at = small.find(c);
  return at == std::u32string_view::npos ? c : large[at];
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_hyphen_like(char32_t c) {
  constexpr std::u32string_view hyphens = U"ー‐‑‒–—―−－-ｰ";
  return hyphens.find(c) != std::u32string_view::npos;
}

} // namespace

std::string fold_width(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::u32string folded;
  for (const auto c : without_invisible(to_utf32(text))) append_folded(folded, c);
  std::u32string out;
  for (const auto c : folded) {
    const auto mark = as_combining_mark(c);
    const auto joined = mark != 0 && !out.empty() ? with_mark(out.back(), mark) : 0;
    if (joined != 0)
      out.back() = joined;
    else
      out += c;
  }
  return to_nfkc(to_utf8(out));
}

std::string to_katakana(std::string_view text) {
  auto points = to_utf32(text);
  for (auto& c : points)
    if ((c >= U'ぁ' && c <= U'ゖ') || c == U'ゝ' || c == U'ゞ') c += U'ァ' - U'ぁ';
  return to_utf8(points);
}

std::string to_bank_kana(std::string_view text) {
  std::u32string out;
  for (auto c : to_utf32(to_katakana(fold_width(text)))) {
    if (c == U'・' || c == U'&' || c == U'@') continue;
    if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
    if (is_hyphen_like(c)) {
      out += U'-';
      continue;
    }
    const auto half = half_width(large_kana(c));
    if (half.empty())
      out += c;
    else
      out += half;
  }
  return to_utf8(out);
}

std::string to_common_kanji(std::string_view text) {
  auto points = to_utf32(text);
  for (auto& c : points)
    if (const auto found = kanji_table().find(c); found != kanji_table().end()) c = found->second;
  return to_utf8(points);
}

} // namespace core
