#include "domain/role_mailbox.h"

#include "core/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace domain {
namespace {

/// Local parts that name a task, a department or everybody; digits at their end do not count.
constexpr auto role_words = std::to_array<std::string_view>(
    {"info",       "information", "sales",      "support",    "contact",  "inquiry",    "inquiries", "enquiry",      "enquiries",
     "otoiawase",  "toiawase",    "webmaster",  "postmaster", "master",   "hostmaster", "admin",     "admins",       "administrator",
     "root",       "abuse",       "noc",        "soc",        "security", "cert",       "csirt",     "office",       "soumu",
     "somu",       "jinji",       "keiri",      "eigyo",      "eigyou",   "kouhou",     "koho",      "kanri",        "jouhou",
     "joho",       "system",      "systems",    "sysadmin",   "sysadm",   "it",         "help",      "helpdesk",     "service",
     "services",   "customer",    "customers",  "cs",         "mail",     "email",      "marketing", "press",        "pr",
     "media",      "hr",          "recruit",    "recruiting", "saiyo",    "saiyou",     "jobs",      "career",       "careers",
     "account",    "accounts",    "accounting", "billing",    "finance",  "invoice",    "legal",     "houmu",        "homu",
     "noreply",    "donotreply",  "reply",      "team",       "staff",    "all",        "everyone",  "group",        "ml",
     "dev",        "developer",   "developers", "ops",        "devops",   "web",        "www",       "ssl",          "tls",
     "domain",     "domains",     "dns",        "network",    "infra",    "shop",       "order",     "orders",       "reception",
     "uketsuke",   "daihyo",      "daihyou",    "hello",      "usenet",   "news",       "ftp",       "registration", "management",
     "operations", "purchasing"});
constexpr auto japanese_words =
    std::to_array<std::string_view>({"総務", "人事", "経理", "営業", "広報", "法務", "情報システム", "受付", "代表", "採用", "管理",
                                     "お問合", "お問い合", "問合", "問い合わせ", "サポート"});
/// Words that qualify a role's and make no role mailbox alone: `info-jp`, `no-reply`.
constexpr auto qualifiers =
    std::to_array<std::string_view>({"no", "do", "not", "jp", "tokyo", "osaka", "desk", "list", "dept", "div", "bu", "ka", "the", "our"});

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::string without_digits(std::string word) {
  while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.pop_back();
  return word;
}

std::vector<std::string> words_of(std::string_view local) {
  std::vector<std::string> words(1);
  for (const char c : local) {
    if (std::string_view("._-+&/").find(c) == std::string_view::npos)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  for (auto& word : words) word = without_digits(std::move(word));
  std::erase(words, "");
  return words;
}

} // namespace

bool is_role_mailbox(std::string_view email) {
  if (!core::is_utf8(email)) return false;
  const auto folded = core::to_lower_ascii(core::trim(core::fold_width(email)));
  const auto local = folded.substr(0, folded.rfind('@'));
  if (std::ranges::any_of(japanese_words, [&](std::string_view word) { return local.find(word) != std::string::npos; })) return true;
  const auto words = words_of(local);
  std::string joined;
  for (const auto& word : words) joined += word;
  if (is_in(role_words, joined)) return true;
  const auto is_role = [](const std::string& word) { return is_in(role_words, word); };
  return std::ranges::any_of(words, is_role) &&
         std::ranges::all_of(words, [&](const std::string& word) { return is_role(word) || is_in(qualifiers, word); });
}

bool has_several_addresses(std::string_view text) {
  if (!core::is_utf8(text)) return false;
  const auto folded = core::fold_width(text);
  if (std::ranges::count(folded, '@') < 2) return false;
  constexpr auto separators = std::to_array<std::string_view>({",", ";", " ", "\n", "/", "、", "・", "|"});
  return std::ranges::any_of(separators, [&](std::string_view mark) { return folded.find(mark) != std::string::npos; });
}

} // namespace domain
