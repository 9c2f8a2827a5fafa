#include "domain/title_rank.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace domain {
namespace {

using enum TitleRank;
using Words = std::vector<std::string>;

bool is_one_of(const auto& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

// Japanese: the end of a part tells; where several ends fit, the longest.

constexpr std::array<std::pair<std::string_view, TitleRank>, 45> japanese_ends{{{"長", manager},
                                                                                {"取締役", manager},
                                                                                {"執行役", manager},
                                                                                {"役員", manager},
                                                                                {"監査役", manager},
                                                                                {"理事", manager},
                                                                                {"監事", manager},
                                                                                {"専務", manager},
                                                                                {"常務", manager},
                                                                                {"代表者", manager},
                                                                                {"代表社員", manager},
                                                                                {"業務執行社員", manager},
                                                                                {"頭取", manager},
                                                                                {"総裁", manager},
                                                                                {"知事", manager},
                                                                                {"支配人", manager},
                                                                                {"マネージャー", manager},
                                                                                {"部長代理", manager},
                                                                                {"部長補佐", manager},
                                                                                {"係長", below_manager},
                                                                                {"班長", below_manager},
                                                                                {"組長", below_manager},
                                                                                {"職長", below_manager},
                                                                                {"副課長", below_manager},
                                                                                {"主任", below_manager},
                                                                                {"主査", below_manager},
                                                                                {"主事", below_manager},
                                                                                {"係", below_manager},
                                                                                {"事務", below_manager},
                                                                                {"担当", below_manager},
                                                                                {"担当者", below_manager},
                                                                                {"秘書", below_manager},
                                                                                {"社員", below_manager},
                                                                                {"職員", below_manager},
                                                                                {"係員", below_manager},
                                                                                {"事務員", below_manager},
                                                                                {"行員", below_manager},
                                                                                {"店員", below_manager},
                                                                                {"受付", below_manager},
                                                                                {"スタッフ", below_manager},
                                                                                {"新人", below_manager},
                                                                                {"見習い", below_manager},
                                                                                {"アルバイト", below_manager},
                                                                                {"パート", below_manager},
                                                                                {"サブマネージャー", below_manager}}};
constexpr std::array<std::string_view, 6> deputy_ends{"代理", "補佐", "心得", "付", "付き", "秘書"};
constexpr std::array<std::string_view, 3> deputy_beginnings{"アシスタント", "サブ", "副"};

TitleRank rank_by_end(std::string_view part) {
  std::size_t longest = 0;
  auto rank = part == "代表" || part == "共同代表" ? manager : unknown;
  for (const auto& [end, told] : japanese_ends)
    if (end.size() > longest && part.ends_with(end)) {
      longest = end.size();
      rank = told;
    }
  return rank;
}

TitleRank rank_of_japanese(std::string_view part) {
  const auto rank = rank_by_end(part);
  if (rank == manager && part.contains("アシスタント")) return below_manager;
  if (rank != unknown) return rank;
  for (const auto end : deputy_ends)
    if (part.ends_with(end) && rank_by_end(part.substr(0, part.size() - end.size())) != unknown) return below_manager;
  return unknown;
}

// English: the last word before `of`, `for`… tells; what stands beside it can lower it.

constexpr std::array<std::string_view, 12> ranks{"manager",   "director", "president", "chairman", "chairperson", "chairwoman",
                                                 "principal", "head",     "governor",  "mayor",    "founder",     "cofounder"};
constexpr std::array<std::string_view, 20> short_ranks{"ceo", "cto", "cfo", "coo", "cio",  "ciso", "cso", "cmo", "cpo", "cro",
                                                       "cdo", "cao", "clo", "cco", "chro", "gm",   "vp",  "svp", "evp", "dgm"};
constexpr std::array<std::string_view, 17> lower{"engineer",  "assistant", "secretary",  "clerk",     "staff",      "analyst",
                                                 "developer", "designer",  "specialist", "associate", "consultant", "programmer",
                                                 "intern",    "trainee",   "supervisor", "operator",  "coordinator"};
constexpr std::array<std::string_view, 10> prepositions{"of", "for", "to", "in", "at", "on", "the", "with", "from", "&"};
constexpr std::array<std::string_view, 3> partners{"managing", "general", "senior"};

bool is_lowered(const Words& phrase) {
  if (is_one_of(phrase, "assistant") || is_one_of(phrase, "acting")) return true;
  const auto deputy = std::ranges::find(phrase, "deputy");
  return deputy != phrase.end() && std::next(deputy) != phrase.end() && *std::next(deputy) == "manager";
}

/// Words that are a rank beside some others only: a loan officer, a business partner and a product owner have none.
bool is_rank_by_neighbour(const Words& phrase) {
  const auto& last = phrase.back();
  const auto before = phrase.size() > 1 ? phrase[phrase.size() - 2] : std::string();
  if (last == "officer") return is_one_of(phrase, "chief") || is_one_of(phrase, "executive");
  if (last == "partner") return before.empty() || is_one_of(partners, before);
  if (last == "owner") return before.empty() || before == "business" || before == "company";
  if (last == "counsel") return before == "general";
  if (last == "secretary") return before == "company";
  return last == "chief";
}

TitleRank rank_of_english(const Words& words) {
  const Words phrase(words.begin(), std::ranges::find_if(words, [](const auto& word) { return is_one_of(prepositions, word); }));
  if (phrase.empty()) return unknown;
  const auto& last = phrase.back();
  const bool ranked = is_one_of(ranks, last) || is_one_of(short_ranks, last) || is_rank_by_neighbour(phrase);
  if (ranked) return is_lowered(phrase) ? below_manager : manager;
  const bool known = (is_one_of(lower, last) && !is_one_of(phrase, "chief")) || last == "owner" || last == "partner" || last == "officer";
  return known ? below_manager : unknown;
}

// A title's parts.

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A line for each part, words between spaces: signs and a change of script end a part.
std::string divided(std::string_view title) {
  constexpr std::u32string_view ends = U"兼、,/;()[]|+「」【】〔〕:\n\t・";
  std::u32string out;
  for (auto c : core::to_utf32(core::to_lower_ascii(core::fold_width(title)))) {
    if (c == U'.' || c == U'\'' || c == U'’') continue;
    if (ends.find(c) != std::u32string_view::npos) c = U'\n';
    if (c == U'-' || c == U'_') c = U' ';
    const bool turned = !out.empty() && out.back() > U' ' && c > U' ' && (out.back() < 0x80) != (c < 0x80);
    if (turned) out += U'\n';
    out += c;
  }
  return core::to_utf8(out);
}

/// 課長 代理 and アシスタント・マネージャー are one part each.
void join_deputies(Words& parts) {
  for (std::size_t i = 0; i + 1 < parts.size();) {
    if (!is_one_of(deputy_beginnings, parts[i]) && !is_one_of(deputy_ends, parts[i + 1])) {
      ++i;
      continue;
    }
    parts[i] += parts[i + 1];
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

Words with_one_spelling(Words parts) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> spellings{
      {{"マネジャー", "マネージャー"}, {"マネージャ", "マネージャー"}}};
  for (auto& part : parts)
    for (const auto& [spelled, one] : spellings)
      if (part.ends_with(spelled)) part.replace(part.size() - spelled.size(), spelled.size(), one);
  return parts;
}

/// The Japanese parts, and the words of each English one.
struct Parts {
  Words japanese;
  std::vector<Words> english;
};

void add_english(const Words& words, Parts& out) {
  out.english.emplace_back();
  for (const auto& word : words)
    if (word == "and")
      out.english.emplace_back();
    else
      out.english.back().push_back(word);
}

Parts parts_of(std::string_view title) {
  Parts out;
  for (const auto& line : core::split(divided(title), '\n')) {
    auto words = core::split(line, ' ');
    std::erase(words, "");
    if (is_ascii(line))
      add_english(words, out);
    else
      std::ranges::move(words, std::back_inserter(out.japanese));
  }
  out.japanese = with_one_spelling(std::move(out.japanese));
  join_deputies(out.japanese);
  return out;
}

} // namespace

TitleRank rank_of_title(std::string_view title) {
  const auto parts = parts_of(title);
  auto highest = unknown;
  for (const auto& part : parts.japanese) highest = std::max(highest, rank_of_japanese(part));
  for (const auto& words : parts.english) highest = std::max(highest, rank_of_english(words));
  return highest;
}

} // namespace domain
