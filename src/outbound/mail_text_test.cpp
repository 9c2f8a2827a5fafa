#include "outbound/mail_text.h"

#include "core/text.h"
#include "outbound/errors.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

using namespace outbound;

namespace {

const MailSignature signature{"署名認証サービス", "認証センター",     "03-0000-0000",
                              "平日10:00〜17:00", "desk@shomei.test", "https://shomei.test/"};

/// The `{names}` in a text.
std::set<std::string> params_of(const std::string& text) {
  std::set<std::string> names;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
    names.insert(text.substr(open + 1, text.find('}', open) - open - 1));
  names.erase("service");
  return names;
}

std::set<std::string> params_of(MailTemplate mail, core::Language language) {
  const std::string key(to_string(mail));
  auto names = params_of(core::message(language, "mails", key + ".body"));
  names.merge(params_of(core::message(language, "mails", key + ".subject")));
  return names;
}

core::Params realistic(MailTemplate mail) {
  core::Params params;
  for (const auto& name : params_of(mail, core::Language::ja))
    params.emplace_back(name,
                        name.contains("url")
                            ? "https://order.aozora.example.jp/order/applications/app_0123456789abcdefghjkmnpqrs?token=abcdefghijklmnop"
                            : "株式会社青空商事、www.aozora.example.jp");
  return params;
}

} // namespace

TEST(MailText, EveryMailExistsInBothLanguagesWithTheSameParameters) {
  RecordProperty("requirement", "F09");
  for (const auto mail : all_mail_templates()) {
    const std::string key(to_string(mail));
    for (const auto language : {core::Language::ja, core::Language::en})
      for (const auto* part : {".subject", ".body"}) EXPECT_TRUE(core::has_message(language, "mails", key + part)) << key << part;
    EXPECT_EQ(params_of(mail, core::Language::ja), params_of(mail, core::Language::en)) << key;
    EXPECT_EQ(parse_mail_template(key), mail);
  }
  EXPECT_EQ(parse_mail_template("nothing"), std::nullopt);
}

TEST(MailText, CataloguesHoldNothingElse) {
  for (const auto language : {core::Language::ja, core::Language::en})
    for (const auto& key : core::message_keys(language, "mails")) {
      const auto name = key.substr(0, key.find('.'));
      EXPECT_TRUE(name == "frame" || parse_mail_template(name)) << key;
    }
}

TEST(MailText, LinesFitInThirtyFiveFullWidthCharacters) {
  RecordProperty("requirement", "F09");
  for (const auto mail : all_mail_templates())
    for (const auto language : {core::Language::ja, core::Language::en}) {
      const auto text = render_mail({mail, language, {"株式会社青空商事", "情報システム部", "佐藤 花子"}, realistic(mail)}, signature);
      ASSERT_TRUE(text) << to_string(mail);
      for (const auto& line : core::split(text->body, '\n'))
        if (!line.contains("https://")) EXPECT_LE(text_columns(line), 70U) << line;
    }
}

TEST(MailText, LinksStayWhole) {
  const auto text = render_mail({MailTemplate::access_link, core::Language::ja, {}, realistic(MailTemplate::access_link)}, signature);
  EXPECT_NE(text->body.find("https://order.aozora.example.jp/order/applications/app_0123456789abcdefghjkmnpqrs?token=abcdefghijklmnop\n"),
            std::string::npos);
}

TEST(MailText, BeginsAndEndsAsBusinessMailDoes) {
  const auto text = render_mail({MailTemplate::password_changed,
                                 core::Language::ja,
                                 {"株式会社青空商事", "情報システム部", "佐藤 花子"},
                                 {{"login", "hanako"}, {"changed_at", "2026/11/24 10:12"}}},
                                signature);
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->body.starts_with("株式会社青空商事\n情報システム部 佐藤 花子 様\n\nいつもお世話になっております。")) << text->body;
  EXPECT_NE(text->body.find("電話 03-0000-0000"), std::string::npos);
  const auto unknown =
      render_mail({MailTemplate::password_changed, core::Language::ja, {}, {{"login", "hanako"}, {"changed_at", "x"}}}, signature);
  EXPECT_TRUE(unknown->body.starts_with("ご担当者様\n"));
}

TEST(MailText, MissingParameterIsNamedAndValuesAreNotTemplates) {
  const auto missing = render_mail({MailTemplate::password_changed, core::Language::ja, {}, {{"login", "hanako"}}}, signature);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, errors::mail_template_incomplete);
  const auto braces =
      render_mail({MailTemplate::password_changed, core::Language::en, {}, {{"login", "{changed_at}"}, {"changed_at", "noon"}}}, signature);
  EXPECT_NE(braces->body.find("- Login name: {changed_at}"), std::string::npos);
}

TEST(MailText, LinesOfAValueKeepTheirIndentation) {
  const auto text = render_mail({MailTemplate::message_to_applicant,
                                 core::Language::en,
                                 {},
                                 {{"application_number", "A-1"}, {"message", "one\ntwo"}, {"url", "https://a.test/"}}},
                                signature);
  EXPECT_NE(text->body.find("  one\n  two\n"), std::string::npos) << text->body;
}

TEST(MailText, NoLineBeginsWithAClosingMark) {
  std::string text;
  for (int i = 0; i < 34; ++i) text += "あ";
  const auto wrapped = wrap_text(text + "い。」です", 70);
  EXPECT_EQ(wrapped.find("\n。"), std::string::npos);
  EXPECT_EQ(wrapped.find("\n」"), std::string::npos);
}
