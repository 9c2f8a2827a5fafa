#include "outside/postfix.h"

#include "outbound/errors.h"
#include "outbound/mail_text.h"
#include "outbound/pdf.h"
#include "outbound/smtp.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

const auto at = core::from_unix(1795575600); // 2026-11-25T03:00:00Z

MailMessage message_to(const std::string& address) {
  MailMessage message;
  message.from = {"署名認証サービス 認証センター", "desk@shomei.test"};
  message.to = {{"佐藤 花子", address}};
  message.subject = "【ご注文受付】サーバー証明書アドバンテージと請求書のご案内(注文番号 A-2026-001234)";
  message.body = "株式会社青空商事\n情報システム部 佐藤 花子 様\n\n.\n..点で始まる行\nFrom here\n";
  message.message_id = "out_1@shomei.test";
  message.language = "ja";
  return message;
}

} // namespace

TEST(Mail, ArrivesAsItWasWritten) {
  RecordProperty("requirement", "C01 C03");
  outside::Postfix postfix;
  SmtpClient client({.url = "smtp://127.0.0.1:" + std::to_string(postfix.port())});
  auto message = message_to("hanako@aozora.test");
  core::Bytes pdf;
  for (int i = 0; i < 60'000; ++i) pdf.push_back(static_cast<std::uint8_t>(i * 7));
  message.attachments.push_back({"請求書 INV-2026-000123 株式会社青空商事.pdf", "application/pdf", pdf});
  const auto sent = client.send(message, at);
  ASSERT_TRUE(sent) << sent.error().cause << postfix.log();
  const auto mail = postfix.wait_for("hanako@aozora.test", "注文番号 A-2026-001234");
  EXPECT_EQ(mail.subject, message.subject);
  EXPECT_EQ(mail.from, "署名認証サービス 認証センター <desk@shomei.test>");
  EXPECT_EQ(mail.to, "佐藤 花子 <hanako@aozora.test>");
  EXPECT_EQ(mail.body, message.body);
  EXPECT_EQ(mail.date, "Wed, 25 Nov 2026 03:00:00 +0000");
  EXPECT_EQ(mail.message_id, "<out_1@shomei.test>");
  ASSERT_EQ(mail.attachments.size(), 1U);
  EXPECT_EQ(mail.attachments[0].file_name, "請求書 INV-2026-000123 株式会社青空商事.pdf");
  EXPECT_EQ(mail.attachments[0].content_type, "application/pdf");
  EXPECT_TRUE(core::equal(core::as_bytes(mail.attachments[0].content), pdf));
}

TEST(Mail, EnglishIsReadableInTransit) {
  outside::Postfix postfix;
  SmtpClient client({.url = "smtp://127.0.0.1:" + std::to_string(postfix.port())});
  const auto text = render_mail({MailTemplate::access_code,
                                 core::Language::en,
                                 {"Aozora Shoji K.K.", "", "Hanako Sato"},
                                 {{"order_number", "A-2026-001234"}, {"code", "K7QF-3MXD"}, {"expires_on", "24 Dec 2026 (Thu)"}}},
                                {"Shomei", "Certificate desk", "03-0000-0000", "weekdays 10:00-17:00", "desk@shomei.test", ""});
  auto message = message_to("hanako@aozora.test");
  message.subject = text->subject;
  message.body = text->body;
  ASSERT_TRUE(client.send(message, at));
  const auto mail = postfix.wait_for("hanako@aozora.test", "access code");
  EXPECT_EQ(mail.body, text->body);
  EXPECT_NE(mail.raw.find("- Access code: K7QF-3MXD"), std::string::npos);
}

TEST(Mail, RefusalsAreToldApart) {
  outside::Postfix postfix;
  SmtpClient client({.url = "smtp://127.0.0.1:" + std::to_string(postfix.port())});
  const auto refused = client.send(message_to("refused@aozora.test"), at);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errors::mail_refused);
  EXPECT_NE(refused.error().params[0].second.find("No such person"), std::string::npos) << refused.error().params[0].second;
  EXPECT_EQ(client.send(message_to("later@aozora.test"), at).error().code, errors::mail_not_sent);
  EXPECT_EQ(client.send(message_to("x@aozora.test> NOTIFY=NEVER"), at).error().code, errors::mail_refused);
  EXPECT_EQ(SmtpClient({.url = "smtp://127.0.0.1:1"}).send(message_to("a@aozora.test"), at).error().code, errors::mail_not_sent);
  EXPECT_TRUE(postfix.mails().empty());
}

TEST(Mail, TlsIsUsedAndJudged) {
  outside::Postfix postfix({.tls = true});
  const auto url = "smtp://localhost:" + std::to_string(postfix.port());
  ASSERT_TRUE(SmtpClient({.url = url, .require_tls = true, .ca_file = postfix.ca_file()}).send(message_to("a@aozora.test"), at));
  EXPECT_NE(postfix.wait_for("a@aozora.test").raw.find("ESMTPS"), std::string::npos);
  ASSERT_TRUE(SmtpClient({.url = url}).send(message_to("b@aozora.test"), at)); // opportunistic: any certificate
  EXPECT_NE(postfix.wait_for("b@aozora.test").raw.find("ESMTPS"), std::string::npos);
  EXPECT_EQ(SmtpClient({.url = url, .require_tls = true}).send(message_to("c@aozora.test"), at).error().code, errors::mail_not_sent);
  outside::Postfix plain;
  const auto without =
      SmtpClient({.url = "smtp://127.0.0.1:" + std::to_string(plain.port()), .require_tls = true}).send(message_to("d@aozora.test"), at);
  EXPECT_EQ(without.error().code, errors::mail_not_sent);
}
