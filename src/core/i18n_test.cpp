#include "core/embedded.h"
#include "core/errors.h"
#include "core/i18n.h"
#include "core/log.h"

#include <boost/json.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace core {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// Every code that a `src/*/errors.h` declares.
std::vector<std::string> declared_codes() {
  static const std::regex declaration(R"(ErrorCode\s+\w+\s*\{\s*"(\w+)\")");
  std::vector<std::string> out;
  for (const auto& folder : std::filesystem::directory_iterator(std::filesystem::path(SHOMEI_SOURCE_DIR) / "src")) {
    const auto text = text_of(folder.path() / "errors.h");
    for (std::sregex_iterator at(text.begin(), text.end(), declaration), end; at != end; ++at) out.push_back((*at)[1]);
  }
  return out;
}

std::vector<std::string> placeholders(const std::string& sentence) {
  static const std::regex placeholder(R"(\{(\w+)\})");
  std::vector<std::string> out;
  for (std::sregex_iterator at(sentence.begin(), sentence.end(), placeholder), end; at != end; ++at) out.push_back((*at)[1]);
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

TEST(Words, EveryErrorCodeHasBothLanguages) {
  RecordProperty("requirement", "F09 B06");
  const auto codes = declared_codes();
  ASSERT_GT(codes.size(), 50U);
  std::string missing;
  for (const auto& code : codes)
    for (const auto language : {Language::ja, Language::en})
      if (!has_message(language, "errors", code)) missing += fmt::format(" {}/{}", to_string(language), code);
  EXPECT_EQ(missing, "");
}

/// A refusal may close with the command to type; a full stop behind it would be copied along.
bool ends_in_command(std::string_view sentence) { return sentence.rfind(": openssl ") != std::string_view::npos; }

TEST(Words, BothLanguagesSayTheSame) {
  RecordProperty("requirement", "F09");
  EXPECT_EQ(message_keys(Language::ja, "errors"), message_keys(Language::en, "errors"));
  EXPECT_EQ(message_keys(Language::ja, "questions"), message_keys(Language::en, "questions"));
  for (const auto& key : message_keys(Language::ja, "questions"))
    EXPECT_EQ(placeholders(message(Language::ja, "questions", key)), placeholders(message(Language::en, "questions", key))) << key;
  for (const auto& key : message_keys(Language::ja, "errors")) {
    const auto ja = message(Language::ja, "errors", key), en = message(Language::en, "errors", key);
    EXPECT_EQ(placeholders(ja), placeholders(en)) << key;
    EXPECT_EQ(ja.find("！"), std::string::npos) << key;
    EXPECT_TRUE(ja.ends_with("。") || ja.ends_with("}") || ends_in_command(ja)) << key;
    EXPECT_TRUE(en.ends_with(".") || en.ends_with("}") || ends_in_command(en)) << key;
  }
}

/// The literals in the expression that names the action of each audited act: `audit(tx, actor, {HERE, …`, `audit_case(tx, actor, row, HERE,
/// {…`.
std::vector<std::string> audited_actions(const std::string& source) {
  static const std::regex act(R"re(\b(?:audit(?:_\w+)?\(\s*tx,|finish\(world, )([^;{]*(?:\{[^,}]*)?))re");
  static const std::regex job(R"re(system_actor\("\w*"\))re");
  static const std::regex literal(R"re("([a-z]+_[a-z_]*)")re");
  std::vector<std::string> out;
  for (std::sregex_iterator at(source.begin(), source.end(), act), end; at != end; ++at) {
    const auto expression = std::regex_replace((*at)[1].str(), job, "");
    for (std::sregex_iterator name(expression.begin(), expression.end(), literal), last; name != last; ++name) out.push_back((*name)[1]);
  }
  return out;
}

bool is_known_action(const std::string& name, Language language) {
  if (!name.ends_with('_')) return has_message(language, "actions", name);
  return std::ranges::any_of(message_keys(language, "actions"), [&](const auto& key) { return key.starts_with(name); });
}

TEST(Words, EveryAuditedActionHasBothLanguages) {
  RecordProperty("requirement", "F09 F10");
  std::set<std::string> actions;
  for (const auto& file : std::filesystem::recursive_directory_iterator(std::filesystem::path(SHOMEI_SOURCE_DIR) / "src")) {
    if (file.path().extension() != ".cpp" || file.path().string().ends_with("_test.cpp")) continue;
    for (auto& action : audited_actions(text_of(file.path()))) actions.insert(std::move(action));
  }
  EXPECT_GT(actions.size(), 75U) << "the sources are written in another way than this test reads";
  std::string missing;
  for (const auto& action : actions)
    for (const auto language : {Language::ja, Language::en})
      if (!is_known_action(action, language)) missing += fmt::format(" {}/{}", to_string(language), action);
  EXPECT_EQ(missing, "") << "give these words in i18n/*/actions.toml";
  EXPECT_EQ(message_keys(Language::ja, "actions"), message_keys(Language::en, "actions"));
}

boost::json::object page_words(const std::string& file, Language language) {
  const auto folder = std::filesystem::path(SHOMEI_SOURCE_DIR) / "web/src";
  return boost::json::parse(text_of(folder / file / fmt::format("{}.json", to_string(language)))).as_object();
}

void expect_page_words(const boost::json::object& group, const std::string& name, Language language) {
  for (const auto& [key, word] : group) {
    if (!word.is_string() || word.as_string().find("{{") != std::string::npos) continue;
    EXPECT_EQ(message(language, "words", fmt::format("{}.{}", name, std::string(key))), word.as_string())
        << "i18n/*/words.toml and web/src";
  }
}

TEST(Words, OfPapersAreThoseOfThePages) {
  RecordProperty("requirement", "F09");
  for (const auto language : {Language::ja, Language::en}) {
    const auto pages = page_words("lib/i18n", language);
    for (const std::string group :
         {"role", "application_status", "case_status", "certificate_status", "validation_status", "step", "step_status", "call_status",
          "call_outcome", "record_kind", "record_outcome", "number_source", "match", "compare_field", "business_category"})
      expect_page_words(pages.at(group).as_object(), group, language);
    expect_page_words(page_words("features/cases/i18n", language).at("record_method").as_object(), "record_method", language);
    expect_page_words(page_words("features/casefile/i18n", language).at("category").as_object(), "category", language);
    EXPECT_EQ(message_keys(Language::ja, "casefile"), message_keys(Language::en, "casefile"));
    for (const auto& key : message_keys(language, "calls"))
      if (key.starts_with("script.")) EXPECT_TRUE(has_message(language, "casefile", "question." + key.substr(key.rfind('.') + 1))) << key;
  }
  for (const auto& group : {"step.", "role."}) // refusals name them in the middle of a sentence
    for (const auto& key : message_keys(Language::ja, "codes"))
      if (key.starts_with(group)) EXPECT_EQ(message(Language::ja, "codes", key), message(Language::ja, "words", key)) << key;
}

TEST(Words, ParamsFillSentences) {
  const Error error{errors::config_unknown_key, {{"key", "server.lisen"}, {"nearest", "server.listen"}}, {}, {}};
  EXPECT_NE(describe(error, Language::en).find("server.lisen"), std::string::npos);
  EXPECT_NE(describe(error, Language::ja).find("server.listen"), std::string::npos);
  EXPECT_EQ(message(Language::en, "errors", "no_such_key"), "no_such_key");
}

TEST(Words, CodesInARefusalAreSaidInWords) {
  RecordProperty("requirement", "B06");
  const ErrorCode open{"differences_open", ErrorKind::conflict};
  const Error error{open, {{"fields", "phone.hr_call, employer.technical, register.name, address"}}, {}, {}};
  const auto ja = describe(error, Language::ja);
  EXPECT_NE(ja.find("電話番号（人事部門への在籍確認）、勤務先（技術担当者）、登録簿との比較（会社名）、所在地"), std::string::npos) << ja;
  const auto en = describe(error, Language::en);
  EXPECT_EQ(en.find("hr_call"), std::string::npos) << en;
}

TEST(Words, TimesInARefusalAreTheReaders) {
  RecordProperty("requirement", "F09 B06");
  const ErrorCode wait{"too_many_attempts", ErrorKind::too_many};
  const auto told = [&](const std::string& until, Language language) { return describe({wait, {{"until", until}}, {}, {}}, language); };
  EXPECT_TRUE(told("2026-11-24T01:12:00Z[Asia/Tokyo]", Language::en).contains("24 Nov 2026 10:12 (JST)"));
  EXPECT_TRUE(told("2026-11-24T01:12:00Z[Asia/Tokyo]", Language::ja).contains("2026/11/24 10:12 (JST)"));
  EXPECT_TRUE(told("2026-11-24", Language::en).contains("24 Nov 2026 (Tue)"));
  EXPECT_TRUE(told("2026-11-24", Language::ja).contains("2026年11月24日（火）"));
  EXPECT_TRUE(told("2027 [x]", Language::en).contains("2027 [x]")) << "anything else stays";
}

TEST(Language, IsNegotiated) {
  RecordProperty("requirement", "F09");
  EXPECT_EQ(negotiate_language("ja,en;q=0.8", Language::en), Language::ja);
  EXPECT_EQ(negotiate_language("fr, en-GB;q=0.5, ja;q=0.4", Language::ja), Language::en);
  EXPECT_EQ(negotiate_language("ja-JP;q=0, de", Language::en), Language::en);
  EXPECT_EQ(negotiate_language("", Language::ja), Language::ja);
  EXPECT_EQ(parse_language("fr"), std::nullopt);
}

TEST(Embedded, FilesAreThoseOfTheTree) {
  RecordProperty("requirement", "G03");
  for (const auto folder : {"policy", "i18n/ja", "src/storage/migrations"}) {
    const auto paths = embedded::files_below(folder);
    ASSERT_FALSE(paths.empty()) << folder;
    for (const auto path : paths)
      EXPECT_EQ(as_text(*embedded::file(path)), text_of(std::filesystem::path(SHOMEI_SOURCE_DIR) / path)) << path;
  }
  EXPECT_FALSE(embedded::file("policy/none.tsv"));
  EXPECT_TRUE(embedded::files_below("polic").empty());
}

TEST(Log, LinesAreJsonWhateverTheValue) {
  RecordProperty("requirement", "G01");
  const auto line = log::to_line(log::Level::warn, "mail.refused", {{"reason", "a \"b\"\\\n\x01\xff青"}});
  EXPECT_NE(line.find(R"("level":"warn","event":"mail.refused","reason":"a \"b\"\\\n\u0001)"
                      "\ufffd青\"}"),
            std::string::npos)
      << line;
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

} // namespace
} // namespace core
