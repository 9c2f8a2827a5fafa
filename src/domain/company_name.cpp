#include "domain/company_name.h"

#include "core/text.h"
#include "domain/errors.h"

#include <algorithm>
#include <array>

namespace domain {
namespace {

struct LegalForm {
  std::u32string_view spelling; ///< after folding
  std::u32string_view form;     ///< how it stands in a key
};

constexpr std::array<LegalForm, 30> forms{{
    {U"株式会社", U"株"},
    {U"(株)", U"株"},
    {U"カブシキガイシャ", U"株"},
    {U"有限会社", U"有"},
    {U"(有)", U"有"},
    {U"合同会社", U"合同"},
    {U"(同)", U"合同"},
    {U"合名会社", U"名"},
    {U"(名)", U"名"},
    {U"合資会社", U"資"},
    {U"(資)", U"資"},
    {U"一般社団法人", U"一社"},
    {U"(一社)", U"一社"},
    {U"一般財団法人", U"一財"},
    {U"(一財)", U"一財"},
    {U"公益社団法人", U"公社"},
    {U"(公社)", U"公社"},
    {U"公益財団法人", U"公財"},
    {U"(公財)", U"公財"},
    {U"特定非営利活動法人", U"特非"},
    {U"NPO法人", U"特非"},
    {U"医療法人社団", U"医社"},
    {U"医療法人", U"医"},
    {U"(医)", U"医"},
    {U"学校法人", U"学"},
    {U"(学)", U"学"},
    {U"社会福祉法人", U"福"},
    {U"(福)", U"福"},
    {U"独立行政法人", U"独"},
    {U"(独)", U"独"},
}};

/// Latin forms as they stand once signs and spaces are gone, longest first.
constexpr std::array<LegalForm, 17> latin_forms{{{U"KABUSHIKIKAISHA", U"株"},
                                                 {U"KABUSHIKIGAISHA", U"株"},
                                                 {U"COMPANYLIMITED", U"株"},
                                                 {U"GODOKAISHA", U"合同"},
                                                 {U"GODOGAISHA", U"合同"},
                                                 {U"CORPORATION", U"株"},
                                                 {U"INCORPORATED", U"株"},
                                                 {U"COLIMITED", U"株"},
                                                 {U"LIMITED", U"株"},
                                                 {U"COLTD", U"株"},
                                                 {U"CORP", U"株"},
                                                 {U"LTD", U"株"},
                                                 {U"INC", U"株"},
                                                 {U"LLC", U"合同"},
                                                 {U"KK", U"株"},
                                                 {U"GK", U"合同"},
                                                 {U"YK", U"有"}}};

std::u32string upper(std::u32string text) {
  for (auto& c : text)
    if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
  return text;
}

bool is_sign(char32_t c) {
  constexpr std::u32string_view signs = U" \t・･.,，．、。-‐‑‒–—―−'’‘\"”“&＆/／()（）「」『』[]【】＝=・";
  return signs.find(c) != std::u32string_view::npos;
}

std::u32string without_signs(const std::u32string& text) {
  std::u32string out;
  for (const auto c : text)
    if (!is_sign(c)) out += c;
  return out;
}

struct Parts {
  std::u32string form;
  std::u32string core;
};

/// The legal form, wherever it stands, and the rest without signs.
Parts parts_of(std::string_view name) {
  Parts out;
  auto text = core::to_utf32(core::to_katakana(core::to_common_kanji(core::fold_width(name))));
  for (const auto& [spelling, form] : forms) {
    const auto at = text.find(spelling);
    if (at == std::u32string::npos) continue;
    text.erase(at, spelling.size());
    out.form = form;
    break;
  }
  text = without_signs(upper(std::move(text)));
  for (const auto& [spelling, form] : latin_forms) {
    if (!out.form.empty() || text.size() <= spelling.size() || !text.ends_with(spelling)) continue;
    text.erase(text.size() - spelling.size());
    out.form = form;
  }
  out.core = std::move(text);
  return out;
}

/// Forms as banks abbreviate them (全銀協), and in full, in half-width kana.
constexpr std::array<std::string_view, 24> bank_forms{
    "株式会社", "(株)", "ｶﾌﾞｼｷｶﾞｲｼﾔ", "ｶﾌﾞｼｷｶｲｼﾔ", "ﾕｳｹﾞﾝｶﾞｲｼﾔ", "ｺﾞｳﾄﾞｳｶﾞｲｼﾔ", "(ｶ)", "ｶ)", "(ｶ", "(ﾕ)", "ﾕ)",   "(ﾕ",
    "(ﾄﾞ)",     "ﾄﾞ)",  "(ﾄﾞ",        "(ﾒ)",       "ﾒ)",         "(ﾒ",          "(ｼ)", "ｼ)", "(ｼ", "ｲ)",  "ｶﾞｸ)", "ﾌｸ)"};

/// Kanji numerals up to 99 between other characters: 二十一丁目 → 21丁目.
int kanji_digit(char32_t c) {
  constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  const auto at = digits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

bool is_numeral(char32_t c) { return kanji_digit(c) >= 0 || c == U'十'; }

int kanji_number(std::u32string_view text) {
  int tens = 0, ones = 0;
  bool seen_ten = false;
  for (const auto c : text) {
    if (c == U'十') {
      tens = ones == 0 ? 1 : ones;
      ones = 0;
      seen_ten = true;
    } else {
      ones = (seen_ten ? 0 : ones * 10) + kanji_digit(c);
    }
  }
  return tens * 10 + ones;
}

bool counts(std::u32string_view rest) {
  constexpr std::array<std::u32string_view, 7> words{U"丁目", U"番地", U"番", U"号", U"階", U"条", U"F"};
  return std::ranges::any_of(words, [&](std::u32string_view word) { return rest.starts_with(word); });
}

std::u32string with_arabic_numbers(std::u32string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    auto end = i;
    while (end < text.size() && is_numeral(text[end])) ++end;
    if (end == i || !counts(text.substr(end))) {
      out += text[i++];
      continue;
    }
    for (const char digit : std::to_string(kanji_number(text.substr(i, end - i)))) out += static_cast<char32_t>(digit);
    i = end;
  }
  return out;
}

/// 1丁目2番地3号 and 1-2-3 in one form.
void fold_counters(std::u32string& text) {
  constexpr std::array<std::u32string_view, 7> words{U"丁目", U"番地の", U"番地", U"番", U"号室", U"号", U"の"};
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const bool after_number = !out.empty() && out.back() >= U'0' && out.back() <= U'9';
    const auto word = std::ranges::find_if(words, [&](std::u32string_view w) { return after_number && text.substr(i).starts_with(w); });
    if (word == words.end()) {
      out += text[i++];
      continue;
    }
    i += word->size();
    if (i < text.size() && text[i] >= U'0' && text[i] <= U'9') out += U'-';
  }
  text = std::move(out);
}

} // namespace

std::string company_name_key(std::string_view name) {
  const auto parts = parts_of(name);
  return core::to_utf8(parts.core + (parts.form.empty() ? U"" : U"/" + parts.form));
}

std::string company_name_core(std::string_view name) { return core::to_utf8(parts_of(name).core); }

std::string payer_name_key(std::string_view name) {
  auto text = core::to_bank_kana(name);
  const auto digits = text.find_first_not_of("0123456789");
  if (digits == 10) text.erase(0, 10); // 振込依頼人番号 before the name
  std::erase_if(text, [](char c) { return c == ' ' || c == '.' || c == ','; });
  for (const auto form : bank_forms)
    if (const auto at = text.find(form); at != std::string::npos) {
      text.erase(at, form.size());
      break;
    }
  std::erase_if(text, [](char c) { return c == '(' || c == ')'; });
  return text;
}

std::string address_key(std::string_view address) {
  constexpr std::u32string_view hyphens = U"‐‑‒–—―−－";
  std::u32string folded;
  for (auto c : core::to_utf32(core::to_katakana(core::to_common_kanji(core::fold_width(address))))) {
    if (c == U' ' || c == U',' || c == U'、' || c == U'・') continue;
    if (c == U'ノ' || c == U'ヶ' || c == U'ケ') c = c == U'ノ' ? U'の' : U'ケ';
    const bool after_number = !folded.empty() && folded.back() >= U'0' && folded.back() <= U'9';
    if (hyphens.find(c) != std::u32string_view::npos || (c == U'ー' && after_number)) c = U'-';
    folded += c;
  }
  auto text = with_arabic_numbers(folded);
  fold_counters(text);
  return core::to_utf8(upper(std::move(text)));
}

core::Result<std::string> parse_postal_code(std::string_view typed) {
  std::string digits;
  constexpr std::u32string_view dropped = U"〒 -‐‑‒–—―−ー";
  for (const auto c : core::to_utf32(core::fold_width(typed.substr(0, 60)))) {
    if (c >= U'0' && c <= U'9')
      digits += static_cast<char>(c);
    else if (dropped.find(c) == std::u32string_view::npos)
      digits += '?';
  }
  if (digits.size() != 7 || digits.find('?') != std::string::npos)
    return core::fail(errors::postal_code_invalid, {{"value", core::to_utf8(core::to_utf32(typed.substr(0, 60)))}});
  return digits.substr(0, 3) + "-" + digits.substr(3);
}

} // namespace domain
