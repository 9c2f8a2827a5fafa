#include "outbound/calendar_invite.h"

#include "core/text.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

CalendarInvite sample() {
  return {.cancelled = false,
          .uid = "cal_1@shomei.test",
          .sequence = 2,
          .stamp = core::from_unix(1795575600), // 2026-11-25T03:00:00Z
          .starts = core::from_unix(1795579200),
          .ends = core::from_unix(1795581000),
          .summary = "確認のお電話：署名認証サービス（申請番号 A-2026-001234）",
          .description = "認証センターから山田 太郎 様へお電話します。\n・ご在籍, ご承認; その他\\",
          .organizer_name = "署名\"認証\"サービス",
          .organizer_mail = "desk@shomei.test",
          .attendee_name = "山田 太郎",
          .attendee_mail = "taro@aozora.test",
          .language = "ja"};
}

/// RFC 5545 3.1 undone: the content lines.
std::vector<std::string> unfolded(const std::string& text) {
  std::vector<std::string> lines;
  for (auto& line : core::split(text, '\n')) {
    if (line.empty()) continue;
    EXPECT_EQ(line.back(), '\r') << line;
    line.pop_back();
    if (line.starts_with(' '))
      lines.back() += line.substr(1);
    else
      lines.push_back(line);
  }
  return lines;
}

bool has(const std::vector<std::string>& lines, const std::string& line) { return std::ranges::find(lines, line) != lines.end(); }

} // namespace

TEST(CalendarInvite, SaysWhatWhenAndWho) {
  RecordProperty("requirement", "C08");
  const auto lines = unfolded(compose_invite(sample()));
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
  for (const auto* line :
       {"VERSION:2.0", "METHOD:REQUEST", "UID:cal_1@shomei.test", "SEQUENCE:2", "DTSTAMP:20261125T030000Z", "DTSTART:20261125T040000Z",
        "DTEND:20261125T043000Z", "STATUS:CONFIRMED", "SUMMARY;LANGUAGE=ja:確認のお電話：署名認証サービス（申請番号 A-2026-001234）",
        "DESCRIPTION;LANGUAGE=ja:認証センターから山田 太郎 様へお電話します。\\n・ご在籍\\, ご承認\\; その他\\\\",
        "ORGANIZER;CN=\"署名'認証'サービス\":mailto:desk@shomei.test"})
    EXPECT_TRUE(has(lines, line)) << line << "\n" << compose_invite(sample());
}

TEST(CalendarInvite, FoldsBetweenCharacters) {
  auto invite = sample();
  for (int i = 0; i < 30; ++i) invite.summary += "𠮷野家の証明書";
  const auto text = compose_invite(invite);
  for (const auto& line : core::split(text, '\n')) {
    EXPECT_LE(line.size(), 76U) << line; // 75 octets and CR
    EXPECT_TRUE(core::is_utf8(line)) << line;
  }
  EXPECT_TRUE(has(unfolded(text), "SUMMARY;LANGUAGE=ja:" + invite.summary));
}

TEST(CalendarInvite, CancelsTheSameAppointment) {
  auto invite = sample();
  invite.cancelled = true;
  invite.sequence = 3;
  const auto lines = unfolded(compose_invite(invite));
  EXPECT_TRUE(has(lines, "METHOD:CANCEL"));
  EXPECT_TRUE(has(lines, "STATUS:CANCELLED"));
  EXPECT_TRUE(has(lines, "UID:cal_1@shomei.test"));
  EXPECT_TRUE(has(lines, "SEQUENCE:3"));
  EXPECT_TRUE(invite_content_type(true).contains("method=CANCEL"));
}

TEST(CalendarInvite, NothingInAValueBeginsALine) {
  auto invite = sample();
  invite.summary = "a\r\nATTENDEE:mailto:eve@evil.test";
  invite.attendee_name = "b\r\nSEQUENCE:9";
  invite.attendee_mail = "c@d.test\r\nSEQUENCE:9";
  for (const auto& line : unfolded(compose_invite(invite))) {
    EXPECT_FALSE(line.starts_with("SEQUENCE:9")) << line;
    EXPECT_FALSE(line.starts_with("ATTENDEE:")) << line;
  }
}
