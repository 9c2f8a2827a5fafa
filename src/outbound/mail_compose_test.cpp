#include "outbound/smtp.h"

#include "core/text.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

MailMessage sample() {
  MailMessage message;
  message.from = {"署名認証サービス", "desk@shomei.test"};
  message.to = {{"佐藤 花子", "hanako@aozora.test"}};
  message.subject = "【ご対応のお願い】ドメインの所有確認";
  message.body = "株式会社青空商事\n佐藤 花子 様\n";
  message.message_id = "out_1@shomei.test";
  return message;
}

const auto noon = core::from_unix(1795575600); // 2026-11-25T03:00:00Z

} // namespace

TEST(MailCompose, HeadersAreAsciiAndShort) {
  auto message = sample();
  message.subject = std::string(40, 'a');
  for (int i = 0; i < 60; ++i) message.subject += "証明書";
  message.attachments.push_back(
      {"請求書_株式会社青空商事_サーバー証明書アドバンテージ一年分_2026年11月.pdf", "application/pdf", core::to_bytes("%PDF")});
  const auto text = compose_mail(message, noon);
  for (const auto& line : core::split(text, '\n')) {
    EXPECT_LE(line.size(), 77U) << line; // 76 and CR
    if (!line.empty()) EXPECT_EQ(line.back(), '\r') << line;
    for (const char c : line) ASSERT_LT(static_cast<unsigned char>(c), 0x80);
  }
}

// RFC 2047 2: "An 'encoded-word' may not be more than 75 characters long".
TEST(MailCompose, EncodedWordsAreAtMost75) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "署名𠮷a";
  const auto header = encode_header(text, 9);
  std::size_t count = 0;
  for (auto at = header.find("=?"); at != std::string::npos; at = header.find("=?UTF", at + 2), ++count)
    EXPECT_LE(header.find("?=", at) + 2 - at, 75U);
  EXPECT_GT(count, 10U);
}

TEST(MailCompose, NothingBeginsAnotherHeader) {
  RecordProperty("requirement", "G01");
  auto message = sample();
  message.subject = "a\r\nBcc: victim@aozora.test";
  message.from.name = "x\nBcc: y@aozora.test";
  message.to[0].address = "h@aozora.test\r\nBcc: z@aozora.test";
  const auto text = compose_mail(message, noon);
  EXPECT_EQ(text.find("\nBcc:"), std::string::npos);
}

TEST(MailCompose, DateAndIdAreOwn) {
  const auto text = compose_mail(sample(), noon);
  EXPECT_NE(text.find("Date: Wed, 25 Nov 2026 03:00:00 +0000\r\n"), std::string::npos) << text.substr(0, 80);
  EXPECT_NE(text.find("Message-ID: <out_1@shomei.test>\r\n"), std::string::npos);
}

TEST(MailCompose, EmptyHeadersAreLeftOut) { EXPECT_EQ(encode_header(" \r\n "), ""); }
